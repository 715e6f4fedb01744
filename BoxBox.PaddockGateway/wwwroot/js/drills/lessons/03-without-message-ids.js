import { allDelivered } from './conditions.js';

export default {
  number: 3,
  slug: 'without-message-ids',
  title: 'The same without message ids',
  pattern: 'Deduplication',
  story: 'Again an order is finished and its ack never reaches the queue; for the queue that is the same as a Maestro who died. But this time the guarantee is off: steps have no message ids, and nobody looks up what was done before.',
  question: 'What will the ledger say?',
  choices: ['The same as before: duplicates 0', 'Duplicates: steps are stored twice, and the equation breaks', 'An order too few: it is lost'],
  right: 1,
  does: 'switch the guarantee off, and lose an ack of every Maestro',
  warning: 'This breaks the equation, and the stream remembers: the flag stays red until the stream is deleted (“start afresh” on the dashboard).',
  acts: [
    { to: 'fattorino', body: { faults: [{ fault: 'without-message-ids', for_seconds: 90 }] } },
    { to: 'maestro', body: { faults: [{ fault: 'without-message-ids', for_seconds: 90 }, { fault: 'drop-ack' }] } },
    { orders: 6 },
  ],
  watch: [
    { text: 'An order is delivered again that was finished', when: seen => seen.count('redelivered', 2) > 0 },
    { text: 'The equation breaks: duplicates above 0', when: seen => seen.newDuplicates > 0 },
    allDelivered,
  ],
  holds: [],
  patience: 120,
  end: ['maestro', 'fattorino'],
  explain: [
    'Whoever got the order again could not know that it was finished, made it a second time, and the stream took the steps a second time. In a shop that is a second pizza; in a bank, a second payment.',
    'JetStream stores one message for each Nats-Msg-Id within its duplicate window of two minutes. Beyond it, the expectation that the step is the first on its subject does the same.',
  ],
  files: [['BoxBox.Drills/Guarantees', 'how it was switched off'], ['BoxBox.Orders/Stream/StepMessage.cs', 'what was missing'], ['BoxBox.PaddockGateway/Bookkeeping', 'who counts the duplicates']],
  next: 'The duplicate window is two minutes, an order may take longer. What keeps a late twin out?',
};
