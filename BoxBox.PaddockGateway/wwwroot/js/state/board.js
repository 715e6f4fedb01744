// Every order as it stands, and the times of the session. Fed with what GET /v1/orders and the live stream say; no clock, no page.
import { SECTORS, Times, sectorOf } from './sectors.js';

const ENDED_KEPT = 10_000;
const ENDINGS = new Set(['completed', 'failed']);

export class Board {
  orders = new Map();
  open = new Set();
  /** Ended orders, oldest first. */
  ended = [];
  sectorTimes = SECTORS.map(() => new Times());
  sizeTimes = { small: new Times(), medium: new Times(), large: new Times() };
  /** Counts the changes, so that who shows the board knows when to look again. */
  version = 0;

  /** Takes an order as GET /v1/orders has it, with all its steps. Returns the steps that were new. */
  load(details) {
    return details.history.flatMap(step => this.step({ ...details, status: step.status, updated_at: step.at }, step.by) ?? []);
  }

  /**
   * Takes a step of an order, as the live stream has it.
   * @returns {object|undefined} The step, as the other projections want it; nothing where it was known.
   */
  step(event, by) {
    const order = this.orders.get(event.order_id) ?? this.#enter(event);
    const at = Date.parse(event.updated_at);
    if (order.at[event.status] !== undefined) return undefined;
    order.at[event.status] = at;
    if (by) order.by[event.status] = by;
    this.version++;
    if (order.endedAt !== undefined) return undefined;

    order.status = event.status;
    order.since = at;
    order.reason = event.reason;
    const step = { order, status: event.status, at, sector: SECTORS.findIndex(sector => sector.to === event.status), time: undefined };
    const begun = step.sector >= 0 ? order.at[SECTORS[step.sector].from] : undefined;
    if (begun !== undefined) {
      step.time = at - begun;
      this.sectorTimes[step.sector].add(step.time);
    }
    if (ENDINGS.has(event.status)) this.#end(order, at);
    return step;
  }

  /** How often an order was delivered to a worker, from what the crew says. */
  attempt(orderId, attempt) {
    const order = this.orders.get(orderId);
    if (!order || !(attempt > order.attempts)) return;
    order.attempts = attempt;
    this.version++;
  }

  /** Notes what an order met on its way, e.g. that the baker slept. */
  meet(orderId, happened) {
    const order = this.orders.get(orderId);
    if (!order) return;
    order.met.push(happened);
    this.version++;
  }

  #enter(event) {
    const order = {
      id: event.order_id,
      size: event.size,
      name: event.username,
      code: codeOf(event.username),
      destination: event.destination,
      toppings: event.toppings ?? [],
      border: event.border,
      orderedAt: Date.parse(event.ordered_at),
      status: event.status,
      since: Date.parse(event.updated_at),
      at: {},
      by: {},
      attempts: 1,
      met: [],
      reason: undefined,
      endedAt: undefined,
    };
    order.haystack = `${order.id} ${order.name} ${order.code} ${order.destination}`.toLowerCase();
    this.orders.set(order.id, order);
    this.open.add(order);
    return order;
  }

  #end(order, at) {
    order.endedAt = at;
    this.open.delete(order);
    this.ended.push(order);
    if (order.status === 'completed') this.sizeTimes[order.size]?.add(at - order.orderedAt);
    if (this.ended.length > ENDED_KEPT)
      for (const old of this.ended.splice(0, this.ended.length - ENDED_KEPT)) this.orders.delete(old.id);
  }
}

/** The three letters that stand for a customer: of the last word that has some. */
export function codeOf(name) {
  const words = name.normalize('NFD').replace(/\p{M}/gu, '').split(/[^\p{L}\p{N}]+/u).filter(word => /\p{L}/u.test(word));
  const word = words.findLast(candidate => [...candidate].length > 2) ?? words.join('');
  return ([...word].slice(0, 3).join('') || '···').toUpperCase();
}

/** Open orders in the race's order: who is furthest, and among those who was there first. */
export function byRace(a, b) {
  return sectorOf(b.status) - sectorOf(a.status) || a.since - b.since || (a.id < b.id ? -1 : 1);
}

/** The newest order first. */
export function byAge(a, b) {
  return b.orderedAt - a.orderedAt || (a.id < b.id ? 1 : -1);
}
