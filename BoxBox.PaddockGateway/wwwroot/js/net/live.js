// The one live connection: steps and crew, from where the page stands, without gap or repeat.

const AGAIN_AFTER = 2_000;

export class Live {
  #store;
  #source;
  #again;

  constructor(store) { this.#store = store; }

  /** Follows from the last event that the store knows. */
  open() {
    this.close();
    this.#source = new EventSource(`v1/order/sse?crew=true&last_event_id=${this.#store.lastEventId}`);
    this.#source.onopen = () => {
      this.#store.connect('catching_up');
      this.#store.dispatchEvent(new Event('reconnected'));
    };
    this.#source.onmessage = message => this.#store.step(Number(message.lastEventId), JSON.parse(message.data));
    this.#source.addEventListener('crew', message => this.#store.member(JSON.parse(message.data)));
    this.#source.onerror = () => {
      this.#store.connect('lost');
      // It comes again by itself after a lost connection, but not after an answer that is no stream.
      if (this.#source.readyState === EventSource.CLOSED) this.#again = setTimeout(() => this.open(), AGAIN_AFTER);
    };
  }

  get isOpen() { return this.#source?.readyState === EventSource.OPEN; }

  close() {
    clearTimeout(this.#again);
    this.#source?.close();
  }
}
