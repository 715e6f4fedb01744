import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './node.mjs';

const { Crew } = await page('state/crew.js');
const { flagOf, judge } = await page('state/flag.js');

const ledger = (change = {}) => ({ accepted: 3, pending: 2, in_progress: 0, waiting_delivery: 0, out_for_delivery: 0, completed: 1, failed: 0, duplicates: 0, out_of_order: 0, ...change });
const crew = (...members) => {
  const all = new Crew();
  all.load(members.map(([role, instance, state, more]) => ({ role, instance, state, since: '2026-09-06T12:00:00Z', ...more })));
  return all;
};
const wall = change => ({ ledger: ledger(), health: 'ok', connection: 'live', crew: crew(), armed: [], ...change });

test('all well is green', () => assert.equal(flagOf(wall()).colour, 'green'));

test('a baker asleep while orders wait is yellow, and says so', () => {
  const { colour, why } = flagOf(wall({ crew: crew(['panettiere', 'a', 'sleeping'], ['panettiere', 'b', 'idle']) }));

  assert.equal(colour, 'yellow');
  assert.equal(why, 'a Panettiere is asleep, 2 orders wait for dough');
});

test('a baker asleep while nobody waits is green', () =>
  assert.equal(flagOf(wall({ ledger: ledger({ accepted: 1, pending: 0 }), crew: crew(['panettiere', 'a', 'sleeping']) })).colour, 'green'));

test('an armed drill is a safety car, orders that cannot be stored are red before it', () => {
  const armed = ['crash at the Maestro'];

  assert.equal(flagOf(wall({ armed })).colour, 'safety');
  assert.equal(flagOf(wall({ armed, health: 'unavailable' })).colour, 'red');
});

for (const [name, change, words] of [
  ['a duplicate', { duplicates: 1 }, '1 step stored twice'],
  ['a step out of order', { out_of_order: 2 }, '2 steps out of order'],
  ['an order too few', { accepted: 4 }, '4 accepted, but 3 are accounted for'],
]) test(`${name} breaks the equation, and the flag is red`, () => {
  assert.deepEqual(judge(ledger(change)).wrong, [words]);
  assert.equal(flagOf(wall({ ledger: ledger(change) })).colour, 'red');
});
