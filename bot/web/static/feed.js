// The event stream of one chair, for as long as the page is open.

const patience = 40000; // ms without a heartbeat, which comes every 15 s
const longest = 15000;

export class Feed {
  /** on has a function for each event, and state(name) for the connection. */
  constructor(on) {
    this.on = on;
    this.tries = 0;
    document.addEventListener("visibilitychange", () => this.wake());
    window.addEventListener("focus", () => this.wake());
    window.addEventListener("online", () => this.wake());
    window.addEventListener("pagehide", () => this.stop());
    window.addEventListener("pageshow", (e) => { if (e.persisted) this.connect(); });
  }

  /** open follows a chair from its beginning. */
  open(chair) {
    this.chair = chair;
    this.last = "";
    this.tries = 0;
    this.connect();
  }

  connect() {
    this.stop();
    const at = new URLSearchParams({ chair: this.chair });
    if (this.last) at.set("last", this.last);
    const source = new EventSource("/events?" + at);
    this.source = source;
    for (const name of ["snapshot", "message", "edit", "remove", "notice"]) {
      source.addEventListener(name, (e) => this.take(source, name, e));
    }
    source.addEventListener("beat", () => this.alive());
    source.addEventListener("elsewhere", () => { this.stop(); this.on.state("elsewhere"); });
    source.onopen = () => { this.tries = 0; this.alive(); this.on.state("open"); };
    source.onerror = () => this.broken(source);
    this.alive();
  }

  take(source, name, e) {
    if (source !== this.source) return;
    this.alive();
    this.last = e.lastEventId;
    this.on[name](JSON.parse(e.data));
  }

  // A browser connects again by itself, unless the server refused.
  broken(source) {
    if (source !== this.source) return;
    this.tries++;
    this.on.state(this.tries > 5 ? "stuck" : "lost");
    if (source.readyState === EventSource.CLOSED) this.later();
  }

  // The page's own address gives the cookie anew, if that was what was missing.
  later() {
    this.stop();
    const wait = Math.min(longest, 500 * 2 ** this.tries);
    this.timer = setTimeout(() => {
      fetch("/", { cache: "no-store" }).catch(() => {}).finally(() => { if (!this.source) this.connect(); });
    }, wait);
  }

  alive() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.on.state("lost"); this.connect(); }, patience);
  }

  /** wake connects again at once when somebody comes back to the page. */
  wake() {
    if (document.visibilityState === "visible" && !this.source && this.chair) this.connect();
  }

  stop() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}
