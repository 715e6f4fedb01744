// What has been seen since a drill began: facts in, answers for its conditions out. No clock, no page.

export class Witness {
  /** The orders that the drill placed. */
  ours = new Set();
  before; ledger;
  #steps = new Map();
  #happened = [];
  #states = new Set();
  #gone = new Set();
  #health = new Set();
  #notes = new Set();
  #hands = new Map();
  #present;
  #joined = new Set();
  lastStepAt;
  repeats = 0;
  deepest = 0;
  fewestAfterDeepest = Infinity;

  /** @param {Iterable<string>} present The keys of those of the crew who are there when it begins. */
  constructor(ledger, now, present, connection) {
    this.#present = new Set(present);
    this.connection = connection;
    this.before = this.ledger = ledger;
    this.lastStepAt = this.begunAt = this.now = now;
  }

  /** Takes a fact of the store. */
  take(fact, now) {
    this.now = now;
    switch (fact.type) {
      case 'step':
        this.#steps.set(fact.order.id, [...this.#steps.get(fact.order.id) ?? [], fact.status]);
        if (this.ours.has(fact.order.id)) this.lastStepAt = now;
        break;
      case 'repeat': this.repeats++; break;
      case 'happened': this.#happened.push({ ...fact.happened, role: fact.member.role }); break;
      case 'crew':
        // One that is started again at once is hardly missed: silent is enough.
        if (fact.member.gone || fact.member.stale) this.#gone.add(fact.member.role);
        if (!fact.member.gone && !this.#present.has(fact.member.key)) this.#joined.add(fact.member.role);
        if (!fact.member.gone) this.#states.add(`${fact.member.role} ${fact.member.state}`);
        this.#hands.set(fact.member.key, fact.member.gone ? [] : fact.member.orders ?? []);
        break;
      case 'ledger':
        this.ledger = fact.ledger;
        this.deepest = Math.max(this.deepest, fact.ledger.pending);
        this.fewestAfterDeepest = fact.ledger.pending === this.deepest ? Infinity : Math.min(this.fewestAfterDeepest, fact.ledger.pending);
        break;
      case 'health':
        if (fact.health === 'ok' && this.heard('unavailable')) this.note('recovered');
        this.#health.add(fact.health);
        break;
      case 'connection':
        this.connection = fact.connection;
        if (fact.connection === 'lost') this.#gone.add('gateway');
        break;
    }
  }

  note(what) { this.#notes.add(what); }
  noted(what) { return this.#notes.has(what); }

  placed(orderId) { this.ours.add(orderId); }

  /** How many of the drill's orders have reached a status. */
  reached(status) { return [...this.ours].filter(id => this.#steps.get(id)?.includes(status)).length; }
  ended() { return this.reached('completed') + this.reached('failed'); }
  /** How many of the drill's orders somebody says that he has. */
  inHands() { return new Set([...this.#hands.values()].flat().filter(id => this.ours.has(id))).size; }
  get allCompleted() { return this.ours.size > 0 && this.reached('completed') === this.ours.size; }

  /** Whether, or how often, something happened to the drill's orders; or to people, where it belongs to no order. */
  count(kind, least = 0) { return this.#happened.filter(one => one.kind === kind && (!one.order_id || this.ours.has(one.order_id)) && (one.attempt ?? 0) >= least).length; }
  saw(role, state) { return this.#states.has(`${role} ${state}`); }
  gone(role) { return this.#gone.has(role); }
  heard(health) { return this.#health.has(health); }
  /** Whether somebody of a role has come who was not there when it began. */
  joined(role) { return this.#joined.has(role); }
  /** For how long none of the drill's orders has moved, in milliseconds. */
  get quiet() { return this.now - this.lastStepAt; }
  get newDuplicates() { return (this.ledger?.duplicates ?? 0) - (this.before?.duplicates ?? 0); }
  get balances() {
    const { accepted, completed, failed, pending, in_progress: cooking, waiting_delivery: waiting, out_for_delivery: out } = this.ledger;
    return accepted === completed + failed + pending + cooking + waiting + out;
  }
}

/** Where a drill stands: which conditions have been met, which hold, and once it has ended, whether what was to be seen was seen. */
export class Course {
  ticked = new Set();
  verdict;

  constructor(lesson, witness) {
    this.lesson = lesson;
    this.witness = witness;
  }

  /** Looks again. A condition that was met once stays met; what has to hold is judged at the end. */
  look(now) {
    if (this.verdict) return;
    this.witness.now = now;
    for (const [index, condition] of this.lesson.watch.entries()) if (condition.when(this.witness)) this.ticked.add(index);
    const seen = this.ticked.size === this.lesson.watch.length;
    if (seen || now - this.witness.begunAt > this.lesson.patience * 1_000) this.#judge(seen);
  }

  /** Ends it before its time. */
  stop() { if (!this.verdict) this.#judge(this.ticked.size === this.lesson.watch.length); }

  #judge(seen) {
    const missed = this.lesson.watch.filter((_, index) => !this.ticked.has(index)).map(condition => condition.text);
    const broken = this.lesson.holds.filter(condition => !condition.when(this.witness)).map(condition => condition.text);
    this.verdict = { seen: seen && broken.length === 0, missed, broken };
  }
}
