// One lesson: prediction, run, what to watch, verdict, and what happened and why.
import { attribute, h, text } from '../view/dom.js';
import { seconds } from '../view/words.js';
import { Acts, callDrills } from './acts.js';
import { key } from './key.js';
import { LESSONS } from './lessons/all.js';
import { Course, Witness } from './witness.js';

/** A lesson as it is played: nothing has happened yet, runs, or has ended. */
export class LessonRun {
  course; problem = ''; prediction; hasBegun = false;
  #store; #acts; #hear; #clock; #view;

  constructor(lesson, store) {
    this.lesson = lesson;
    this.#store = store;
  }

  get state() { return this.course ? this.course.verdict ? 'ended' : 'running' : 'prediction'; }
  get left() { return this.lesson.patience * 1_000 - (this.#store.now() - this.course.witness.begunAt); }

  async begin(prediction) {
    const store = this.#store;
    this.prediction = prediction;
    this.problem = '';
    this.hasBegun = false;
    const present = [...store.crew.members.values()].filter(member => !member.gone).map(member => member.key);
    const witness = new Witness(store.ledger, store.now(), present, store.connection);
    this.course = new Course(this.lesson, witness);
    this.#acts = new Acts(store, witness);
    this.#hear = ({ detail: fact }) => { witness.take(fact, store.now()); this.#look(); };
    store.addEventListener('fact', this.#hear);
    this.#clock = setInterval(() => this.#look(), 500);
    for (const act of this.lesson.acts) if (!await this.act(act)) return this.stop();
    // What is ordered before the faults are set would be spared them.
    this.hasBegun = true;
    this.draw();
    return undefined;
  }

  /** @returns {Promise<boolean>} Whether it could be done; else the lesson says why not. */
  async act(act) {
    try {
      await this.#acts.run(act);
      return true;
    } catch (error) {
      this.problem = error.status === 401 ? 'The drills refused the key of this tab.' : `Not done: ${error.message}`;
      return false;
    } finally {
      this.#look();
    }
  }

  stop() {
    this.course?.stop();
    this.#finish();
  }

  leave() { if (this.state === 'running') this.stop(); }

  show(view) { this.#view = view; }
  draw() { this.#view?.(); }

  #look() {
    this.course.look(this.#store.now());
    if (this.course.verdict) this.#finish();
    this.draw();
  }

  #finish() {
    if (this.#clock === undefined) return;
    clearInterval(this.#clock);
    this.#clock = undefined;
    this.#store.removeEventListener('fact', this.#hear);
    this.#acts.stop();
    // What it set ends with it, also what would have ended by itself.
    for (const role of this.lesson.end) callDrills(role, { method: 'DELETE' }).catch(error => { this.problem = `The drill could not be ended at the ${role}: ${error.message}`; this.draw(); });
    this.draw();
  }
}

export function lessonPanel(run, { drills, dashboard } = {}) {
  const { lesson } = run;
  const needsKey = lesson.end.length > 0;
  const able = !needsKey || (drills && key());
  const choices = lesson.choices.map((choice, index) => h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'prediction', value: String(index), onchange: () => draw() }), h('span', {}, choice)));
  const chosen = () => choices.findIndex(label => label.querySelector('input').checked);
  const start = h('button', { class: 'go', type: 'button', onclick: () => void run.begin(chosen()) }, `Lock my prediction, then ${lesson.does}`);
  const stop = h('button', { type: 'button', onclick: () => run.stop() }, 'End the drill');
  const again = h('button', { type: 'button', onclick: () => { run.course = undefined; for (const label of choices) label.querySelector('input').checked = false; draw(); } }, 'Play it again');
  const more = h('p', { class: 'more' }, (lesson.more ?? []).map(act => h('button', { type: 'button', onclick: () => void run.act(act) }, act.label)));
  const condition = ({ text: words }) => h('li', {}, h('i', { class: 'tick', 'aria-hidden': 'true' }), h('span', {}, words), h('span', { class: 'unseen' }));
  const [watch, holds] = [lesson.watch.map(condition), lesson.holds.map(condition)];
  const [problem, left, verdict] = [h('p', { class: 'failed', role: 'alert' }), h('p', { class: 'left n' }), h('p', { class: 'verdict', role: 'status' })];
  const why = h('div', { class: 'why' });
  let explained = false;

  function mark(item, state, words) {
    attribute(item, 'data-state', state);
    text(item.querySelector('.tick'), state === 'seen' ? '✓' : state === 'missed' ? '✕' : '·');
    text(item.querySelector('.unseen'), words);
  }

  function draw() {
    const { state, course } = run;
    for (const [index, label] of choices.entries()) {
      label.querySelector('input').disabled = state !== 'prediction';
      attribute(label, 'data-answer', state !== 'ended' ? undefined : index === lesson.right ? 'right' : index === run.prediction ? 'wrong' : undefined);
    }
    start.hidden = state !== 'prediction';
    start.disabled = !able || chosen() < 0;
    stop.hidden = state !== 'running';
    more.hidden = state !== 'running' || !run.hasBegun;
    again.hidden = state !== 'ended';
    for (const [index, item] of watch.entries()) mark(item, course?.ticked.has(index) ? 'seen' : state === 'ended' ? 'missed' : 'open', course?.ticked.has(index) ? ': seen' : state === 'ended' ? ': not seen' : '');
    for (const [index, item] of holds.entries()) {
      const good = course && lesson.holds[index].when(course.witness);
      mark(item, state === 'ended' ? good ? 'seen' : 'missed' : 'open', state === 'ended' ? good ? ': it did' : ': it did not' : '');
    }
    text(problem, run.problem);
    text(left, state === 'running' ? `${seconds(run.left)} s left` : '');
    attribute(verdict, 'data-seen', course?.verdict ? String(course.verdict.seen) : undefined);
    text(verdict, course?.verdict ? spoken(course.verdict, run.prediction === lesson.right) : '');
    if (state === 'ended' && !explained) why.replaceChildren(...explanation(lesson));
    if (state !== 'ended' && explained) why.replaceChildren(closed());
    explained = state === 'ended';
  }
  why.append(closed());
  run.show(draw);

  return [
    h('div', { class: 'tell' },
      h('p', { class: 'number' }, h('span', {}, `Drill ${lesson.number} of ${LESSONS.length}`), h('a', { href: '#/drills' }, 'all drills'), h('a', { href: '#/' }, 'close')),
      h('h2', {}, lesson.title), h('p', {}, lesson.story),
      lesson.outside && h('p', { class: 'outside' }, lesson.outside, dashboard && h('a', { href: dashboard, target: '_blank', rel: 'noreferrer' }, ' Open the dashboard')),
      lesson.warning && h('p', { class: 'outside' }, lesson.warning)),
    h('div', {}, h('fieldset', {}, h('legend', {}, lesson.question), choices),
      !able && h('p', { class: 'outside' }, drills ? h('a', { href: '#/drills' }, 'The drills need their key.') : 'The drills are off here: ./run --learn plays them.'),
      h('p', { class: 'acts-of' }, start, stop, again), more, problem),
    h('div', {}, h('h3', {}, 'Watch', left), h('ol', { class: 'conditions' }, watch), holds.length > 0 && h('h3', {}, 'And at the end'), h('ul', { class: 'conditions' }, holds), verdict),
    why];
}

const closed = () => h('p', { class: 'muted' }, 'What happened, and why, opens when the drill has ended.');

function spoken({ seen, missed, broken }, foretold) {
  const verdict = seen ? 'Seen: all that was to be seen.' : `Not seen as it should be: ${[...missed, ...broken].join('; ')}.`;
  return `${verdict} ${foretold ? 'You foretold it.' : 'You had foretold something else.'}`;
}

function explanation({ explain, pattern, files, next }) {
  return [
    h('h3', {}, 'What happened, and why'), explain.map(words => h('p', {}, words)),
    h('p', {}, h('b', {}, 'The pattern: '), pattern),
    h('ul', { class: 'files' }, files.map(([path, what]) => h('li', {}, h('code', {}, path), ` ${what}`))),
    h('p', {}, h('b', {}, 'To go on with: '), next)].flat();
}
