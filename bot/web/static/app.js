// The page: a chair's conversation, a text box, and what holds them together.

import * as words from "./words.js";
import * as log from "./log.js";
import { Feed } from "./feed.js";
import { Outbox, action } from "./outbox.js";
import { menu } from "./menu.js";
import { attach } from "./attach.js";

const $ = (id) => document.getElementById(id);
const text = $("text");
const chairs = [...$("chairs").querySelectorAll("button")];
const drafts = new Map(); // by chair, only in memory
const given = new Map(); // files by action, likewise
let chair = "";
let working = 0;
let connection = "connecting";
let trouble = null; // what the outbox says

const outbox = new Outbox((said) => { trouble = said; showState(); });

const feed = new Feed({
  snapshot: (s) => { log.reset(s.messages); begin(s); },
  message: (m) => { think(); log.put(m); },
  edit: (m) => { think(); log.put(m); },
  remove: ({ ids }) => ids.forEach(log.remove),
  notice: (n) => toast(n.text),
  state: (name) => { connection = name; showState(); },
});

// begin lets the conversation start by itself, and follow the page's language.
function begin(s) {
  if (s.start) post("/say", { do: "start" });
  else if (s.lang && s.lang !== words.language()) post("/say", { do: "language" });
}

async function post(path, body, id = action()) {
  const from = chair;
  working++;
  think();
  log.sending(id, true);
  try {
    await outbox.post(path, { chair: from, action: id, lang: words.language(), ...body });
  } catch (said) {
    toast(words.say(said));
    log.settle(id);
    if (body.text && chair === from && !text.value) { text.value = body.text; grow(); }
  } finally {
    working--;
    think();
    log.sending(id, false);
  }
}

function say(said) {
  if (!said.trim()) return;
  const id = action();
  log.wait(id, { text: said });
  post("/say", { text: said }, id);
}

// give sends a file. This page keeps it until it is there, to send it again.
function give(name, file) {
  const id = action();
  given.set(id, file);
  log.wait(id, { file: { name, size: file.size } });
  deliver(id, name);
}

async function deliver(id, name) {
  await post("/attach", { name, file: given.get(id) }, id);
  if (!log.find(id)?.failed) given.delete(id);
}

// repeat sends a message of the person's once more, a file only if it is still here.
function repeat(id) {
  const m = log.find(id);
  if (!m.file) post("/say", { text: m.text }, id);
  else if (given.has(id)) deliver(id, m.file.name);
  else toast(words.say("gone"));
}

function send() {
  say(text.value);
  text.value = "";
  grow();
  text.focus();
}

async function tap(button) {
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  log.expect(document.activeElement !== text);
  await post("/tap", { message: log.idOf(button), data: button.dataset.data });
  button.removeAttribute("aria-disabled");
  setTimeout(() => { if (!working) log.expect(false); }, 300); // the answer may come by the stream a moment later
}

async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
    toast(words.say("copied"));
  } catch {
    toast(words.say(copyByHand(value) ? "copied" : "uncopied"));
  }
}

// copyByHand is for a page that was not opened by https or on this machine.
function copyByHand(value) {
  const at = document.activeElement;
  const box = document.createElement("textarea");
  box.className = "unseen";
  box.value = value;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  at?.focus({ preventScroll: true });
  return done;
}

function sit(id) {
  if (id === chair) return;
  drafts.set(chair, text.value);
  chair = id;
  text.value = drafts.get(id) || "";
  grow();
  for (const b of chairs) b.setAttribute("aria-pressed", String(b.value === id));
  for (const h of document.querySelectorAll(".hint[data-chair]")) h.hidden = h.dataset.chair !== id;
  history.replaceState(null, "", chairs.length > 1 ? "#" + encodeURIComponent(id) : location.pathname);
  log.clear();
  measure();
  feed.open(id);
}

// think shows that the answer is being worked out, if that takes a while.
let slow = 0;
function think() {
  clearTimeout(slow);
  $("thinking").hidden = true;
  if (working > 0) slow = setTimeout(() => { $("thinking").hidden = trouble !== null; }, 400);
}

// A connection that comes back at once is nothing to tell.
let late = 0;
function showState() {
  clearTimeout(late);
  const said = connection === "open" ? trouble : connection;
  if (!said) set("");
  else late = setTimeout(() => set(words.say(said)), said === "lost" || said === "connecting" ? 1200 : 0);
  function set(s) { if ($("state").textContent !== s) { $("state").textContent = s; measure(); } }
}

let fading = 0;
function toast(s) {
  clearTimeout(fading);
  $("toast").textContent = s;
  $("toast").classList.add("shown");
  fading = setTimeout(() => {
    $("toast").classList.remove("shown");
    fading = setTimeout(() => { $("toast").textContent = ""; }, 300); // faded out
  }, 3000 + 60 * s.length);
}

function grow() {
  text.style.height = "auto";
  text.style.height = text.scrollHeight + 2 + "px";
  $("send").disabled = !text.value.trim();
  measure();
}

// measure tells the style how high the bars are, so that nothing hides below:
// what stood above the text box stays above it when that grows.
let height = 0;
function measure() {
  const style = document.documentElement.style;
  const grown = $("composer").offsetHeight - height;
  height += grown;
  if (grown > 0 && height > grown && log.nearEnd()) log.toEnd(true);
  style.setProperty("--top", $("top").offsetHeight + "px");
  style.setProperty("--composer", $("composer").offsetHeight + "px");
}

// Enter that ends the composition of a Chinese word is not ours; Safari tells
// so only by the key code.
function composing(e) { return e.isComposing || e.keyCode === 229; }

function wire() {
  text.addEventListener("input", grow);
  text.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || e.shiftKey || composing(e)) return;
    e.preventDefault();
    send();
  });
  $("send").addEventListener("click", send);
  $("log").addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (!b) return;
    if (b.dataset.data) tap(b);
    else if (b.dataset.copy) copy(b.dataset.copy);
    else if (b.dataset.again) repeat(b.dataset.again);
  });
  $("languages").addEventListener("click", (e) => {
    const b = e.target.closest("button");
    if (!b || b.value === words.language()) return;
    words.use(b.value);
    words.keep();
    showState();
    measure();
    post("/say", { do: "language" });
  });
  for (const b of chairs) b.addEventListener("click", () => sit(b.value));
  menu(say);
  log.onNewest(attach(give, (word) => toast(words.say(word)), measure));
  window.addEventListener("resize", measure);
}

words.start();
wire();
grow();
const wanted = decodeURIComponent(location.hash.slice(1));
sit(chairs.some((b) => b.value === wanted) ? wanted : chairs[0].value);
