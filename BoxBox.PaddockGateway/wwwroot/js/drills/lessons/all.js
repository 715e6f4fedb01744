import one from './01-the-baker-oversleeps.js';
import two from './02-the-maestro-dies-before-the-ack.js';
import three from './03-without-message-ids.js';
import four from './04-acknowledged-first.js';
import five from './05-the-slow-oven.js';
import six from './06-the-poison-order.js';
import seven from './07-nats-goes-away.js';
import eight from './08-a-slow-live-client.js';
import nine from './09-two-gateways-one-killed.js';
import ten from './10-ferrari-is-winning.js';

/** The ten drills. docs/drills/ has the same, written from here by docs/drills/write.mjs. */
export const LESSONS = [one, two, three, four, five, six, seven, eight, nine, ten];
