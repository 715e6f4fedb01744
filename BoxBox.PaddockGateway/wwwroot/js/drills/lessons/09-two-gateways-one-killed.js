import { allDelivered, balances, gone, noDuplicates } from './conditions.js';

export default {
  number: 9,
  slug: 'two-gateways-one-killed',
  title: 'Two gateways, one killed',
  pattern: 'Replicas without state of their own',
  story: 'Two gateways stand behind one address. This page follows the stream through one of them. The one that takes the next order stores it, and is killed before it can answer.',
  question: 'What will this page have missed when it is connected again?',
  choices: ['Some events: those between the kill and the return', 'Nothing, and it sees nothing twice', 'It has to load everything anew'],
  right: 1,
  does: 'kill a gateway over the next order',
  acts: [{ to: 'gateway', one: true, body: { faults: [{ fault: 'crash', at: 'after-publish' }] } }, { orders: 6, patiently: true }],
  more: [{ label: 'Order six more', orders: 6, patiently: true }],
  watch: [
    gone('gateway', 'A gateway'),
    { text: 'The rest is taken by the other, under the same keys', when: seen => seen.ours.size >= 6 },
    allDelivered,
    { text: 'The stream is live', when: seen => seen.gone('gateway') && seen.connection === 'live' },
  ],
  holds: [{ text: 'No event was seen twice', when: seen => seen.repeats === 0 }, noDuplicates, balances],
  patience: 120,
  end: ['gateway'],
  explain: [
    'Neither gateway has anything that the other lacks: orders, ledger and live stream are projections of the one stream in JetStream. So one can take over in the middle of a sentence.',
    'The order over which it died was stored, and not answered. Sent again with the same Idempotency-Key through the other gateway, it is found, not made a second time.',
  ],
  files: [['BoxBox.PaddockGateway/Live', 'resume through any replica'], ['BoxBox.PaddockGateway/Bookkeeping', 'the ledger that every replica has'], ['BoxBox.AppHost/AppHost.cs', 'the replicas']],
  next: 'What do you lose when both die at once? For how long?',
};
