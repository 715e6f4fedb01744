import { allDelivered, balances, noDuplicates } from './conditions.js';

export default {
  number: 1,
  slug: 'the-baker-oversleeps',
  title: 'The baker oversleeps',
  pattern: 'Back-pressure: refuse early, give back, come again later',
  story: 'Every pizza needs a dough, and only the Panettieri make it. In a moment all of them sleep, while three orders come in. A Maestro takes one up, asks for a dough, and is told RESOURCE_EXHAUSTED.',
  question: 'What does the Maestro do with the order?',
  choices: ['He waits at the baker’s door until he wakes', 'He gives it back, and it comes again after a while', 'He gives up: the order fails'],
  right: 1,
  does: 'put every Panettiere to sleep',
  acts: [{ to: 'panettiere', body: { cue: 'sleep' } }, { orders: 3 }],
  more: [{ label: 'Put them to sleep again', to: 'panettiere', body: { cue: 'sleep' } }, { label: 'Wake them', to: 'panettiere', body: { cue: 'wake' } }],
  watch: [
    { text: 'A Panettiere sleeps', when: seen => seen.saw('panettiere', 'sleeping') || seen.count('fell_asleep') > 0 },
    { text: 'An order is given back: no dough', when: seen => seen.count('given_back') > 0 },
    { text: 'He wakes up', when: seen => seen.count('woke_up') > 0 },
    allDelivered,
  ],
  holds: [noDuplicates, balances],
  patience: 90,
  end: ['panettiere'],
  explain: [
    'The Panettiere answers at once that he has no room (RESOURCE_EXHAUSTED), and says so in his health, too. gRPC’s retries ask his colleague; when all sleep, the Maestro gives the order back to the queue with a delay of 1 s, then twice as long each time, up to 15 s (3 s with ./run --learn), of which a random part keeps orders from coming back together.',
    'Asleep is no failure: it is not one of the ten that end an order. And nothing waits in a Maestro’s hands that a colleague could have.',
  ],
  files: [['BoxBox.Orders/Work/GiveBackDelay.cs', 'how long an order rests'], ['BoxBox.Panettiere/Sleep/SleepLoop.cs', 'when he sleeps'], ['BoxBox.Maestro/Colleagues/Colleague.cs', 'who is asked, and how often']],
  next: 'What would the queue look like if the Maestri waited at the door instead, and one baker of two woke up?',
};
