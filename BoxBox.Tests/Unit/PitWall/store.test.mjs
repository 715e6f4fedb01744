import assert from 'node:assert/strict';
import test from 'node:test';
import { NOON, details, event, page } from './node.mjs';

const { Store } = await page('store.js');
const member = (state, more = {}) => ({ role: 'maestro', instance: 'm', state, since: new Date(NOON).toISOString(), ...more });

function store() {
  let now = NOON;
  const made = new Store(() => now);
  return Object.assign(made, { later: time => { now += time; made.tick(); } });
}

test('a page that begins from a snapshot goes on without gap or repeat', () => {
  const wall = store();
  wall.load({ as_of_sequence: 2, orders: [details('a', -3, 1)] });
  wall.step(3, event('a', 'waiting_delivery', 1, { ordered: -3 }));
  wall.step(3, event('a', 'waiting_delivery', 1, { ordered: -3 }));

  assert.equal(wall.lastEventId, 3);
  assert.equal(wall.flow.kitchen, 0);
  assert.equal(wall.board.orders.get('a').status, 'waiting_delivery');
});

test('of a snapshot the ended orders stand by their end, whatever order it has them in', () => {
  const wall = store();
  wall.load({ as_of_sequence: 15, orders: [details('c', -20, 1, 1, 1, 1), details('a', -40, 1, 1, 1, 1), details('b', -30, 1, 1, 1, 1)] });

  assert.deepEqual(wall.board.ended.map(order => order.id), ['a', 'b', 'c']);
});

test('what happened is told once, however often it is heard', () => {
  const wall = store();
  const happened = { kind: 'went_to_lunch', at: new Date(NOON).toISOString() };
  wall.loadCrew({ crew: [member('idle')], happened: [{ role: 'maestro', instance: 'm', ...happened }] });
  wall.member(member('lunching', { happened }));

  assert.deepEqual(wall.feed.entries.map(entry => entry.words), ['Maestro went to lunch']);
});

test('who is gone is told, and after a while no longer shown', () => {
  const wall = store();
  wall.loadCrew({ crew: [member('cooking')] });
  wall.member(member('gone'));
  wall.later(1);
  assert.equal(wall.crew.present('maestro'), 0);
  assert.equal(wall.crew.of('maestro').length, 1);
  assert.match(wall.feed.entries[0].words, /Maestro is gone/);

  wall.later(40_000);

  assert.equal(wall.crew.of('maestro').length, 0);
});

test('an armed drill is a safety car until it ends, or its process does', () => {
  const wall = store();
  wall.loadCrew({ crew: [member('idle', { drill: 'crash, drop-ack' })] });
  assert.deepEqual([wall.flag.colour, wall.flag.why], ['safety', 'a drill is armed: crash, drop-ack at the Maestro']);
  wall.member(member('idle'));
  assert.notEqual(wall.flag.colour, 'safety');
  wall.member(member('idle', { drill: 'crash' }));
  wall.member(member('gone'));
  assert.notEqual(wall.flag.colour, 'safety');
  wall.member(member('idle', { drill: 'crash' }));
  wall.member(member('idle', { drill: 'crash', stale: true }));

  assert.notEqual(wall.flag.colour, 'safety', 'one that is started again under the same name is silent only for a moment');
});

test('what an order met stands in its order, however the crew is asked', () => {
  const wall = store();
  wall.load({ as_of_sequence: 1, orders: [details('a', -3)] });
  const met = (attempt, at) => ({ role: 'maestro', instance: 'm', kind: 'given_back', order_id: 'a', attempt, at: new Date(NOON + at).toISOString() });
  wall.loadCrew({ crew: [member('idle')], happened: [met(2, 2_000), met(1, 1_000)] });

  assert.deepEqual(wall.board.orders.get('a').met.map(happened => happened.attempt), [1, 2]);
});

test('the ledger, the health and the connection are told when they change, in words', () => {
  const wall = store();
  const ledger = duplicates => ({ accepted: 1, pending: 0, in_progress: 0, waiting_delivery: 0, out_for_delivery: 0, completed: 1, failed: 0, duplicates, out_of_order: 0 });
  wall.connect('live');
  wall.hear('ok');
  wall.read(ledger(0));
  assert.deepEqual(wall.feed.entries, []);

  wall.read(ledger(2));
  wall.hear('unavailable');
  wall.connect('lost');
  wall.connect('catching_up');
  wall.connect('live');
  wall.hear('ok');

  assert.equal(wall.feed.entries.length, 6);
  assert.ok(wall.feed.entries.some(entry => entry.words === 'The equation is broken: 2 steps stored twice'));
  assert.ok(wall.feed.entries.some(entry => entry.words === 'Caught up: nothing missed, nothing seen twice'));
});

test('twenty thousand events are taken in under two seconds', () => {
  const wall = store();
  wall.load({ as_of_sequence: 0, orders: [] });
  const begun = performance.now();
  for (let index = 0; index < 10_000; index++) {
    wall.step(2 * index + 1, event(`o${index}`, 'pending', index / 100));
    wall.step(2 * index + 2, event(`o${index}`, 'in_progress', index / 100 + 0.001));
  }

  assert.ok(performance.now() - begun < 2_000, `${performance.now() - begun} ms`);
});
