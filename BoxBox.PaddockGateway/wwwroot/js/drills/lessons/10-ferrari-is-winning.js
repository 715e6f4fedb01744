import { balances, noDuplicates } from './conditions.js';

export default {
  number: 10,
  slug: 'ferrari-is-winning',
  title: 'Ferrari is winning',
  pattern: 'Little’s law: L = λ W',
  story: 'Sixty orders at once, and the Maestri make what they make. Watch the telemetry strip: the queue, how busy the Maestri are, and the lead time beside what Little’s law says. Then a third Maestro comes.',
  outside: 'The third Maestro waits for you: on the Aspire dashboard, Resources, press Start at “maestro-extra”, once the queue is long.',
  question: 'Twice the orders wait, with as many Maestri. What happens to the time that an order waits?',
  choices: ['It stays: each pizza takes as long as before', 'It doubles: the queue divided by what leaves it', 'It grows by a few seconds'],
  right: 1,
  does: 'order sixty pizzas',
  acts: [{ orders: 60 }],
  more: [{ label: 'Thirty more', orders: 30 }],
  watch: [
    { text: 'More than 20 orders wait for a Maestro', when: seen => seen.deepest > 20 },
    { text: 'A Maestro more is there', when: seen => seen.joined('maestro') },
    { text: 'The queue is down to half of its longest', when: seen => seen.deepest > 20 && seen.fewestAfterDeepest <= seen.deepest / 2 },
  ],
  holds: [noDuplicates, balances],
  patience: 420,
  end: [],
  explain: [
    'Orders in the system = orders a second × seconds that each stays. It holds for every queue that neither grows nor shrinks, whatever happens inside. Read it the other way round: the wait is the queue divided by the rate at which it is worked off.',
    'Another Maestro raises that rate, until something else is the narrow place: two Panettieri, one oven with a few places, riders who take three a trip.',
  ],
  files: [['BoxBox.PaddockGateway/wwwroot/js/state/flow.js', 'how the strip computes it'], ['docs/settings.md', 'the times of the kitchen, and the replicas']],
  next: 'Which is the narrow place with three Maestri? Which figure on this page tells you?',
};
