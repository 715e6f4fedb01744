// What a drill does, by the public API: set faults, give cues, order, follow the stream slowly.
import * as api from '../net/api.js';
import { key } from './key.js';
import { SlowClient } from './slow-client.js';

const AGAIN_AFTER = 1_000;
const CUSTOMERS = ['ada_lovelace', 'enzo', 'sofia_bianchi', 'tazio', 'lella_lombardi', 'gilles', 'giovanna_amati', 'alberto'];
const SIZES = ['small', 'medium', 'large'];

const newKey = () => crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16)).join('');
const pause = time => new Promise(resolve => setTimeout(resolve, time));

/** Calls the drills of a service: of one replica, or of all. */
export function callDrills(role, { method = 'PUT', instance, body } = {}) {
  const which = instance ? `?instance=${encodeURIComponent(instance)}` : '';
  return api.ask(`v1/drills/${role}${which}`, { method, body, headers: { Authorization: `Bearer ${key() ?? ''}` } });
}

/** One run of a drill: what it does is told to its witness. */
export class Acts {
  #store; #witness; #slow; #stopped = false;

  constructor(store, witness) {
    this.#store = store;
    this.#witness = witness;
  }

  /** @throws {Error} Where it could not be done, in words. */
  async run(act) {
    if (act.to) await this.#drill(act);
    if (act.orders) await this.#order(act.orders, act.patiently);
    if (act.persist) await this.#persist(this.#draft(0), newKey());
    if (act.slowClient === 'open') await this.#openSlowly();
    if (act.slowClient === 'resume') await this.#slow?.resume();
  }

  stop() {
    this.#stopped = true;
    this.#slow?.close();
  }

  async #drill({ to, one, add, body }) {
    const instance = one ? this.#store.crew.of(to).find(member => !member.gone && !member.stale)?.instance : undefined;
    if (one && !instance) throw new Error(`nobody of the role ${to} is there`);
    await callDrills(to, { method: add || body.cue ? 'POST' : 'PUT', instance, body });
  }

  #draft(index) {
    return { destination: 'Race control', username: CUSTOMERS[index % CUSTOMERS.length], size: SIZES[index % SIZES.length], toppings: ['pepperoni'], border: 'none' };
  }

  async #order(count, patiently) {
    const place = (_, index) => patiently ? this.#persist(this.#draft(index), newKey()) : api.place(this.#draft(index), newKey()).then(placed => this.#witness.placed(placed.order_id));
    await Promise.all(Array.from({ length: count }, place));
  }

  /** Sends one order under one key until it is stored. */
  async #persist(draft, idempotencyKey) {
    while (!this.#stopped) {
      try {
        const placed = await api.place(draft, idempotencyKey);
        this.#witness.placed(placed.order_id);
        this.#witness.note('stored');
        return;
      } catch (error) {
        if (error.status >= 400 && error.status < 500) throw error;
        this.#witness.note('refused');
        await pause(AGAIN_AFTER);
      }
    }
  }

  async #openSlowly() {
    this.#slow = new SlowClient(this.#store, this.#witness);
    await this.#slow.open();
  }
}
