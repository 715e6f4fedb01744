// The garage: everybody at his place, and the orders that go from station to station.
import { nameOf } from '../state/crew.js';
import { attribute, h, motionIsReduced, style, text } from './dom.js';
import { crewWords, toneOf } from './crew-words.js';
import { stripe } from './tower-row.js';
import { seconds } from './words.js';

const CHIPS = 10;
const MOVE = { duration: 420, easing: 'cubic-bezier(.2,.7,.2,1)' };

/** The stations in the order in which an order passes them; those without a role are shelves where orders wait. */
const STATIONS = [
  { name: 'Queue', status: 'pending', hint: 'nobody waits' },
  { name: 'Maestro', role: 'maestro' },
  { name: 'Panettiere', role: 'panettiere' },
  { name: 'Fornaio', role: 'fornaio' },
  { name: 'Rack', status: 'waiting_delivery', hint: 'empty' },
  { name: 'Fattorino', role: 'fattorino' },
];

export function garageView(store) {
  const root = document.getElementById('garage-stations');
  const summary = document.getElementById('garage-summary');
  const cards = new Map();
  const chips = new Map();

  const shelf = station => cards.get(station.name) ?? add(station.name, h('article', { class: 'card shelf' },
    h('h3', {}, station.name), h('span', { class: 'n left' }), h('p', { class: 'doing' }), h('div', { class: 'chips' })));
  const place = member => cards.get(member.key) ?? add(member.key, h('article', { class: 'card', id: `crew-${member.key}`, tabIndex: -1 },
    h('h3', {}), h('span', { class: 'n left' }), h('p', { class: 'doing' }), h('div', { class: 'bar', 'aria-hidden': 'true' }, h('i')), h('div', { class: 'chips' })));

  function add(key, element) {
    cards.set(key, element);
    return element;
  }

  function draw() {
    const before = motionIsReduced() ? undefined : new Map([...chips].map(([id, chip]) => [id, chip.getBoundingClientRect()]));
    const now = store.now();
    const wanted = [];
    const shown = new Set();
    const queues = waitingOrders(store.board);
    for (const station of STATIONS) {
      if (station.role === undefined) {
        const card = shelf(station);
        const { orders, count } = queues[station.status];
        text(card.querySelector('.left'), String(count));
        text(card.querySelector('.doing'), count === 0 ? station.hint : '');
        fillChips(card, orders, count, shown);
        wanted.push(card);
      } else {
        const all = store.crew.of(station.role);
        for (const member of all) wanted.push(fill(place(member), member, now, shown));
        if (all.length === 0) wanted.push(absent(station));
      }
    }
    for (const [key, card] of cards) if (!wanted.includes(card) && cards.delete(key)) card.remove();
    for (const [index, card] of wanted.entries()) if (root.children[index] !== card) root.insertBefore(card, root.children[index] ?? null);
    for (const [id, chip] of chips) if (!shown.has(id) && chips.delete(id)) chip.remove();
    if (before) for (const [id, chip] of chips) move(chip, before.get(id));
    const people = [...store.crew.members.values()].filter(member => !member.gone && member.role !== 'gateway');
    text(summary, people.length > 0 ? `${people.length} there, ${people.filter(member => member.orders.length > 0 && !member.stale).length} at work` : '');
  }

  const absent = station => cards.get(`no-${station.role}`) ?? add(`no-${station.role}`, h('article', { class: 'card empty', 'data-tone': 'none' },
    h('h3', {}, station.name), h('p', { class: 'doing' }, 'nobody has said that he is here')));

  function fill(card, member, now, shown) {
    const tone = toneOf(member);
    text(card.querySelector('h3'), nameOf(store.crew, member));
    attribute(card, 'data-tone', tone);
    attribute(card, 'data-state', member.gone ? 'gone' : member.stale ? 'stale' : member.state);
    const left = member.until === undefined || member.gone || member.stale ? undefined : member.until - now;
    text(card.querySelector('.left'), left === undefined ? '' : left < 0 ? `+${seconds(-left)}` : seconds(left));
    attribute(card.querySelector('.left'), 'title', left === undefined ? undefined : left < 0 ? 'seconds over what was expected' : 'seconds still');
    text(card.querySelector('.doing'), crewWords(member, store.board));
    const whole = member.until - member.since;
    style(card.querySelector('.bar'), '--left', left > 0 && whole > 0 ? `${Math.round(100 * left / whole)}%` : '0%');
    fillChips(card, member.orders.map(id => store.board.orders.get(id)).filter(order => order), member.orders.length, shown);
    fillPlaces(card, member);
    return card;
  }

  function fillChips(card, orders, count, shown) {
    const box = card.querySelector('.chips');
    // An order may stand at two people's (the Maestro has it while the oven bakes it): the last station is where it is seen.
    for (const [index, order] of orders.slice(0, CHIPS).entries()) {
      const chip = chips.get(order.id) ?? makeChip(order);
      chips.set(order.id, chip);
      shown.add(order.id);
      if (box.children[index] !== chip) box.insertBefore(chip, box.children[index] ?? null);
    }
    attribute(box, 'data-more', count > CHIPS ? `+${(count - CHIPS).toLocaleString('en')}` : undefined);
  }
  return draw;
}

/** The free places of an oven, behind the orders that bake in the others. An oven that is empty does not say how many it has: as many as it had. */
function fillPlaces(card, member) {
  const said = /of (\d+) places/.exec(member.detail)?.[1];
  if (said) card.dataset.places = said;
  const box = card.querySelector('.chips');
  const free = Math.min(CHIPS, Number(card.dataset.places ?? 0)) - member.orders.length;
  const places = box.querySelectorAll('.place');
  for (let index = places.length; index < free; index++) box.append(h('span', { class: 'chip place' }, 'free'));
  for (let index = Math.max(0, free); index < places.length; index++) places[index].remove();
}

function makeChip(order) {
  return h('a', { class: 'chip', href: `#/order/${order.id}`, title: `${order.name}, ${order.destination}`, tabIndex: -1, style: { '--stripe': `var(--stripe-${stripe(order.name)})` } }, order.code);
}

/** Lets a chip go from where it stood to where it stands. */
function move(chip, from) {
  if (!from || from.width === 0) return;
  const to = chip.getBoundingClientRect();
  const [x, y] = [from.left - to.left, from.top - to.top];
  if (Math.hypot(x, y) > 30 && to.width > 0) chip.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: 'none' }], MOVE);
}

/** Who waits at the shelves, the oldest first; only as many as are drawn. */
function waitingOrders(board) {
  const waiting = { pending: { orders: [], count: 0 }, waiting_delivery: { orders: [], count: 0 } };
  for (const order of board.open) {
    const shelf = waiting[order.status];
    if (!shelf) continue;
    shelf.count++;
    if (shelf.orders.length < CHIPS) shelf.orders.push(order);
  }
  return waiting;
}
