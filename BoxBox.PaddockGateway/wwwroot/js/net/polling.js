// The ledger and the health, asked again and again; and from them, whether the live stream has caught up.
import * as api from './api.js';

const LEDGER_EVERY = 1_000;
const HEALTH_EVERY = 2_000;
const AGAIN_AFTER = 1_000;
const STUCK_AFTER = 8;

/** Asks for as long as the page is open; each waits for its answer before it asks again. */
export function poll(store, live, resync) {
  let behind = 0;

  repeat(LEDGER_EVERY, async () => {
    const ledger = await api.ledger();
    store.read(ledger);
    // Another stream has taken its place: what is shown is of one that is gone.
    if (ledger.as_of_sequence < store.lastEventId && (await api.ledger()).as_of_sequence < store.lastEventId) return resync();
    if (!live.isOpen) return undefined;
    behind = store.lastEventId >= ledger.as_of_sequence ? 0 : behind + 1;
    if (behind === 0) store.connect('live');
    // An open connection that brings nothing is as good as none.
    if (behind >= STUCK_AFTER) {
      behind = 0;
      live.open();
    }
    return undefined;
  });

  repeat(HEALTH_EVERY, async () => store.hear(await api.health()));
}

/** Tries until it gets there once. */
export async function persist(attempt) {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      console.info(`Not yet: ${error.message}`);
      await pause(AGAIN_AFTER);
    }
  }
}

async function repeat(every, attempt) {
  for (;;) {
    try {
      await attempt();
    } catch (error) {
      console.info(`Not answered: ${error.message}`);
    }
    await pause(every);
  }
}

const pause = time => new Promise(resolve => setTimeout(resolve, time));
