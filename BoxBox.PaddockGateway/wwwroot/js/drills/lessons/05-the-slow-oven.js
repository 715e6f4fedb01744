import { allDelivered, balances, noDuplicates } from './conditions.js';

export default {
  number: 5,
  slug: 'the-slow-oven',
  title: 'The slow oven and the missing progress',
  pattern: 'Leases that are extended while the work goes on',
  story: 'The ack wait is 5 s: who is silent for longer counts as dead. The oven takes 14 s longer for the next pizza, and the Maestri no longer tell the queue that they are still at it.',
  question: 'What happens to an order in the slow oven?',
  choices: ['Nothing: it is just late', 'A colleague gets it as well, while it is still being baked', 'The oven’s call is cancelled, and it fails'],
  right: 1,
  does: 'slow the oven down, and say nothing of progress',
  acts: [
    { to: 'maestro', body: { faults: [{ fault: 'without-progress', for_seconds: 70 }] } },
    { to: 'fornaio', body: { faults: [{ fault: 'delay', at: 'oven', seconds: 14 }] } },
    { orders: 2 },
  ],
  watch: [
    { text: 'The Fornaio bakes', when: seen => seen.saw('fornaio', 'baking') },
    { text: 'An order is delivered again that somebody is working at', when: seen => seen.count('redelivered', 2) > 0 },
    allDelivered,
  ],
  holds: [noDuplicates, balances],
  patience: 120,
  end: ['maestro', 'fornaio'],
  explain: [
    'An ack wait is a lease: whoever holds the order must say so before it runs out. Usually the Maestri do, every third of it, for the order in hand and for those behind it; slow is not dead.',
    'Without it the queue gave live work to a second Maestro. The message ids kept the stream right, so no step is there twice; but two people did the work of one, and under load that is how a slow system becomes one that stands still.',
  ],
  files: [['BoxBox.Orders/Work/WorkRound.cs', 'who says that he is still at it'], ['docs/settings.md', 'the ack wait']],
  next: 'Why not simply an ack wait of ten minutes?',
};
