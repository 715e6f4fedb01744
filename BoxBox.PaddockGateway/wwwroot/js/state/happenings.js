// What race control tells, in words. Pure: from steps of orders, what the crew says, the ledger and the connections to entries of the feed.
import { nameOf } from './crew.js';
import { judge } from './flag.js';

/** What the feed can be narrowed to. */
export const TOPICS = ['all', 'orders', 'people', 'faults'];

const TOLD = {
  given_back: { topic: 'orders', tone: 'blue', words: (who, it) => `${it.order} given back by ${who}${because(it.reason)}` },
  redelivered: { topic: 'orders', tone: 'yellow', words: (who, it) => `${it.order} delivered again, attempt ${it.attempt}, to ${who}` },
  burnt: { topic: 'orders', tone: 'red', words: (who, it) => `${it.order} burnt in the oven${because(it.reason)}` },
  failed: { topic: 'orders', tone: 'red', ends: true, words: (who, it) => `${it.order} failed${because(it.reason)}` },
  fell_asleep: { topic: 'people', tone: 'yellow', words: (who, it) => `${who} fell asleep${because(it.reason)}` },
  woke_up: { topic: 'people', tone: 'green', words: who => `${who} woke up` },
  went_to_lunch: { topic: 'people', tone: 'yellow', words: (who, it) => `${who} went to lunch${because(it.reason)}` },
  drill_armed: { topic: 'faults', tone: 'purple', words: (who, it) => `Safety car: a drill is armed at ${who}${because(it.reason)}` },
  drill_ended: { topic: 'faults', tone: 'green', words: (who, it) => `The drill at ${who} has ended${because(it.reason)}` },
};

const because = reason => reason ? `: ${reason}` : '';

/** An entry from what a member of the crew says happened; nothing for a kind that is not known. */
export function fromHappened(happened, member, { board, crew }) {
  const kind = TOLD[happened.kind];
  if (!kind) return undefined;
  const order = happened.order_id ? board.orders.get(happened.order_id) : undefined;
  const it = { order: order?.code ?? (happened.order_id ? `order ${happened.order_id.slice(0, 8)}` : 'an order'), attempt: happened.attempt, reason: happened.reason };
  return entry(happened.at, kind, kind.words(nameOf(crew, member), it), { orderId: happened.order_id, member: happened.order_id ? undefined : `${member.role}/${member.instance}` });
}

/** An entry from a step of an order: its end, where it failed or was the best of its size. */
export function fromStep({ order, status, at }, board) {
  if (status === 'failed')
    return entry(at, TOLD.failed, TOLD.failed.words('', { order: order.code, reason: order.reason }), { orderId: order.id });
  const times = board.sizeTimes[order.size];
  if (status === 'completed' && times?.count > 1 && at - order.orderedAt <= times.best)
    return entry(at, { topic: 'orders', tone: 'purple' }, `${order.code} delivered in ${((at - order.orderedAt) / 1000).toFixed(1)} s, best ${order.size} of the session`, { orderId: order.id });
  return undefined;
}

/** An entry when somebody falls silent, or speaks again. */
export function fromCrew(before, member, now, { crew }) {
  const who = nameOf(crew, member);
  if (member.gone && before && !before.gone)
    return entry(now, { topic: 'faults', tone: 'red' }, `${who} is gone: killed, stopped or cut off`, { member: member.key });
  if (!member.gone && (before?.gone || (!before && now - member.since < 10_000)))
    return entry(now, { topic: 'people', tone: 'green' }, `${who} is there`, { member: member.key });
  return undefined;
}

/** Entries when the equation breaks, or gets worse, or holds again. */
export function fromLedger(before, ledger, now) {
  const [was, is] = [judge(before), judge(ledger)];
  if (!is.holds && is.wrong.join() !== was.wrong.join())
    return entry(now, { topic: 'faults', tone: 'red' }, `The equation is broken: ${is.wrong.join(', ')}`, {});
  if (is.holds && !was.holds) return entry(now, { topic: 'faults', tone: 'green' }, 'The equation holds again', {});
  return undefined;
}

const HEALTH = {
  unavailable: ['red', 'NATS is away or refuses orders: none can be stored'],
  unreachable: ['red', 'The gateway does not answer'],
  ok: ['green', 'NATS is back: orders are stored again'],
};

export function fromHealth(before, health, now) {
  if (before === health || (before === undefined && health === 'ok')) return undefined;
  return entry(now, { topic: 'faults', tone: HEALTH[health][0] }, before === 'unreachable' && health === 'ok' ? 'The gateway answers again' : HEALTH[health][1], {});
}

const CONNECTION = { lost: ['red', 'The live stream is lost'], catching_up: ['blue', 'The live stream is back, and catches up'], live: ['green', 'Caught up: nothing missed, nothing seen twice'] };

export function fromConnection(before, connection, now) {
  if (before === connection) return undefined;
  return entry(now, { topic: 'faults', tone: CONNECTION[connection][0] }, CONNECTION[connection][1], {});
}

/** The feed: newest first, bounded, each said once. */
export class Feed {
  static KEPT = 1_000;
  #said = new Set();
  entries = [];
  version = 0;

  tell(told) {
    if (!told) return;
    // That an order failed is told by its step, and by who gave it up.
    const key = told.ends ? `end|${told.orderId}` : `${told.at}|${told.words}`;
    if (this.#said.has(key)) return;
    this.#said.add(key);
    const place = this.entries.findIndex(other => other.at <= told.at);
    this.entries.splice(place < 0 ? this.entries.length : place, 0, told);
    if (this.entries.length > Feed.KEPT) this.entries.pop();
    if (this.#said.size > 4 * Feed.KEPT) this.#said = new Set([...this.#said].slice(-2 * Feed.KEPT));
    this.version++;
  }
}

function entry(at, { topic, tone, ends }, words, { orderId, member }) {
  return { at: typeof at === 'number' ? at : Date.parse(at), topic, tone, words: words[0].toUpperCase() + words.slice(1), orderId, member, ends };
}
