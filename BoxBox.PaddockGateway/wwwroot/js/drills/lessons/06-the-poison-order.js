import { balances, noDuplicates } from './conditions.js';

export default {
  number: 6,
  slug: 'the-poison-order',
  title: 'The poison order',
  pattern: 'Bounded retries, and an end that is said',
  story: 'The oven throws at every pizza it gets. One order comes in. Each time it fails it goes back to the queue, and comes again.',
  question: 'For how long does that go on?',
  choices: ['For ever: nothing may be lost', 'Until it has failed ten times at one Maestro; then it ends in failed', 'The first failure ends it'],
  right: 1,
  does: 'break the oven',
  acts: [{ to: 'fornaio', body: { faults: [{ fault: 'throw', at: 'oven', for_seconds: 110 }] } }, { orders: 1 }],
  watch: [
    { text: 'It is given back', when: seen => seen.count('given_back') > 0 },
    { text: 'It comes for the fifth time', when: seen => seen.count('redelivered', 5) + seen.count('given_back', 5) > 0 },
    { text: 'It ends in failed, with the reason', when: seen => seen.reached('failed') > 0 },
  ],
  holds: [noDuplicates, balances],
  patience: 120,
  end: ['fornaio'],
  explain: [
    'An order that fails ten times at one Maestro (each counts for himself, so with two it may come up to nineteen times) ends in failed, with the reason in the message, and is never delivered again: a poison message must not keep a worker for ever, nor vanish without a word. Each time it rests longer before it comes again, up to 15 s (3 s with ./run --learn).',
    'In the equation it moves from in flight to failed: accounted for, like all.',
  ],
  files: [['BoxBox.Orders/Work', 'the ten failures'], ['BoxBox.Orders/OrderStatus.cs', 'which step may follow which'], ['docs/an-order.md', 'what counts as a failure']],
  next: 'Which failures should not count? (Drill 1 has one.)',
};
