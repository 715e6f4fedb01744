import { balances, noDuplicates } from './conditions.js';

export default {
  number: 7,
  slug: 'nats-goes-away',
  title: 'NATS goes away',
  pattern: 'Fail clearly, retry with an idempotency key',
  story: 'The queue itself is stopped. An order is sent again and again under one Idempotency-Key, until it is answered with 200. Then NATS comes back.',
  outside: 'The page cannot stop NATS, and should not be able to. Open the Aspire dashboard, Resources, and press Stop at “nats”; once the flag is red, press Start there.',
  question: 'How many pizzas will there be of the order that was sent all the time?',
  choices: ['None: what was refused is gone', 'One, however often it was sent', 'One for each time it was sent'],
  right: 1,
  does: 'begin to watch; then stop NATS on the dashboard',
  acts: [],
  more: [{ label: 'Send one order until it is stored', persist: true }],
  watch: [
    { text: 'The flag is red: orders cannot be stored', when: seen => seen.heard('unavailable') },
    { text: 'The order is refused with 503', when: seen => seen.noted('refused') },
    { text: 'NATS is back', when: seen => seen.noted('recovered') },
    { text: 'The order is stored', when: seen => seen.noted('stored') },
    { text: 'It is delivered', when: seen => seen.allCompleted },
  ],
  holds: [noDuplicates, balances, { text: 'Of the order there is one', when: seen => seen.ours.size === 1 }],
  patience: 300,
  end: [],
  explain: [
    'A 200 is only answered after JetStream has stored the order. Without NATS there is none to give, so the answer is 503 with Retry-After, and “either not stored, or the same key finds it”.',
    'The order’s id follows from username and key: a repeated POST writes the same message id to the same subject, and the stream keeps one. Nobody has to remember which requests were answered.',
  ],
  files: [['BoxBox.PaddockGateway/Ordering', 'the way of a POST'], ['BoxBox.PaddockGateway/Ordering/IdempotencyKey.cs', 'from key to order'], ['BoxBox.PaddockGateway/Health', 'how the gateway knows']],
  next: 'What would a client without a key have to do to be sure?',
};
