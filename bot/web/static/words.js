// The page's own words, in both languages. What the bot says comes in words.

const table = {
  connecting: ["正在连接…", "Connecting…"],
  lost: ["连接断开了，正在重连…", "Connection lost, connecting again…"],
  stuck: ["还是连不上。请看看程序是否在运行、浏览器是否允许 Cookie，也可以刷新本页。",
    "Still no connection. Is the program running, and are cookies allowed? Reloading may help."],
  elsewhere: ["对话正在别的标签页里继续。回到这里就会接上。",
    "The conversation goes on in another tab. Come back here to go on."],
  retrying: ["暂时没有送到，正在自动重试…", "Not delivered yet, trying again…"],
  sending: ["正在发送…", "Sending…"],
  failed: ["没有送到", "Not delivered"],
  again: ["再发一次", "Send again"],
  copied: ["已复制", "Copied"],
  uncopied: ["没能自动复制。请长按或选中它再复制。", "It could not be copied. Please select it and copy it."],
  download: ["下载", "Download"],
  big: ["这个文件太大，没有发出去。", "This file is too big and was not sent."],
  empty: ["这个文件是空的，没有发出去。", "This file is empty and was not sent."],
  unread: ["这个文件读不出来，请再选一次。", "This file cannot be read. Please choose it again."],
  gone: ["要再发这个文件，请重新选它。", "To send this file again, please choose it anew."],
  mine: ["您说：", "You: "],
  theirs: ["回复：", "Reply: "],
  title: ["Soundings · 听您说真话", "Soundings · Say what you think"],
};

const kept = "soundings-language";
let lang = "zh-Hans";

/** language is the language the page is in now. */
export function language() { return lang; }

/** say is one of the page's words, or of a pair the server sent, in the present language. */
export function say(word) {
  const [zh, en] = typeof word === "string" ? table[word] : [word.zh, word.en];
  return lang === "en" ? en : zh;
}

/** start is the language chosen on an earlier visit, else the page's own. */
export function start() {
  let chosen = null;
  try { chosen = localStorage.getItem(kept); } catch { /* storage is off: the page's own */ }
  use(chosen || document.documentElement.lang);
}

/** use puts the page's words into a language. */
export function use(tag) {
  lang = tag === "en" ? "en" : "zh-Hans";
  const short = lang === "en" ? "en" : "zh";
  document.documentElement.lang = lang;
  document.title = say("title");
  for (const e of document.querySelectorAll("[data-zh]")) e.textContent = e.getAttribute("data-" + short);
  for (const e of document.querySelectorAll("[data-label-zh]")) e.setAttribute("aria-label", e.getAttribute("data-label-" + short));
  for (const e of document.querySelectorAll("[data-hint-zh]")) e.placeholder = e.getAttribute("data-hint-" + short);
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = say(e.dataset.word);
  for (const b of document.querySelectorAll("#languages button")) b.setAttribute("aria-pressed", String(b.value === lang));
}

/** keep remembers the language for the next visit. */
export function keep() {
  try { localStorage.setItem(kept, lang); } catch { /* storage is off: only for now */ }
}

/** worded is an element with one of the page's words, which follows the language. */
export function worded(tag, word) {
  const e = document.createElement(tag);
  e.dataset.word = word;
  e.textContent = say(word);
  return e;
}
