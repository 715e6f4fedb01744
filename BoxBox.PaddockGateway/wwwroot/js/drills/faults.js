// Faults by hand: buttons for what goes wrong most often, each at all replicas of a service, or at one.
import { h, text } from '../view/dom.js';
import { callDrills } from './acts.js';

const FAULTS = [
  { words: 'Put the Panettieri to sleep', to: 'panettiere', body: { cue: 'sleep' } },
  { words: 'Wake them', to: 'panettiere', body: { cue: 'wake' } },
  { words: 'Call the Maestri to lunch', to: 'maestro', body: { cue: 'lunch' } },
  { words: 'Burn pizzas', to: 'fornaio', fault: { fault: 'burn' } },
  { words: 'Kill a Maestro before his ack', to: 'maestro', fault: { fault: 'crash', at: 'before-ack' }, once: true },
  { words: 'Kill a Fattorino after a publish', to: 'fattorino', fault: { fault: 'crash', at: 'after-publish' }, once: true },
  { words: 'Lose the Maestri’s acks', to: 'maestro', fault: { fault: 'drop-ack' } },
  { words: 'Publish the Fattorini’s steps twice', to: 'fattorino', fault: { fault: 'publish-twice' } },
  { words: 'Without message ids', to: 'maestro', fault: { fault: 'without-message-ids' }, breaks: 'an order that comes again is made twice, and the equation breaks' },
  { words: 'Without progress', to: 'maestro', fault: { fault: 'without-progress' }, breaks: 'slow work is given to a colleague as well' },
  { words: 'Acknowledge first', to: 'maestro', fault: { fault: 'ack-first' }, breaks: 'what a killed Maestro had in his hands is lost' },
];

export function faultsView(hasKey) {
  const number = (name, label, value, most) => {
    const input = h('input', { type: 'number', id: `fault-${name}`, min: '1', max: String(most), value });
    return { input, element: h('label', { htmlFor: `fault-${name}` }, `${label} `, input) };
  };
  const [times, percent, time] = [number('times', 'how often', '3', 1_000), number('percent', 'of a hundred', '100', 100), number('seconds', 'for seconds', '60', 3_600)];
  const said = h('p', { role: 'status' });

  async function set({ words, to, body, fault, once }) {
    const asked = body ?? { faults: [{ ...fault, times: once ? 1 : Number(times.input.value), percent: Number(percent.input.value), for_seconds: Number(time.input.value) }] };
    try {
      const answers = await callDrills(to, { method: 'POST', body: asked });
      text(said, `${words}: set at ${answers.length} ${answers.length === 1 ? 'process' : 'processes'}.`);
    } catch (error) {
      text(said, `${words}: not set, ${error.message}`);
    }
  }

  return h('section', { class: 'faults', 'aria-label': 'Faults by hand' },
    h('h3', {}, 'Faults by hand'), h('p', {}, 'Each ends by itself: after so many times, or so many seconds. ', times.element, percent.element, time.element),
    h('div', { class: 'buttons' }, FAULTS.map(fault => h('div', {}, h('button', { type: 'button', disabled: !hasKey(), onclick: () => void set(fault) }, fault.words), fault.breaks && h('small', {}, `breaks: ${fault.breaks}`)))), said);
}
