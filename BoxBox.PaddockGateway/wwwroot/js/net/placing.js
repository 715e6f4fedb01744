// Orders a pizza so that pressing twice, or again after no answer, makes one.

const SAME_PRESS = 1_000;

/** Gives the Idempotency-Key of a press: the former one's, where it asks for the same and either has no good answer yet or was but a moment ago. */
export class Presses {
  #last;
  #newKey;

  constructor(newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')) {
    this.#newKey = newKey;
  }

  /** @returns {{key: string, count: number, again: boolean}} The press: again is true where it repeats the last one. */
  press(draft, now) {
    const what = JSON.stringify(draft);
    const again = this.#last?.what === what && (!this.#last.stored || now - this.#last.at < SAME_PRESS);
    this.#last = again ? { ...this.#last, at: now, count: this.#last.count + 1 } : { what, key: this.#newKey(), at: now, count: 1, stored: false };
    return { key: this.#last.key, count: this.#last.count, again };
  }

  /** The order of a key is stored. */
  stored(key) {
    if (this.#last?.key === key) this.#last.stored = true;
  }

  /** Refused for what it says: the next press is another order. */
  refused(key) {
    if (this.#last?.key === key) this.#last = undefined;
  }

  /** How often the key has been pressed by now. */
  count(key) {
    return this.#last?.key === key ? this.#last.count : 1;
  }
}
