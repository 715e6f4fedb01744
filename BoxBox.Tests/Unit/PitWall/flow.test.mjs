import assert from 'node:assert/strict';
import test from 'node:test';
import { NOON, page, way } from './node.mjs';

const { Board } = await page('state/board.js');
const { Flow, figures } = await page('state/flow.js');

function play(...orders) {
  const [board, flow] = [new Board(), new Flow()];
  for (const each of orders.flat().sort((a, b) => a.updated_at < b.updated_at ? -1 : 1)) flow.take(board.step(each));
  return flow;
}

test('what stands in the queue, in the kitchen and on the way is counted', () => {
  const flow = play(way('a', 0), way('b', 0, 1), way('c', 0, 1, 1), way('d', 0, 1, 1, 1, 1));

  assert.deepEqual([flow.queue, flow.kitchen, flow.flight], [1, 1, 3]);
});

test("in a system that neither grows nor shrinks, what is measured is what Little's law says", () => {
  const orders = Array.from({ length: 60 }, (_, index) => way(`o${index}`, index * 10, 3, 5, 1, 4));
  const flow = play(...orders);
  flow.advance(NOON + 600_000);

  const f = figures(flow.slots(NOON + 599_000), 600_000, 2);

  assert.equal(f.rate, 6);
  assert.ok(Math.abs(f.leadByLittle - 13_000) < 300, `${f.leadByLittle}`);
  assert.equal(f.meanLead, 13_000);
  assert.ok(Math.abs(f.queueByLittle - f.queue) < 0.02, `${f.queueByLittle} ${f.queue}`);
  assert.ok(Math.abs(f.rateByLittle - 6) < 0.2, `${f.rateByLittle}`);
  assert.ok(Math.abs(f.busy - 0.25) < 0.01, `${f.busy}`);
  assert.deepEqual([f.p50, f.p95], [13_000, 13_000]);
});

test('what is older than ten minutes is forgotten', () => {
  const flow = play(way('a', 0, 1, 1, 1, 1));
  flow.advance(NOON + 700_000);

  assert.equal(flow.slots(NOON + 700_000).reduce((sum, slot) => sum + slot.completed, 0), 0);
});

test('nothing seen is no figure, not a zero', () => {
  const f = figures(new Flow().slots(NOON), 600_000, 2);

  assert.ok(Number.isNaN(f.p50) && Number.isNaN(f.meanLead));
});
