// A stage for the pit wall: the page as the gateway serves it, over a kitchen that is played from a seed. For pictures that come out the same, and to work
// at the page without the system:  node stage.mjs [port] [orders a minute] [orders at the start]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../BoxBox.PaddockGateway/wwwroot/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const [port = 8099, aMinute = 24, atTheStart = 0] = process.argv.slice(2).map(Number);

let seed = 16;
const dice = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const pick = from => from[Math.floor(dice() * from.length)];
const around = seconds => seconds * 1000 * (0.6 + 0.9 * dice());
const PEOPLE = ['charles_leclerc', 'lewis', 'ada_lovelace', 'enzo', 'sofia_bianchi', 'tazio_n', 'lella_lombardi', 'gilles', 'mattia', 'giovanna_amati', 'binotto'];
const PLACES = ['Ferrari Garage #16', 'Garage 44', 'Pit wall', 'Hospitality', 'Motorhome', 'Press room', 'Podium'];
const TOPPINGS = ['pepperoni', 'mushrooms', 'basil', 'capers', 'anchovies', 'artichokes', 'olives'];

const orders = new Map();
const events = [];
const listeners = new Set();
const happened = [];
const crew = [['maestro', 2], ['panettiere', 2], ['fornaio', 1], ['fattorino', 2], ['gateway', 2]].flatMap(([role, count]) =>
  Array.from({ length: count }, (_, index) => ({ role, instance: `${role}-${index + 1}`, state: role === 'gateway' ? 'open' : 'idle', order_ids: [], since: iso(Date.now() - 60_000) })));
const of = role => crew.filter(member => member.role === role);
const ledger = () => {
  const counts = { accepted: orders.size, pending: 0, in_progress: 0, waiting_delivery: 0, out_for_delivery: 0, completed: 0, failed: 0, duplicates: 0, out_of_order: 0, since_sequence: 1, as_of_sequence: events.length };
  for (const order of orders.values()) counts[order.status]++;
  return counts;
};

function iso(at) { return new Date(at).toISOString(); }

function step(order, status, by, at = Date.now(), reason) {
  Object.assign(order, { status, updated_at: iso(at), ...reason && { reason } });
  order.history.push({ status, at: iso(at), by });
  const { history, trace_id, ...event } = order;
  events.push(event);
  for (const listener of listeners) listener(`id: ${events.length}\ndata: ${JSON.stringify(event)}\n\n`);
}

function says(member, change, what) {
  Object.assign(member, { until: undefined, detail: undefined, order_ids: [] }, change, { since: iso(Date.now()) });
  const message = { ...member };
  if (what) {
    message.happened = { ...what, at: iso(Date.now()) };
    happened.unshift({ role: member.role, instance: member.instance, ...message.happened });
  }
  for (const listener of listeners) listener(`event: crew\ndata: ${JSON.stringify(message)}\n\n`);
}

