import { allDelivered, balances, gone, noDuplicates } from './conditions.js';

export default {
  number: 2,
  slug: 'the-maestro-dies-before-the-ack',
  title: 'The Maestro dies before the ack',
  pattern: 'At least once, made idempotent',
  story: 'The pizza is made and waiting_delivery is stored. Before the Maestro tells the queue that he is done, his process is killed: SIGKILL, nothing is cleaned up. The queue still has the order.',
  question: 'What becomes of the order?',
  choices: ['It is lost', 'It is made again, and delivered twice', 'It comes again, is found finished, and goes on'],
  right: 2,
  does: 'kill a Maestro before his next ack',
  acts: [{ to: 'maestro', one: true, body: { faults: [{ fault: 'crash', at: 'before-ack' }] } }, { orders: 6 }],
  more: [{ label: 'Order three more', orders: 3 }],
  watch: [
    gone('maestro', 'A Maestro'),
    { text: 'After the ack wait, an order is delivered again', when: seen => seen.count('redelivered', 2) > 0 },
    allDelivered,
  ],
  holds: [noDuplicates, balances],
  patience: 120,
  end: ['maestro'],
  explain: [
    'A message is acknowledged only once its next step is stored. So whatever dies in between, the queue delivers the order again when the ack wait is over: at least once.',
    'To make of that exactly one pizza, a worker who gets an order for the second time looks up first whether its next step is in the stream, and each step has a message id, so that the stream would not store it twice.',
  ],
  files: [['BoxBox.Orders/Work', 'the look-up, and the ack after the store'], ['BoxBox.Orders/Stream/StepMessage.cs', 'the message ids'], ['BoxBox.Drills/Faults/DrillBoard.cs', 'how he was killed']],
  next: 'Which of the two, the look-up or the message id, could you do without? Drill 3 takes both away.',
};
