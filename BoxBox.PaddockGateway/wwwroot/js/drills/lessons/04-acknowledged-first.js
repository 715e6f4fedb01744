import { balances, gone, noDuplicates } from './conditions.js';

export default {
  number: 4,
  slug: 'acknowledged-first',
  title: 'Acknowledged first',
  pattern: 'At most once, and its price',
  story: 'The Maestri now acknowledge an order when they fetch it, as many a tutorial does. One of them is killed as he begins with the first of those he fetched.',
  question: 'What becomes of the orders in his hands?',
  choices: ['His colleague gets them after the ack wait', 'They stand in flight for ever: lost', 'They end in failed'],
  right: 1,
  does: 'acknowledge first, and kill a Maestro after it',
  warning: 'The orders that get lost stay in flight until the stream is deleted (“start afresh” on the dashboard).',
  acts: [
    { to: 'maestro', body: { faults: [{ fault: 'ack-first', for_seconds: 60 }] } },
    { to: 'maestro', one: true, add: true, body: { faults: [{ fault: 'crash', at: 'before-publish', step: 'in_progress' }] } },
    { orders: 12 },
  ],
  more: [{ label: 'Order six more', orders: 6 }],
  watch: [
    gone('maestro', 'A Maestro'),
    { text: 'Others of this drill are delivered all the same', when: seen => seen.reached('completed') > 0 },
    { text: 'For two ack waits (10 s) none of the rest moves, and nobody has them', when: seen => seen.gone('maestro') && seen.ended() < seen.ours.size && seen.inHands() === 0 && seen.quiet > 10_000 },
  ],
  holds: [noDuplicates, balances],
  patience: 180,
  end: ['maestro'],
  explain: [
    'The queue was told that they are done, so it has forgotten them; who had them is dead. Nobody will ever deliver them again: at most once.',
    'Look at the equation: it still holds. The ledger cannot know that nobody works at an order that is in flight; it only never claims that it ended. What shows the loss is time.',
  ],
  files: [['BoxBox.Orders/Work', 'where the ack comes last'], ['BoxBox.Drills/Guarantees', 'where the drill puts it first']],
  next: 'How long must an order stand still before you call it lost? Who could say so by himself?',
};
