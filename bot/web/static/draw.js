// Messages as elements. Text is only ever put in as text.

import { worded } from "./words.js";

/** draw fills an element with a message. trying says that a failed one is sent again as it is. */
export function draw(e, m, trying = false) {
  e.className = "message " + (m.mine ? "mine" : "theirs") + (m.pending ? " pending" : "") + (m.failed ? " failed" : "");
  const bubble = element("div", "bubble");
  bubble.append(hidden(m.mine ? "mine" : "theirs"));
  if (m.file) bubble.append(m.file.token ? download(m.file) : sent(m.file));
  else bubble.append(...paragraphs(m.text || "", m.spans || []));
  e.replaceChildren(bubble);
  if (m.buttons) e.append(keyboard(m.buttons));
  if (m.pending) e.append(note("sending"));
  if (m.failed) e.append(trying ? note("retrying") : failure(m));
}

function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

// hidden says who speaks, to those who do not see left and right.
function hidden(word) {
  const e = worded("span", word);
  e.className = "unseen";
  return e;
}

function note(word) {
  const e = worded("p", word);
  e.className = "note";
  return e;
}

function failure(m) {
  const p = element("p", "note");
  const again = worded("button", "again");
  again.type = "button";
  again.dataset.again = m.action;
  p.append(worded("span", "failed"), " ", again);
  return p;
}

// paragraphs sets a text whose spans are in UTF-16 units, as strings are here.
function paragraphs(text, spans) {
  const all = [];
  let at = 0;
  for (const s of [...spans].sort((a, b) => a.at - b.at)) {
    if (s.at < at || s.at + s.len > text.length) continue;
    all.push(...plain(text.slice(at, s.at)), block(s.kind, text.slice(s.at, s.at + s.len)));
    at = s.at + s.len;
  }
  all.push(...plain(text.slice(at)));
  return all;
}

function plain(text) {
  return text.split(/\n{2,}/).map((p) => p.replace(/^\n+|\n+$/g, "")).filter((p) => p !== "").map((p) => element("p", "", p));
}

function block(kind, text) {
  if (kind === "quote") return element("blockquote", "", text);
  if (kind === "listing") return element("pre", "", text);
  const p = element("p", kind);
  p.append(element(kind === "code" ? "code" : "strong", "", text));
  return p;
}

function keyboard(rows) {
  const all = element("div", "buttons");
  for (const row of rows) {
    const line = element("div", "line");
    for (const b of row) {
      const e = element("button", b.copy ? "copy" : "", b.label);
      e.type = "button";
      if (b.copy) e.dataset.copy = b.copy;
      else e.dataset.data = b.data;
      line.append(e);
    }
    all.append(line);
  }
  return all;
}

function download(file) {
  const a = element("a", "file");
  a.href = "/files/" + encodeURIComponent(file.token);
  const about = element("span", "about", " · " + size(file.size));
  about.prepend(worded("span", "download"));
  a.append(element("span", "name", file.name), about);
  return a;
}

// sent is a file of the person's own: it was sent, and is not kept to be had back.
function sent(file) {
  const p = element("p", "file sent");
  p.append(element("span", "name", "📎 " + file.name), element("span", "about", size(file.size)));
  return p;
}

function size(n) {
  if (n < 1000) return n + " B";
  if (n < 1e6) return (n / 1000).toFixed(n < 1e4 ? 1 : 0) + " kB";
  return (n / 1e6).toFixed(1) + " MB";
}
