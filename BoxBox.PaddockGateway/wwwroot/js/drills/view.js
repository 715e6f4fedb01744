// The drills on the page: the list of the ten, and the lesson that is open, above the wall so that both are in view.
import { h, text } from '../view/dom.js';
import { callDrills } from './acts.js';
import { faultsView } from './faults.js';
import { key, keep, takeKey } from './key.js';
import { LessonRun, lessonPanel } from './lesson.js';
import { LESSONS } from './lessons/all.js';

export function drillsView(store, surroundings) {
  takeKey();
  const [listed, panel] = ['drills', 'lesson'].map(id => document.getElementById(id));
  let shown;

  function list() {
    const { drills } = surroundings();
    listed.replaceChildren(
      h('p', {}, h('a', { href: '#/', class: 'back' }, '← Back to the wall')),
      h('h2', { class: 'order-title' }, 'Ten drills: break it, and see what holds'),
      h('p', { class: 'order-state' }, 'Predict first, then watch. Each says at its end whether what was to be seen was seen.'),
      drills ? keyPart() : h('p', { class: 'done' }, 'The drills are off here, as they should be where others rely on it. To play them: ', h('code', {}, './run --learn'), '. The lessons can be read all the same.'),
      h('ol', { class: 'lessons' }, LESSONS.map(lesson => h('li', {}, h('a', { href: `#/drill/${lesson.number}` },
        h('b', { class: 'n' }, String(lesson.number)), h('span', {}, h('strong', {}, lesson.title), h('small', {}, lesson.pattern)))))),
      drills ? faultsView(() => key() !== undefined) : '');
  }

  function keyPart() {
    if (key()) return h('p', {}, 'The key of the drills is known to this tab. ', h('button', { type: 'button', onclick: () => void endAll() }, 'End all drills'), ended);
    const input = h('input', { type: 'password', id: 'drills-key', autocomplete: 'off' });
    return h('form', { class: 'key', onsubmit: event => { event.preventDefault(); keep(input.value); list(); } },
      h('label', { htmlFor: 'drills-key' }, 'The drills need their key; ./run --learn prints a link that brings it.'), input, h('button', { class: 'go' }, 'Use it'));
  }

  const ended = h('span', { role: 'status' });
  async function endAll() {
    const answers = await Promise.allSettled(['maestro', 'panettiere', 'fornaio', 'fattorino', 'gateway'].map(role => callDrills(role, { method: 'DELETE' })));
    const failed = answers.filter(answer => answer.status === 'rejected');
    text(ended, failed.length === 0 ? ' Ended.' : ` ${failed.length} of 5 services could not be asked: ${failed[0].reason.message}`);
  }

  function open(number) {
    const lesson = LESSONS.find(one => one.number === number);
    if (!lesson) return close();
    if (shown?.lesson !== lesson) {
      shown?.leave();
      shown = new LessonRun(lesson, store);
      panel.replaceChildren(...lessonPanel(shown, surroundings()));
    }
    panel.hidden = false;
    shown.draw();
    return undefined;
  }

  /** A drill that runs goes on while one looks at an order, and ends when its lesson is closed. */
  function close() {
    panel.hidden = true;
    shown?.leave();
    shown = undefined;
    panel.replaceChildren();
  }

  return { list, open, close, draw: () => shown?.draw() };
}
