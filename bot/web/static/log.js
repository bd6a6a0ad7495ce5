// The conversation on the screen: messages in their order, where the page is
// scrolled to, and where the focus goes.

import { draw } from "./draw.js";

const log = document.getElementById("log");
const text = document.getElementById("text");
const shown = new Map(); // id to {element, message}
const pending = new Map(); // action to element
const trying = new Set(); // actions this page is sending, and sends again by itself
let heading = 0; // until then the page is scrolling to its end
let focusNext = false; // a button of a card was used: the answer's first button is next
let newest = () => {}; // is told of the newest card

/** reset shows a whole conversation. */
export function reset(messages) {
  const whole = new Set(messages.map((m) => m.id));
  for (const id of [...shown.keys()]) if (!whole.has(id)) remove(id);
  for (const m of messages) put(m, false);
  if (shown.size > 1) toEnd(false);
}

/** clear empties the screen, for another chair. */
export function clear() {
  for (const id of [...shown.keys()]) remove(id);
  for (const action of [...pending.keys()]) settle(action);
}

/** put shows a message, or what has become of it. */
export function put(m, follow = true) {
  const near = nearEnd();
  let known = shown.get(m.id);
  if (known && JSON.stringify(known.message) === JSON.stringify(m)) return;
  if (m.mine) settle(m.action);
  if (!known) {
    known = { element: document.createElement("div") };
    shown.set(m.id, known);
    log.insertBefore(known.element, pending.values().next().value || null);
  }
  const inside = known.element.contains(document.activeElement);
  known.message = m;
  draw(known.element, m, trying.has(m.action));
  mark();
  if (!follow) return;
  if (near || m.mine || focusNext) reveal(known.element);
  if (!m.mine) focusIn(known.element, inside);
}

export function remove(id) {
  shown.get(id)?.element.remove();
  shown.delete(id);
  mark();
}

/** find is a message by its action. */
export function find(action) {
  for (const { message } of shown.values()) if (message.action === action) return message;
  return null;
}

/** wait shows what a person sent, a text or a file, until the server has it. */
export function wait(action, sent) {
  const e = document.createElement("div");
  draw(e, { mine: true, pending: true, ...sent });
  pending.set(action, e);
  log.append(e);
  reveal(e);
}

/** sending notes whether this page is sending an action. */
export function sending(action, yes) {
  if (yes) trying.add(action);
  else trying.delete(action);
  for (const { element, message } of shown.values()) {
    if (message.action === action) draw(element, message, yes);
  }
}

/** settle takes away what was waiting. */
export function settle(action) {
  pending.get(action)?.remove();
  pending.delete(action);
}

/** expect says that the answer to a button may take the focus. */
export function expect(yes) { focusNext = yes; }

/** idOf is the message a button stands under. */
export function idOf(button) {
  for (const [id, { element }] of shown) if (element.contains(button)) return id;
  return 0;
}

// The newest card's buttons are the ones to use; older ones step back.
function mark() {
  log.querySelector(".newest")?.classList.remove("newest");
  const cards = log.querySelectorAll(".message.theirs");
  const last = cards[cards.length - 1];
  last?.classList.add("newest");
  newest(last ? [...shown.values()].find((s) => s.element === last)?.message : null);
}

/** onNewest has the newest card told, or null where there is none. */
export function onNewest(tell) { newest = tell; }

// The focus follows only a person who was at a button, never one who types.
function focusIn(element, inside) {
  const at = document.activeElement;
  const free = at === document.body || log.contains(at);
  if (!inside && !(focusNext && free)) return;
  const first = element.querySelector(".buttons button");
  if (first && at !== text) first.focus({ preventScroll: true });
}

/** nearEnd says whether the newest is in sight, or the page on its way there. */
export function nearEnd() {
  if (performance.now() < heading) return true;
  const page = document.documentElement;
  return page.scrollHeight - window.innerHeight - window.scrollY < 160;
}

// A card higher than the window is read from its top.
function reveal(element) {
  const room = window.innerHeight - document.getElementById("top").offsetHeight - document.getElementById("composer").offsetHeight;
  if (element.offsetHeight <= room) return toEnd(true);
  heading = 0;
  if (element === log.firstElementChild) window.scrollTo({ top: 0, behavior: pace() });
  else element.scrollIntoView({ block: "start", behavior: pace() });
}

/** toEnd shows the end of the conversation. */
export function toEnd(smooth) {
  heading = performance.now() + 800; // longer than a smooth scroll takes
  window.scrollTo({ top: document.documentElement.scrollHeight, behavior: smooth ? pace() : "instant" });
}

function pace() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
