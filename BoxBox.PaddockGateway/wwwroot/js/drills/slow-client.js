// A second client of the live stream, that reads one event and then no more, is cut off, and comes back.

export class SlowClient {
  #store; #witness; #listen; #leave = new AbortController();
  /** The places in the stream that the page itself has seen since. */
  #seenByPage = [];
  #seen = [];

  constructor(store, witness) {
    this.#store = store;
    this.#witness = witness;
    this.#listen = ({ detail: fact }) => { if (fact.sequence) this.#seenByPage.push(fact.sequence); };
  }

  /** Returns once it is connected; it reads on by itself. */
  async open() {
    this.#store.addEventListener('fact', this.#listen);
    const events = await this.#connect(this.#store.lastEventId);
    void this.#readOne(events);
  }

  async #readOne(events) {
    for await (const id of events) {
      this.#seen.push(id);
      break;
    }
    this.#witness.note('cut-off');
  }

  /** Comes back with the id of the last event it has seen, and reads up to where the page is. */
  async resume() {
    if (this.#seen.length === 0) throw new Error('it has not seen its first event yet');
    const upTo = this.#store.lastEventId;
    for await (const id of await this.#connect(this.#seen.at(-1))) {
      this.#seen.push(id);
      if (id >= upTo) break;
    }
    this.#witness.note('resumed');
    const missed = this.#seenByPage.filter(id => id <= this.#seen.at(-1));
    if (missed.length === this.#seen.length && missed.every((id, index) => id === this.#seen[index])) this.#witness.note('complete');
  }

  close() {
    this.#leave.abort();
    this.#store.removeEventListener('fact', this.#listen);
  }

  /** The ids of the events of a new connection. Who stops asking for them hangs up. */
  async #connect(after) {
    const answer = await fetch(`v1/order/sse?last_event_id=${after}`, { signal: this.#leave.signal });
    return ids(answer.body.pipeThrough(new TextDecoderStream()).getReader());
  }
}

async function* ids(reader) {
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line.startsWith('id: ')) yield Number(line.slice(4));
    }
  } finally {
    await reader.cancel();
  }
}
