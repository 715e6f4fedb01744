import assert from 'node:assert/strict';
import test from 'node:test';
import { NOON, details, event, page, way } from './node.mjs';

const { Board, byAge, byRace, codeOf } = await page('state/board.js');

test('an order is known by its steps, each once, whatever comes twice', () => {
  const board = new Board();
  const events = way('a', 0, 2, 5, 1, 4);
  const steps = events.concat(events).map(one => board.step(one)).filter(step => step);

  assert.deepEqual(steps.map(step => step.status), ['pending', 'in_progress', 'waiting_delivery', 'out_for_delivery', 'completed']);
  assert.deepEqual(steps.map(step => step.time), [undefined, 2000, 5000, 1000, 4000]);
  assert.equal(board.orders.get('a').endedAt, NOON + 12_000);
  assert.equal(board.open.size, 0);
});

test('a snapshot and the events that follow it make the same board as the events alone', () => {
  const [one, two] = [new Board(), new Board()];
  for (const each of way('a', 0, 2, 5, 1, 4)) one.step(each);
  two.load(details('a', 0, 2, 5));
  for (const each of way('a', 0, 2, 5, 1, 4)) two.step(each);

  assert.deepEqual(two.orders.get('a').at, one.orders.get('a').at);
  assert.equal(two.orders.get('a').status, 'completed');
  assert.equal(two.sectorTimes[1].best, 5000);
});

test('the race is led by who is furthest, and among those by who was there first', () => {
  const board = new Board();
  for (const each of [...way('late', 3), ...way('early', 1), ...way('kitchen', 2, 1), ...way('road', 0, 1, 1, 1)]) board.step(each);

  assert.deepEqual([...board.open].sort(byRace).map(order => order.id), ['road', 'kitchen', 'early', 'late']);
  assert.deepEqual([...board.open].sort(byAge).map(order => order.id), ['late', 'kitchen', 'early', 'road']);
});

test('the times are judged: best of the session, faster than the median, slower', () => {
  const board = new Board();
  for (const [index, takes] of [5, 3, 8, 6].entries()) for (const each of way(`o${index}`, 0, 1, takes)) board.step(each);
  const kitchen = board.sectorTimes[1];

  assert.equal(kitchen.judge(3000), 'best');
  assert.equal(kitchen.judge(5000), 'fast');
  assert.equal(kitchen.judge(8000), 'slow');
});

test('a failed order ends with its reason and sets no best time of its size', () => {
  const board = new Board();
  board.step(event('a', 'pending', 0));
  board.step(event('a', 'failed', 1, { reason: 'burnt' }));

  assert.equal(board.orders.get('a').reason, 'burnt');
  assert.equal(board.sizeTimes.large.count, 0);
  assert.deepEqual(board.ended.map(order => order.id), ['a']);
});

test('of ended orders only the newest are kept', () => {
  const board = new Board();
  for (let index = 0; index < 10_005; index++) for (const each of way(`o${index}`, index, 0, 0, 0, 0)) board.step(each);

  assert.equal(board.ended.length, 10_000);
  assert.equal(board.orders.size, 10_000);
  assert.equal(board.ended[0].id, 'o5');
});

for (const [name, code] of [['charles_leclerc', 'LEC'], ['Ada', 'ADA'], ['Sérgio Pérez', 'PER'], ['li', 'LI'], ['🍕', '···'], ['max 33', 'MAX'], ['李明辉', '李明辉']])
  test(`${name} is ${code}`, () => assert.equal(codeOf(name), code));
