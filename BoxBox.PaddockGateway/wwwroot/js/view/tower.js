// The timing tower: a row an order. Only the rows on screen exist; they are filled anew as one scrolls, however many orders there are.
import { byAge, byRace } from '../state/board.js';
import { attribute, h, style, text } from './dom.js';
import { fillRow, makeRow } from './tower-row.js';
import { count } from './words.js';

const SPARE_ROWS = 4;

export function towerView(store) {
  const scroller = document.getElementById('tower-rows');
  const table = document.getElementById('tower-table');
  const space = document.getElementById('tower-space');
  const [search, sort, summary, none] = ['tower-search', 'tower-sort', 'tower-summary', 'tower-none'].map(id => document.getElementById(id));
  const rows = [];
  let list = [];
  let places = new Map();
  let known = '';
  let chosen = 0;

  const rowHeight = () => parseFloat(getComputedStyle(scroller).getPropertyValue('--row')) || 40;

  /** The orders to show, in order: open ones first, ended ones below, the newest of them first; both only as searched for. */
  function arrange() {
    const wanted = search.value.trim().toLowerCase();
    const now = `${store.board.version}|${wanted}|${sort.value}`;
    if (now === known) return;
    known = now;
    const race = [...store.board.open].sort(byRace);
    places = new Map(race.map((order, index) => [order, index + 1]));
    const open = sort.value === 'race' ? race : [...race].sort(byAge);
    const matches = order => wanted === '' || order.haystack.includes(wanted);
    list = [...open, ...store.board.ended.toReversed()].filter(matches);
    text(summary, wanted ? `${count(list.length)} found` : `${count(open.length)} in flight · ${count(store.board.ended.length)} ended`);
    none.hidden = list.length > 0;
    text(none, wanted ? `No order has “${search.value.trim()}” in its id, name or destination.` : 'No orders yet. Order a pizza, or celebrate: twenty at once.');
    chosen = Math.min(chosen, Math.max(0, list.length - 1));
    attribute(table, 'aria-rowcount', list.length + 1);
  }

  function draw() {
    arrange();
    const height = rowHeight();
    style(space, 'height', `${list.length * height}px`);
    const first = Math.max(0, Math.floor(scroller.scrollTop / height) - SPARE_ROWS);
    const shown = Math.min(list.length - first, Math.ceil(scroller.clientHeight / height) + 2 * SPARE_ROWS);
    while (rows.length < shown) {
      rows.push(makeRow());
      space.append(rows.at(-1).element);
    }
    for (const [index, row] of rows.entries()) {
      row.element.hidden = index >= shown;
      if (index >= shown) continue;
      const place = first + index;
      style(row.element, 'transform', `translateY(${place * height}px)`);
      attribute(row.element, 'aria-rowindex', place + 2);
      row.link.tabIndex = place === chosen ? 0 : -1;
      row.place = place;
      fillRow(row, list[place], places.get(list[place]), store);
    }
  }

  /** Moves the keyboard's place in the list, and what is on screen with it. */
  function choose(place) {
    const height = rowHeight();
    chosen = Math.max(0, Math.min(list.length - 1, place));
    if (chosen * height < scroller.scrollTop) scroller.scrollTop = chosen * height;
    else if ((chosen + 1) * height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = (chosen + 1) * height - scroller.clientHeight;
    draw();
    rows.find(row => row.place === chosen && !row.element.hidden)?.link.focus({ preventScroll: true });
  }

  scroller.addEventListener('keydown', event => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / rowHeight()) - 1);
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + page, PageUp: chosen - page, Home: 0, End: list.length - 1 }[event.key];
    if (to === undefined || list.length === 0) return;
    event.preventDefault();
    choose(to);
  });
  scroller.addEventListener('focusin', event => {
    const row = rows.find(one => one.link === event.target);
    if (row) chosen = row.place;
  });
  scroller.addEventListener('scroll', draw, { passive: true });
  search.addEventListener('input', () => { scroller.scrollTop = 0; draw(); });
  sort.addEventListener('change', draw);
  new ResizeObserver(draw).observe(scroller);
  return draw;
}

/** The head of the tower, as a table's for those who do not see it. */
export const towerHead = () => h('div', { class: 'tower-head row', role: 'row', 'aria-rowindex': '1' },
  ['Pos', 'Order', 'Size', 'Queue', 'Kitchen', 'Rack', 'Road', 'Elapsed', 'Gap'].map(name =>
    h('span', { role: 'columnheader', class: `h-${name.toLowerCase()}` }, name)));
