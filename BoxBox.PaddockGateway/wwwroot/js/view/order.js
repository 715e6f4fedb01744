// An order's page: its steps with times and who, the durations as a bar, what it met on its way, and where its trace is.
import * as api from '../net/api.js';
import { SECTORS } from '../state/sectors.js';
import { attribute, h, style, text } from './dom.js';
import { STATUS_WORDS, clock, listed, moment, seconds } from './words.js';

// A narrower part of the bar has no room for its name; it stands below, too.
const LEAST_LABELLED = 0.07;

const KIND_WORDS = { given_back: 'given back to the queue', redelivered: 'delivered again', burnt: 'burnt in the oven', failed: 'given up' };

export function orderPage(store, surroundings) {
  const root = document.getElementById('order');
  let shown;
  let parts;

  async function open(id) {
    shown = { id };
    root.replaceChildren(h('p', { class: 'none' }, 'Looking the order up …'));
    try {
      const details = await api.order(id);
      if (shown?.id !== id) return;
      shown.details = details;
      if (!store.board.orders.has(id)) store.board.load(details);
      parts = build(details, surroundings());
      root.replaceChildren(...parts.elements);
      draw();
    } catch (error) {
      if (shown?.id === id) root.replaceChildren(back(), h('p', { class: 'none' }, error.status === 404 ? 'There is no such order.' : `The order could not be looked up: ${error.message}`));
    }
  }

  function draw() {
    const order = shown && store.board.orders.get(shown.id);
    if (!order || !parts) return;
    const now = store.now();
    attribute(root, 'data-status', order.status);
    text(parts.status, order.status === 'failed' ? `failed${order.reason ? `: ${order.reason}` : ''}` : STATUS_WORDS[order.status]);
    text(parts.elapsed, `${seconds((order.endedAt ?? now) - order.orderedAt)} s`);
    text(parts.attempts, order.attempts > 1 ? `${order.attempts} deliveries to a worker` : 'one delivery to a worker');
    drawBar(order, now);
    drawSteps(order);
    drawMet(order);
  }

  function drawBar(order, now) {
    const whole = (order.endedAt ?? now) - order.orderedAt;
    for (const [index, part] of parts.bars.entries()) {
      const { from, to, name } = SECTORS[index];
      const begun = order.at[from];
      const spent = begun === undefined ? 0 : Math.max(0, (order.at[to] ?? order.endedAt ?? now) - begun);
      style(part.element, 'flex-grow', String(Math.max(spent, 1)));
      part.element.hidden = begun === undefined;
      attribute(part.element, 'data-under-way', begun !== undefined && order.at[to] === undefined && order.endedAt === undefined ? '' : undefined);
      text(part.label, spent > whole * LEAST_LABELLED ? `${name} ${seconds(spent)}` : '');
      text(part.key, begun === undefined ? '–' : `${seconds(spent)} s`);
    }
  }

  function drawSteps(order) {
    const steps = Object.entries(order.at).sort((a, b) => a[1] - b[1]);
    if (parts.steps.children.length === steps.length) return;
    parts.steps.replaceChildren(...steps.map(([status, at], index) => h('tr', { 'data-status': status },
      h('td', {}, h('code', {}, status)), h('td', { class: 'n' }, clock(at)),
      h('td', { class: 'n' }, index === 0 ? '' : `+${seconds(at - steps[index - 1][1])}`),
      h('td', {}, order.by[status] ?? by(shown.details, status) ?? '…'))));
    // The live stream does not say who: the look-up does.
    if (steps.some(([status]) => !order.by[status] && !by(shown.details, status)))
      void api.order(order.id).then(details => {
        if (shown?.id !== order.id) return;
        shown.details = details;
        parts.steps.replaceChildren();
      }, error => console.info(`Who took the step is not known: ${error.message}`));
  }

  function drawMet(order) {
    if (parts.met.children.length === order.met.length && order.met.length > 0) return;
    parts.met.replaceChildren(...(order.met.length === 0 ? [h('li', { class: 'muted' }, 'Nothing in its way, as far as the crew has told.')]
      : order.met.map(met => h('li', {}, h('time', {}, clock(Date.parse(met.at))), ` ${KIND_WORDS[met.kind] ?? met.kind}${met.attempt ? `, attempt ${met.attempt}` : ''}${met.reason ? `: ${met.reason}` : ''}`))));
  }

  return { open, draw, close: () => { shown = parts = undefined; root.replaceChildren(); } };
}

const by = (details, status) => details.history.find(step => step.status === status)?.by || undefined;
const back = () => h('p', {}, h('a', { href: '#/', class: 'back' }, '← Back to the wall'));

function build(details, { dashboard, jaeger } = {}) {
  const [status, elapsed, attempts] = [h('b'), h('span', { class: 'n' }), h('span')];
  const bars = SECTORS.map(({ name }) => {
    const [label, key] = [h('span'), h('dd', { class: 'n' })];
    return { element: h('span', { class: `part ${name}` }, label), label, key, name };
  });
  const steps = h('tbody');
  const met = h('ul', { class: 'met' });
  const elements = [
    back(),
    h('h2', { class: 'order-title' }, `${details.username}’s ${details.size}`),
    h('p', { class: 'order-state' }, status, ' · ', elapsed, ' · ', attempts),
    h('div', { class: 'ways', 'aria-hidden': 'true' }, bars.map(bar => bar.element)),
    h('dl', { class: 'durations' }, bars.map(bar => h('div', {}, h('dt', {}, bar.name), bar.key))),
    h('div', { class: 'columns' },
      h('section', {}, h('h3', {}, 'Steps'), h('table', { class: 'steps' },
        h('thead', {}, h('tr', {}, ['Step', 'At', 'After', 'By'].map(name => h('th', { scope: 'col' }, name)))), steps)),
      h('section', {}, h('h3', {}, 'What it met'), met,
        h('h3', {}, 'Its trace'), traceLinks(details, dashboard, jaeger)),
      h('section', {}, h('h3', {}, 'The order'), h('dl', { class: 'facts' },
        fact('Toppings', listed(details.toppings)), fact('Border', details.border.replace('_', ' ')), fact('Destination', details.destination),
        fact('For', details.username), fact('Ordered', moment(Date.parse(details.ordered_at))), fact('Id', h('code', {}, details.order_id)))))];
  return { elements, status, elapsed, attempts, bars, steps, met };
}

const fact = (name, value) => [h('dt', {}, name), h('dd', {}, value)];

function traceLinks({ trace_id: trace }, dashboard, jaeger) {
  if (!trace) return h('p', { class: 'muted' }, 'The gateway does not know its trace.');
  const link = (href, words) => h('li', {}, h('a', { href, target: '_blank', rel: 'noreferrer' }, words));
  return h('div', {},
    h('ul', {}, dashboard && link(`${dashboard.replace(/\/$/, '')}/traces/detail/${trace}`, 'in the Aspire dashboard'), jaeger && link(`${jaeger.replace(/\/$/, '')}/trace/${trace}`, 'in Jaeger')),
    h('p', { class: 'muted' }, dashboard ? 'The dashboard asks for its token once: the AppHost prints it in a link when it starts (“Login to the dashboard at …”).' : !jaeger ? 'Neither the Aspire dashboard nor Jaeger runs here.' : ''),
    h('p', { class: 'muted' }, 'Trace ', h('code', {}, trace)));
}
