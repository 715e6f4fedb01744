// One row of the tower: made once, filled with whatever order stands there.
import { SECTORS, sectorOf } from '../state/sectors.js';
import { attribute, h, style, text } from './dom.js';
import { STATUS_WORDS, clock, listed, seconds } from './words.js';

// A colour is never the only sign: each has a mark, and words for those who hear the page.
const MARKS = { best: '★', fast: '▲', slow: '▼', now: '' };
const JUDGED = { best: 'best of the session', fast: 'faster than the median', slow: 'slower than the median', now: 'under way' };
const SIZES = { small: 'S', medium: 'M', large: 'L' };
const STRIPES = 6;

export function makeRow() {
  const row = {};
  row.place = -1;
  const cell = (name, ...children) => h('span', { role: 'cell', class: `c-${name}` }, ...children);
  row.position = cell('pos');
  row.code = h('b', { class: 'code' });
  row.name = h('span', { class: 'name' });
  row.what = h('small', { class: 'what' });
  row.link = h('a', { class: 'who' }, row.code, h('span', { class: 'whom' }, row.name, row.what));
  row.size = h('b', { class: 'size' });
  row.sectors = SECTORS.map(() => {
    const [time, mark, words] = [h('span', { class: 'time' }), h('span', { class: 'mark', 'aria-hidden': 'true' }), h('span', { class: 'unseen' })];
    return { element: cell('sector', mark, time, words), time, mark, words };
  });
  row.elapsed = h('span');
  row.attempts = h('span', { class: 'attempts' });
  row.gap = cell('gap');
  row.element = h('div', { class: 'row', role: 'row' },
    row.position, cell('order', row.link), cell('size', row.size), row.sectors.map(sector => sector.element),
    cell('elapsed', row.attempts, row.elapsed), row.gap);
  return row;
}

export function fillRow(row, order, place, store) {
  const { board } = store;
  const ended = order.endedAt !== undefined;
  const elapsed = (order.endedAt ?? store.now()) - order.orderedAt;
  attribute(row.element, 'data-status', order.status);
  attribute(row.element, 'data-order', order.id);
  style(row.element, '--stripe', `var(--stripe-${stripe(order.name)})`);
  text(row.position, ended ? (order.status === 'failed' ? '✕' : '✓') : String(place));
  text(row.code, order.code);
  text(row.name, order.name);
  text(row.what, ended ? ending(order) : `${order.destination} · ${listed(order.toppings)}`);
  attribute(row.link, 'href', `#/order/${order.id}`);
  attribute(row.link, 'title', `${order.name}, ${order.destination}: ${listed(order.toppings)}`);
  text(row.size, SIZES[order.size] ?? '?');
  attribute(row.size, 'title', order.size);
  for (const [index, sector] of row.sectors.entries()) fillSector(sector, index, order, store);
  text(row.elapsed, seconds(elapsed));
  text(row.attempts, order.attempts > 1 ? `×${order.attempts}` : '');
  attribute(row.attempts, 'title', order.attempts > 1 ? `delivered to a worker ${order.attempts} times` : undefined);
  text(row.gap, gap(order, elapsed, board.sizeTimes[order.size]));
}

function fillSector({ element, time, mark, words }, index, order, store) {
  const { from, to } = SECTORS[index];
  const begun = order.at[from];
  const [state, spent, share] = begun === undefined ? ['none'] : order.at[to] !== undefined
    ? done(order.at[to] - begun, store.board.sectorTimes[index])
    : order.endedAt === undefined && sectorOf(order.status) === index ? underWay(store.now() - begun, store.board.sectorTimes[index]) : ['none'];
  attribute(element, 'data-judged', state);
  style(element, '--filled', `${Math.round((share ?? 0) * 100)}%`);
  text(time, spent === undefined ? '' : seconds(spent));
  text(mark, MARKS[state] ?? '');
  text(words, JUDGED[state] ? ` ${JUDGED[state]}` : '');
}

const done = (spent, times) => [times.count < 2 ? 'fast' : times.judge(spent), spent, 1];

// Fills towards twice the median: what is usual stands in the middle, what is late is nearly full.
const underWay = (spent, times) => ['now', spent, Math.min(0.98, times.count > 0 ? spent / (2 * times.median) : spent / (spent + 5_000))];

function gap(order, elapsed, times) {
  if (order.status === 'failed') return 'failed';
  if (!times || times.count === 0) return '–';
  if (order.endedAt !== undefined && elapsed <= times.best) return `best ${SIZES[order.size]}`;
  return elapsed > times.best ? `+${seconds(elapsed - times.best)}` : '–';
}

function ending(order) {
  if (order.status === 'failed') return `${order.destination} · failed${order.reason ? `: ${order.reason}` : ''}`;
  return `${order.destination} · ${STATUS_WORDS[order.status]} ${clock(order.endedAt)}`;
}

/** Which of the stripes a name has: always the same one. */
export function stripe(name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)) >>> 0;
  return hash % STRIPES;
}
