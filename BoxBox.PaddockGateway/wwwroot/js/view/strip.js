// The telemetry strip: four figures of the last ten minutes, each beside what Little's law makes of the others.
import { SLOT, SLOTS, figures } from '../state/flow.js';
import { quantile } from '../state/sectors.js';
import { attribute, h, svg, text } from './dom.js';
import { figure, seconds } from './words.js';

const [WIDTH, HEIGHT] = [240, 40];

const TILES = [
  { name: 'Orders a minute', value: f => figure(f.rate), little: f => `${figure(f.rateByLittle)} a minute`, law: 'Orders in flight, divided by the mean lead time, are the orders a minute that come and go. Where more come than that, the queue grows.', lines: [{ colour: 'accent', of: slot => slot.arrived * 60_000 / SLOT }] },
  { name: 'Lead time p50 · p95', value: f => `${seconds(f.p50)} · ${seconds(f.p95)}`, unit: 's', little: f => `mean ${seconds(f.leadByLittle)} s, measured ${seconds(f.meanLead)}`, law: 'The mean lead time is the orders in flight divided by the orders a second that come. It is exact for any system that neither grows nor shrinks.', lines: [{ colour: 'green', of: slot => lead(slot, 0.5) }, { colour: 'yellow', of: slot => lead(slot, 0.95) }] },
  { name: 'Waiting for a Maestro', value: (f, store) => String(store.flow.queue), little: f => `${figure(f.queueByLittle)} on average, measured ${figure(f.queue)}`, law: 'The mean queue is the orders a second that come, times the seconds that each waits. A queue that is longer than that is one that still grows.', lines: [{ colour: 'blue', of: slot => slot.depth, step: true }] },
  { name: 'Maestri busy', value: f => Number.isFinite(f.busy) ? `${Math.round(100 * Math.min(1, f.busy))}` : '–', unit: '%', little: (f, store) => `${figure(f.kitchenByLittle)} at work, there ${store.crew.present('maestro') === 1 ? 'is' : 'are'} ${store.crew.present('maestro')}`, law: 'The Maestri at work are the orders a second, times the seconds that each takes one. Near all of them the queue has no end: add a Maestro.', lines: [{ colour: 'purple', of: slot => slot.kitchenArea / SLOT }] },
];

const lead = (slot, share) => slot.leads.length > 0 ? quantile([...slot.leads].sort((a, b) => a - b), share) : undefined;

export function stripView(store) {
  const root = document.getElementById('strip');
  const tiles = TILES.map((tile, index) => makeTile(tile, index));
  root.append(...tiles.map(tile => tile.element));

  return () => {
    const now = store.now();
    const slots = store.flow.slots(now);
    const span = Math.max(SLOT, Math.min(now - (store.watchedSince ?? now), SLOT * SLOTS));
    const measured = figures(slots, span, store.crew.present('maestro') || 1);
    for (const tile of tiles) {
      text(tile.value, tile.tile.value(measured, store));
      text(tile.little, tile.tile.little(measured, store));
      drawLines(tile, slots);
    }
  };
}

function makeTile(tile, index) {
  const value = h('span');
  const little = h('span', { class: 'n' });
  const lines = tile.lines.map(line => svg('path', { class: `line ${line.colour}`, fill: 'none' }));
  const most = h('small', { class: 'most n', 'aria-hidden': 'true' });
  const law = h('span', { class: 'law', role: 'tooltip', id: `law-${index}` }, tile.law);
  const element = h('section', { 'aria-label': tile.name },
    h('h3', {}, tile.name),
    h('p', { class: 'n value' }, value, tile.unit ? h('small', {}, ` ${tile.unit}`) : undefined),
    h('p', { class: 'little', tabIndex: 0, 'aria-describedby': `law-${index}` }, 'Little: ', little, law),
    h('div', { class: 'chart', 'aria-hidden': 'true' }, svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none' }, ...lines), most));
  return { element, value, little, lines, most, tile };
}

function drawLines({ tile, lines, most }, slots) {
  const all = tile.lines.map(line => slots.map(line.of));
  const highest = Math.max(0, ...all.flat().filter(Number.isFinite));
  text(most, highest > 0 ? (tile.name.startsWith('Lead') ? `${seconds(highest)} s` : figure(highest)) : '');
  for (const [index, values] of all.entries()) attribute(lines[index], 'd', path(values, highest || 1, tile.lines[index].step));
}

/** A line through the values, with a gap where there is none. */
function path(values, highest, step) {
  const [wide, high] = [WIDTH / (values.length - 1), HEIGHT - 4];
  let drawn = '';
  let down = false;
  for (const [index, value] of values.entries()) {
    if (!Number.isFinite(value)) continue;
    const [x, y] = [(index * wide).toFixed(1), (HEIGHT - 2 - value / highest * high).toFixed(1)];
    drawn += !down ? `M${x} ${y}` : step ? `H${x}V${y}` : `L${x} ${y}`;
    down = true;
  }
  return drawn;
}
