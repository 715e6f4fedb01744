// Rates, times and queues of the last ten minutes, in slots of ten seconds. Fed with the steps of orders; no clock, no page.
import { quantile } from './sectors.js';

export const SLOT = 10_000;
export const SLOTS = 60;
const LEADS_KEPT = 400;

/** What one slot has seen. Areas are orders times milliseconds: over the slot's length they are the mean number of orders. */
const emptySlot = () => ({ arrived: 0, completed: 0, leads: [], queueTime: 0, leftQueue: 0, kitchenTime: 0, leftKitchen: 0, leadTime: 0, queueArea: 0, kitchenArea: 0, flightArea: 0, depth: undefined });

export class Flow {
  #slots = new Map();
  #at;
  queue = 0;
  kitchen = 0;
  flight = 0;

  /** Takes a step of an order (see Board.step), in the order of their times as well as the stream has it. */
  take({ order, status, at, time }) {
    this.advance(at);
    const slot = this.#slot(at);
    const waited = from => order.at[from] !== undefined;
    switch (status) {
      case 'pending':
        slot.arrived++;
        this.queue++;
        this.flight++;
        break;
      case 'in_progress':
        if (waited('pending')) { this.queue--; slot.queueTime += time; slot.leftQueue++; }
        this.kitchen++;
        break;
      case 'waiting_delivery':
        if (waited('in_progress')) { this.kitchen--; slot.kitchenTime += time; slot.leftKitchen++; }
        break;
      case 'completed':
      case 'failed':
        if (waited('pending')) this.flight--;
        if (status === 'failed') this.#giveUp(order);
        else this.#complete(slot, at - order.orderedAt);
        break;
    }
    slot.depth = this.queue;
  }

  /** Goes on to a time: what stands in the queue until then counts. */
  advance(now) {
    this.#at ??= now;
    while (this.#at < now) {
      const slot = this.#slot(this.#at);
      const until = Math.min(now, (Math.floor(this.#at / SLOT) + 1) * SLOT);
      slot.queueArea += this.queue * (until - this.#at);
      slot.kitchenArea += this.kitchen * (until - this.#at);
      slot.flightArea += this.flight * (until - this.#at);
      slot.depth = this.queue;
      this.#at = until;
    }
  }

  /** The newest slots up to a time, oldest first; the last one is under way. */
  slots(now) {
    const last = Math.floor(now / SLOT);
    for (const key of this.#slots.keys()) if (key < last - SLOTS) this.#slots.delete(key);
    return Array.from({ length: SLOTS }, (_, i) => this.#slots.get(last - SLOTS + 1 + i) ?? emptySlot());
  }

  #complete(slot, lead) {
    slot.completed++;
    slot.leadTime += lead;
    // Beyond what is kept, each new one takes an old one's place, in turn.
    if (slot.leads.length < LEADS_KEPT) slot.leads.push(lead);
    else slot.leads[slot.completed % LEADS_KEPT] = lead;
  }

  #giveUp(order) {
    const been = status => order.at[status] !== undefined;
    if (been('in_progress') ? been('waiting_delivery') : !been('pending')) return;
    if (been('in_progress')) this.kitchen--;
    else this.queue--;
  }

  #slot(at) {
    const key = Math.floor(at / SLOT);
    if (!this.#slots.has(key)) this.#slots.set(key, emptySlot());
    return this.#slots.get(key);
  }
}

/**
 * What the strip shows: measured, and beside it what Little's law (L = λ W) makes of the other two.
 * @param {number} span How long the slots were watched, in milliseconds.
 */
export function figures(slots, span, maestri) {
  const sum = field => slots.reduce((total, slot) => total + slot[field], 0);
  const leads = slots.flatMap(slot => slot.leads).sort((a, b) => a - b);
  const minutes = span / 60_000;
  const [arrived, completed] = [sum('arrived'), sum('completed')];
  const [lambda, inFlight] = [arrived / span, sum('flightArea') / span];
  const [queueWait, kitchenWait] = [sum('queueTime') / sum('leftQueue'), sum('kitchenTime') / sum('leftKitchen')];
  const [meanLead, inKitchen] = [sum('leadTime') / completed, sum('kitchenArea') / span];
  return {
    rate: arrived / minutes,
    rateByLittle: inFlight / meanLead * 60_000,
    p50: quantile(leads, 0.5),
    p95: quantile(leads, 0.95),
    meanLead,
    leadByLittle: inFlight / lambda,
    queue: sum('queueArea') / span,
    queueByLittle: lambda * queueWait,
    busy: inKitchen / maestri,
    inKitchen,
    kitchenByLittle: lambda * kitchenWait,
    busyByLittle: lambda * kitchenWait / maestri,
  };
}
