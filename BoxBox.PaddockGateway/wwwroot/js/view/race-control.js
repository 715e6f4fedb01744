// Race control: what matters, in words and with its time, newest first. Rows are kept, so that a reader's place and focus stay.
import { TOPICS } from '../state/happenings.js';
import { h, text } from './dom.js';
import { clock } from './words.js';

const SHOWN = 200;

export function raceControlView(store) {
  const feed = document.getElementById('control-feed');
  const filters = document.getElementById('control-filters');
  let topic = 'all';
  let drawn = '';

  const buttons = TOPICS.map(name => h('button', { type: 'button', 'aria-pressed': String(name === topic), onclick: () => narrow(name) }, name));
  filters.append(...buttons);

  function narrow(name) {
    topic = name;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.textContent === name));
    draw();
  }

  const rows = new Map();
  function draw() {
    const now = `${store.feed.version}|${topic}`;
    if (now === drawn) return;
    drawn = now;
    const entries = store.feed.entries.filter(entry => topic === 'all' || entry.topic === topic).slice(0, SHOWN);
    const wanted = new Set(entries);
    for (const [entry, row] of rows) if (!wanted.has(entry) && rows.delete(entry)) row.remove();
    for (const [index, entry] of entries.entries()) {
      const row = rows.get(entry) ?? makeRow(entry);
      rows.set(entry, row);
      if (feed.children[index] !== row) feed.insertBefore(row, feed.children[index] ?? null);
    }
    const none = feed.querySelector('.none');
    if (entries.length > 0) none?.remove();
    else if (!none) feed.append(h('li', { class: 'none' }, 'Nothing to tell yet.'));
    else text(none, 'Nothing to tell yet.');
  }
  return draw;
}

function makeRow(entry) {
  const words = entry.orderId ? h('a', { href: `#/order/${entry.orderId}` }, entry.words)
    : entry.member ? h('a', { href: `#/crew/${encodeURIComponent(entry.member)}` }, entry.words)
      : h('span', {}, entry.words);
  return h('li', { class: `tone-${entry.tone}`, 'data-topic': entry.topic },
    h('time', { dateTime: new Date(entry.at).toISOString() }, clock(entry.at)), h('i', { 'aria-hidden': 'true' }), words);
}