function place(draft, at = Date.now()) {
  const id = `0198c5a4-${Math.floor(dice() * 65536).toString(16).padStart(4, '0')}-7c1e-9f60-${String(orders.size).padStart(12, '0')}`;
  const order = { order_id: id, size: draft.size, toppings: draft.toppings ?? [], border: draft.border ?? 'none', destination: draft.destination, username: draft.username, ordered_at: iso(at), history: [], trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' };
  orders.set(id, order);
  step(order, 'pending', 'gateway', at);
  return order;
}

const anybody = () => place({ size: pick(['small', 'medium', 'large']), toppings: [pick(TOPPINGS), pick(TOPPINGS)], destination: pick(PLACES), username: pick(PEOPLE) });

/** Plays what lies behind: orders that have ended already, over the last minutes. */
function past() {
  const now = Date.now();
  for (let i = 0; i < 60; i++) {
    let at = now - 560_000 + i * 9_000 + around(2);
    const order = place({ size: pick(['small', 'medium', 'large']), toppings: [pick(TOPPINGS)], destination: pick(PLACES), username: pick(PEOPLE) }, at);
    for (const [status, by, takes] of [['in_progress', 'maestro', 1.5], ['waiting_delivery', 'maestro', 5], ['out_for_delivery', 'fattorino', 0.8], ['completed', 'fattorino', 4]]) {
      at += around(takes);
      if (status === 'waiting_delivery' && i === 55) { step(order, 'failed', 'maestro', at, 'burnt ten times'); break; }
      step(order, status, by, at);
    }
  }
}

const waiting = [];
const rack = [];
function maestro(member) {
  const order = waiting.shift();
  if (!order) return setTimeout(maestro, 200, member);
  const sleeps = of('panettiere').every(baker => baker.state === 'sleeping');
  if (sleeps && dice() < 0.7) {
    order.attempts = (order.attempts ?? 1) + 1;
    says(member, { state: 'cooking', order_ids: [order.order_id] }, { kind: 'given_back', order_id: order.order_id, attempt: order.attempts - 1, reason: 'the Panettiere sleeps' });
    return setTimeout(() => { waiting.push(order); says(of('maestro')[0], {}, { kind: 'redelivered', order_id: order.order_id, attempt: order.attempts }); }, 2_000, setTimeout(maestro, 300, member));
  }
  const takes = around(4);
  step(order, 'in_progress', 'maestro');
  says(member, { state: 'cooking', order_ids: [order.order_id], until: iso(Date.now() + takes), detail: 'asks for the dough' });
  const baker = of('panettiere').find(one => one.state === 'idle');
  if (baker) says(baker, { state: 'making_dough', order_ids: [order.order_id], until: iso(Date.now() + takes / 2) });
  setTimeout(() => {
    if (baker) says(baker, { state: 'idle' });
    bake(order);
  }, takes / 2);
  return setTimeout(() => {
    oven.delete(order.order_id);
    sayOven(dice() < 0.08 ? { kind: 'burnt', order_id: order.order_id, reason: 'a second too long' } : undefined);
    step(order, 'waiting_delivery', 'maestro');
    rack.push(order);
    const smokes = around(0.8);
    says(member, { state: 'smoking', until: iso(Date.now() + smokes), detail: smokes > 900 ? 'a long one' : undefined });
    setTimeout(() => { says(member, { state: 'idle' }); maestro(member); }, smokes);
  }, takes);
}

const oven = new Set();
function bake(order) { oven.add(order.order_id); sayOven(); }
function sayOven(what) { says(of('fornaio')[0], { state: oven.size > 0 ? 'baking' : 'idle', order_ids: [...oven], detail: oven.size > 0 ? `${oven.size} of 4 places` : undefined }, what); }

function rider(member) {
  const trip = rack.splice(0, 3);
  if (trip.length === 0) return setTimeout(rider, 300, member);
  const takes = around(4);
  for (const order of trip) step(order, 'out_for_delivery', 'fattorino');
  says(member, { state: 'riding', order_ids: trip.map(order => order.order_id), until: iso(Date.now() + takes) });
  return setTimeout(() => { for (const order of trip) step(order, 'completed', 'fattorino'); says(member, { state: 'idle' }); rider(member); }, takes);
}

function sleep(member, long) {
  says(member, { state: 'sleeping', until: iso(Date.now() + (long ? 20_000 : 8_000)), detail: long ? 'oversleeping' : undefined }, { kind: 'fell_asleep', reason: long ? 'and oversleeps: 20 s' : 'for 8 s' });
  setTimeout(() => says(member, { state: 'idle' }, { kind: 'woke_up' }), long ? 20_000 : 8_000);
}

const keys = new Map();
async function api(request, response, url) {
  const json = (status, body) => { response.writeHead(status, { 'Content-Type': 'application/json' }); response.end(JSON.stringify(body)); };
  const body = async () => { let all = ''; for await (const part of request) all += part; return JSON.parse(all || '{}'); };
  const details = order => ({ ...order, attempts: undefined });
  if (url.pathname === '/v1/orders') return json(200, { as_of_sequence: events.length, orders: [...orders.values()].reverse().map(details) });
  if (url.pathname === '/v1/ledger') return json(200, ledger());
  if (url.pathname === '/healthz') return json(200, { status: 'ok', checks: { nats: { status: 'ok' } } });
  if (url.pathname === '/v1/crew') return json(200, url.searchParams.has('happened') ? { crew, happened } : crew);
  if (url.pathname === '/v1/pit-wall') return json(200, { drills: true, dashboard: 'http://localhost:15888', jaeger: 'http://localhost:16686' });
  if (url.pathname.startsWith('/v1/drills/')) return json(200, [await drill(url.pathname.split('/')[3], await body())]);
  if (url.pathname === '/v1/order/sse') return live(request, response, Number(url.searchParams.get('last_event_id') ?? events.length));
  if (url.pathname === '/v1/order') {
    const draft = await body();
    const errors = Object.fromEntries(['size', 'destination', 'username'].filter(field => !draft[field]).map(field => [field, ['Must not be blank.']]));
    if (Object.keys(errors).length > 0) return json(400, { title: 'Bad Request', errors });
    const key = `${draft.username} ${request.headers['idempotency-key']}`;
    if (!keys.has(key)) { const order = place(draft); waiting.push(order); keys.set(key, order); }
    return json(200, { order_id: keys.get(key).order_id, ordered_at: keys.get(key).ordered_at });
  }
  const order = orders.get(url.pathname.split('/')[3]);
  return order ? json(200, details(order)) : json(404, { title: 'Not Found', detail: 'There is no such order.' });
}

function drill(role, { cue, faults = [] }) {
  if (cue === 'sleep') of('panettiere').forEach(member => sleep(member, false));
  for (const fault of faults) says(of(role)[0], { drill: fault.fault }, { kind: 'drill_armed', reason: fault.fault });
  return { faults };
}

function live(request, response, after) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' });
  response.write('retry: 2000\n\n');
  for (let id = after; id < events.length; id++) response.write(`id: ${id + 1}\ndata: ${JSON.stringify(events[id])}\n\n`);
  for (const member of crew) response.write(`event: crew\ndata: ${JSON.stringify(member)}\n\n`);
  const listener = frame => response.write(frame);
  listeners.add(listener);
  request.on('close', () => listeners.delete(listener));
}

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://stage');
  if (url.pathname.startsWith('/v1/') || url.pathname === '/healthz') return api(request, response, url);
  const path = normalize(join(ROOT, url.pathname === '/' ? 'index.html' : url.pathname));
  try {
    const content = await readFile(path);
    response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP });
    return response.end(content);
  } catch {
    response.writeHead(404);
    return response.end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`));

past();
for (let i = 0; i < atTheStart; i++) waiting.push(anybody());
of('maestro').forEach(maestro);
of('fattorino').forEach(rider);
setTimeout(() => sleep(of('panettiere')[1], true), 6_000);
setInterval(() => waiting.push(anybody()), 60_000 / aMinute);
