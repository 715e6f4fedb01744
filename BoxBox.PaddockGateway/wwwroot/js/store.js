// Everything the page knows, fed by the connections and read by the views. What is shown follows once a frame, however much came in.
import { Board } from './state/board.js';
import { Crew, nameOf } from './state/crew.js';
import { flagOf } from './state/flag.js';
import { Flow } from './state/flow.js';
import { Feed, fromConnection, fromCrew, fromHappened, fromHealth, fromLedger, fromStep } from './state/happenings.js';

const GONE_SHOWN = 30_000;
const TOLD_KEPT = 4_000;

export class Store extends EventTarget {
  board = new Board();
  flow = new Flow();
  crew = new Crew();
  feed = new Feed();
  connection = 'catching_up';
  ledger; health; lastEventId; openedAt;
  #now;
  #told = new Set();
  #wasLive = false;
  #crewIsKnown = false;

  /** @param {() => number} now The gateway's time as well as it is known, in milliseconds. */
  constructor(now) {
    super();
    this.#now = now;
  }

  now() { return this.#now(); }

  /** Begins anew from GET /v1/orders. */
  load({ as_of_sequence: sequence, orders }) {
    this.board = new Board();
    this.flow = new Flow();
    this.openedAt ??= this.now();
    this.lastEventId = sequence;
    const steps = orders.flatMap(details => this.board.load(details));
    this.board.ended.sort((a, b) => a.endedAt - b.endedAt);
    steps.sort((a, b) => a.at - b.at);
    this.watchedSince = Math.max(this.now() - 600_000, Math.min(this.openedAt, steps[0]?.at ?? this.openedAt));
    for (const step of steps) this.flow.take(step);
    for (const step of steps.filter(one => one.status === 'failed').slice(-20)) this.feed.tell(fromStep(step, this.board));
    this.#changed('loaded');
  }

  /** Takes an event of the live stream. */
  step(sequence, event) {
    this.lastEventId = sequence;
    const step = this.board.step(event);
    if (step) {
      this.flow.take(step);
      this.feed.tell(fromStep(step, this.board));
      this.#tell({ type: 'step', ...step, sequence });
    } else {
      this.#tell({ type: 'repeat', sequence });
    }
    this.#changed();
  }

  loadCrew(everybody) {
    this.crew.load(everybody.crew);
    this.#crewIsKnown = true;
    // It has the newest first.
    for (const happened of (everybody.happened ?? []).toReversed()) this.#happened(happened, { role: happened.role, instance: happened.instance });
    this.#changed();
  }

  member(message) {
    const { before, member } = this.crew.take(message);
    // The stream begins with everybody who is there; who comes after that is news.
    if (this.#crewIsKnown) this.feed.tell(fromCrew(before, member, this.now(), this));
    for (const happened of [message.happened ?? []].flat()) this.#happened(happened, member);
    this.#tell({ type: 'crew', before, member });
    this.#changed();
  }

  read(ledger) {
    this.feed.tell(fromLedger(this.ledger, ledger, this.now()));
    this.ledger = ledger;
    this.#tell({ type: 'ledger', ledger });
    this.#changed();
  }

  hear(health) {
    this.feed.tell(fromHealth(this.health, health, this.now()));
    this.health = health;
    this.#tell({ type: 'health', health });
    this.#changed();
  }

  connect(connection) {
    if (connection === this.connection) return;
    // That the page has opened is no news.
    if (this.#wasLive) this.feed.tell(fromConnection(this.connection, connection, this.now()));
    this.#wasLive ||= connection === 'live';
    this.connection = connection;
    this.#tell({ type: 'connection', connection });
    this.#changed();
  }

  /** Lets time pass: who is gone for long is forgotten. */
  tick() {
    this.crew.forget(this.now(), GONE_SHOWN);
    this.flow.advance(this.now());
  }

  get flag() { return flagOf(this); }

  /** The drills that are armed, in words: what, and at whom. Who is killed takes his with him. */
  get armed() {
    return [...this.crew.members.values()].filter(member => member.drill && !member.gone && !member.stale).map(member => `${member.drill} at the ${nameOf(this.crew, member)}`);
  }

  #happened(happened, member) {
    // GET /v1/crew tells again what the live stream has told.
    const once = `${happened.at}|${happened.kind}|${happened.order_id}|${happened.reason}|${member.instance}`;
    if (this.#told.has(once)) return;
    this.#told.add(once);
    if (this.#told.size > TOLD_KEPT) this.#told = new Set([...this.#told].slice(-TOLD_KEPT / 2));

    if (happened.order_id) {
      this.board.attempt(happened.order_id, happened.attempt);
      this.board.meet(happened.order_id, happened);
    }
    this.feed.tell(fromHappened(happened, member, this));
    this.#tell({ type: 'happened', happened, member });
  }

  /** For those who must see each fact once, such as a lesson. */
  #tell(fact) { this.dispatchEvent(new CustomEvent('fact', { detail: fact })); }

  #changed(what = 'changed') { this.dispatchEvent(new Event(what)); }
}
