import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { page } from './node.mjs';

const { LESSONS } = await page('drills/lessons/all.js');
const { Course, Witness } = await page('drills/witness.js');
const { Presses } = await page('net/placing.js');

const ledger = (duplicates = 0) => ({ accepted: 1, pending: 0, in_progress: 0, waiting_delivery: 0, out_for_delivery: 0, completed: 1, failed: 0, duplicates, out_of_order: 0 });
const step = (id, status) => ({ type: 'step', order: { id }, status });
const happened = (kind, more) => ({ type: 'happened', happened: { kind, ...more }, member: { role: 'maestro' } });
const gone = role => ({ type: 'crew', before: undefined, member: { key: `${role}/1`, role, gone: true } });

function play(number, ...facts) {
  const witness = new Witness(ledger(), 0, ['maestro/1'], 'live');
  witness.placed('a');
  const course = new Course(LESSONS[number - 1], witness);
  for (const [index, fact] of facts.entries()) {
    witness.take(fact, index + 1);
    course.look(index + 1);
  }
  return course;
}

test('there are ten lessons, each with a prediction, conditions and files that exist', () => {
  assert.deepEqual(LESSONS.map(lesson => lesson.number), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const lesson of LESSONS) {
    assert.ok(lesson.choices.length >= 3 && lesson.choices[lesson.right], lesson.title);
    assert.ok(lesson.watch.length > 0 && lesson.explain.length > 0 && lesson.next, lesson.title);
    for (const [path] of lesson.files) assert.ok(existsSync(new URL(`../../../${path}`, import.meta.url)), path);
  }
});

test('drill 2 is seen when the order comes again and is delivered once', () => {
  const course = play(2, gone('maestro'), happened('redelivered', { order_id: 'a', attempt: 2 }), step('a', 'completed'), { type: 'ledger', ledger: ledger() });

  assert.deepEqual(course.verdict, { seen: true, missed: [], broken: [] });
});

test('drill 2 is not seen as it should be where a step was stored twice', () => {
  const course = play(2, gone('maestro'), { type: 'ledger', ledger: ledger(1) }, happened('redelivered', { order_id: 'a', attempt: 2 }), step('a', 'completed'));

  assert.equal(course.verdict.seen, false);
  assert.equal(course.verdict.broken.length, 1);
});

test('drill 3 is seen when the equation breaks', () => {
  const course = play(3, happened('redelivered', { order_id: 'a', attempt: 2 }), { type: 'ledger', ledger: ledger(2) }, step('a', 'completed'));

  assert.equal(course.verdict.seen, true);
});

test('a drill that shows nothing ends after its time, and says what was not seen', () => {
  const course = play(2);
  course.look(LESSONS[1].patience * 1000 + 1);

  assert.equal(course.verdict.seen, false);
  assert.equal(course.verdict.missed.length, 3);
});

test('pressing twice is one key; another order, or the same some time later, is another', () => {
  let keys = 0;
  const presses = new Presses(() => `k${++keys}`);
  const [one, two] = [{ size: 'large' }, { size: 'small' }];

  assert.equal(presses.press(one, 0).key, 'k1');
  assert.deepEqual(presses.press(one, 100), { key: 'k1', count: 2, again: true });
  presses.stored('k1');
  assert.equal(presses.press(one, 500).key, 'k1');
  assert.equal(presses.press(one, 5_000).key, 'k2');
  assert.equal(presses.press(two, 5_001).key, 'k3');
  assert.equal(presses.press(two, 60_000).key, 'k3', 'not answered yet: it may have been stored');
  presses.refused('k3');
  assert.equal(presses.press(two, 60_001).key, 'k4');
});

test('the pages of docs/drills are as the lessons say', async () => {
  const docs = new URL('../../../docs/drills/', import.meta.url);
  const { fileOf, pageOf } = await import(new URL('write.mjs', docs));
  for (const lesson of LESSONS)
    assert.equal(readFileSync(new URL(fileOf(lesson), docs), 'utf8'), pageOf(lesson), `${fileOf(lesson)}: run node docs/drills/write.mjs`);
});
