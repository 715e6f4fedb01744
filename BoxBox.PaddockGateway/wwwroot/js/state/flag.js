// The flag, and why. Pure: from the ledger, the health, the crew and the drills that are armed.

/** Whether the ledger's equation holds, and what is wrong with it where it does not. */
export function judge(ledger) {
  if (!ledger) return { known: false, holds: true, inFlight: 0, wrong: [] };
  const inFlight = ledger.pending + ledger.in_progress + ledger.waiting_delivery + ledger.out_for_delivery;
  const sum = ledger.completed + ledger.failed + inFlight;
  const wrong = [];
  if (sum !== ledger.accepted) wrong.push(`${ledger.accepted} accepted, but ${sum} are accounted for`);
  if (ledger.duplicates > 0) wrong.push(`${plural(ledger.duplicates, 'step')} stored twice`);
  if (ledger.out_of_order > 0) wrong.push(`${plural(ledger.out_of_order, 'step')} out of order`);
  return { known: true, holds: wrong.length === 0, inFlight, wrong };
}

/**
 * @param {{ledger?: object, health?: string, connection: string, crew: import('./crew.js').Crew, armed: string[]}} wall
 * @returns {{colour: 'green'|'yellow'|'red'|'safety', name: string, why: string}}
 */
export function flagOf({ ledger, health, connection, crew, armed }) {
  const equation = judge(ledger);
  if (!equation.holds) return red(`the equation is broken: ${equation.wrong.join(', ')}`);
  if (health === 'unavailable') return red('orders cannot be stored: NATS is away or refuses them');
  if (health === 'unreachable' && connection === 'lost') return red('the gateway does not answer');
  if (armed.length > 0) return { colour: 'safety', name: 'Safety car', why: `a drill is armed: ${armed.join('; ')}` };
  const waits = ledger ? whoIsMissed(ledger, crew) : [];
  if (waits.length > 0) return { colour: 'yellow', name: 'Yellow', why: waits.join('; ') };
  if (!equation.known) return { colour: 'none', name: 'No flag', why: 'the ledger has not answered yet' };
  return { colour: 'green', name: 'Green', why: equation.inFlight > 0 ? `${plural(equation.inFlight, 'order')} on the way` : 'all quiet, nothing waits' };
}

/** Whose absence holds orders up, in words. */
function whoIsMissed(ledger, crew) {
  const waits = [];
  const cooking = ledger.pending + ledger.in_progress;
  const bakers = crew.of('panettiere');
  const asleep = bakers.filter(baker => baker.state === 'sleeping').length;
  if (cooking > 0 && asleep > 0) waits.push(`${some('Panettiere', asleep, bakers.length)} asleep, ${waiting(cooking, 'for dough')}`);
  const away = crew.of('maestro').filter(one => one.state === 'lunching').length;
  if (ledger.pending > 0 && away > 0) waits.push(`${some('Maestro', away, crew.of('maestro').length)} at lunch, ${waiting(ledger.pending, 'in the queue')}`);
  for (const [role, name, count, where] of [
    ['maestro', 'Maestro', ledger.pending, 'in the queue'],
    ['panettiere', 'Panettiere', cooking, 'for dough'],
    ['fattorino', 'Fattorino', ledger.waiting_delivery, 'at the rack'],
  ]) {
    const all = crew.of(role);
    const silent = all.filter(one => one.gone || one.stale).length;
    if (count > 0 && silent > 0) waits.push(`${some(name, silent, all.length)} silent, ${waiting(count, where)}`);
  }
  return waits;
}

const red = why => ({ colour: 'red', name: 'Red', why });
const some = (name, count, all) => all === 1 ? `the ${name} is` : count === 1 ? `a ${name} is` : `${count} ${name === 'Maestro' ? 'Maestri' : name === 'Panettiere' ? 'Panettieri' : 'Fattorini'} are`;
const waiting = (count, where) => `${plural(count, 'order')} ${count === 1 ? 'waits' : 'wait'} ${where}`;

export function plural(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
