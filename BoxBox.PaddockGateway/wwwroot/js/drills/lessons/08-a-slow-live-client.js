import { balances, noDuplicates } from './conditions.js';

export default {
  number: 8,
  slug: 'a-slow-live-client',
  title: 'A slow live client',
  pattern: 'Slow consumers are cut off, and resume by position',
  story: 'A second client of the live stream opens here. It reads one event, and then nothing more while the others race on; its connection is cut, and it comes back with the id of the last event it has seen.',
  outside: 'The gateway cuts off who is 1,024 events behind. Before that, the buffers of this machine’s network would have to be full, which takes thousands of orders: here the client is cut off by its own end, and what follows is the same.',
  question: 'What does it see after it has come back?',
  choices: ['Only what is new: the rest is gone', 'Everything from the start of the stream', 'Exactly what it missed, then live'],
  right: 2,
  does: 'open the slow client, and order eight pizzas',
  acts: [{ slowClient: 'open' }, { orders: 8 }],
  more: [{ label: 'Let it come back', slowClient: 'resume' }],
  watch: [
    { text: 'The slow client has its first event, and is cut off', when: seen => seen.noted('cut-off') },
    { text: 'This page goes on live meanwhile: five more events', when: seen => seen.reached('pending') + seen.reached('in_progress') >= 6 },
    { text: 'It comes back, and gets what it missed', when: seen => seen.noted('resumed') },
    { text: 'Its events have neither gap nor repeat', when: seen => seen.noted('complete') },
  ],
  holds: [noDuplicates, balances],
  patience: 120,
  end: [],
  explain: [
    'The gateway has one subscription for all its live clients, and a bounded queue for each. Who does not read fast enough is cut off, never waited for: a slow client costs the others nothing, and the gateway no memory without bound.',
    'The id of an event is its place in the stream. Last-Event-ID says all that a gateway, any gateway, has to know to go on: the newest events are in its ring, older ones in the stream.',
  ],
  files: [['BoxBox.PaddockGateway/Live', 'fan-out, cut-off and resume'], ['BoxBox.PaddockGateway/wwwroot/js/net/live.js', 'this page’s own connection']],
  next: 'Why is the position the stream’s, and not the gateway’s?',
};
