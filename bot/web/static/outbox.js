// What the page sends: one after the other, each until it is answered. The
// server knows a repeat by its action and does it once.

let clock = 0;

/** action is a new action's id: the clock, never twice the same, and randomness. */
export function action() {
  clock = Math.max(Date.now(), clock + 1);
  const random = crypto.getRandomValues(new Uint8Array(10));
  return clock.toString(16).padStart(12, "0") + [...random].map((b) => b.toString(16).padStart(2, "0")).join("");
}

export class Outbox {
  /** state(words) is told what goes on; null is all well. */
  constructor(state) {
    this.state = state;
    this.queue = Promise.resolve();
  }

  /** post resolves when it is done, and fails with words when it is refused. */
  post(path, body) {
    const sent = this.queue.then(() => this.until(path, body));
    this.queue = sent.catch(() => {});
    return sent;
  }

  async until(path, body) {
    for (let tries = 0; ; tries++) {
      const answer = await send(path, body);
      if (answer.ok) {
        if (tries) this.state(null);
        return;
      }
      if (answer.error === "visitor" && tries < 3) await fetch("/", { cache: "no-store" }).catch(() => {});
      else if (!answer.wait) {
        this.state(null);
        throw answer.words;
      }
      this.state(answer.words);
      await pause(Math.max(answer.wait, Math.min(15000, 400 * 2 ** tries)));
    }
  }
}

// packed is a body as it is posted: JSON, or a line of it before a document.
function packed({ file, ...body }) {
  const json = JSON.stringify(body);
  if (!file) return { headers: { "Content-Type": "application/json" }, body: json };
  return { headers: { "Content-Type": "application/octet-stream" }, body: new Blob([json, "\n", file]) };
}

// send is one attempt. wait says that another may do better, and when.
async function send(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "POST", ...packed(body),
      credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(40000),
    });
  } catch {
    return { ok: false, wait: 1000, words: "retrying" };
  }
  if (response.ok) return { ok: true };
  const told = await response.json().catch(() => ({}));
  const passes = response.status === 429 || response.status === 502 || response.status === 503 || response.status === 504;
  return {
    ok: false, error: told.error, words: told.zh ? told : "failed",
    wait: passes ? 1000 * (Number(response.headers.get("Retry-After")) || 1) : 0,
  };
}

function pause(ms) { return new Promise((done) => setTimeout(done, ms)); }
