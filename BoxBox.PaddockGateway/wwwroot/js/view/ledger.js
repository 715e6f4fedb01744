// The top: the ledger as one equation, the flag and why, the connection.
import { judge } from '../state/flag.js';
import { attribute, text } from './dom.js';
import { count } from './words.js';

const CONNECTION = { live: 'live', catching_up: 'catching up', lost: 'lost, trying again' };

export function ledgerView(store, root = document) {
  const at = name => root.querySelector(`[data-ledger="${name}"]`);
  const figures = Object.fromEntries(['accepted', 'completed', 'failed', 'in_flight', 'duplicates', 'out_of_order'].map(name => [name, at(name)]));
  const [equals, broken, equation] = [at('equals'), at('broken'), at('equation')];
  const [flag, flagName, flagWhy, spoken] = ['flag', 'flag-name', 'flag-why', 'spoken'].map(id => root.getElementById(id));
  const [connection, connectionName, event] = ['connection', 'connection-name', 'event'].map(id => root.getElementById(id));

  return () => {
    const { ledger } = store;
    const { holds, inFlight, wrong } = judge(ledger);
    for (const [name, element] of Object.entries(figures))
      text(element, ledger ? count(name === 'in_flight' ? inFlight : ledger[name]) : '–');
    for (const name of ['duplicates', 'out_of_order']) attribute(figures[name].parentElement, 'data-wrong', ledger?.[name] > 0 ? '' : undefined);
    const sum = ledger ? ledger.completed + ledger.failed + inFlight : 0;
    text(equals, !ledger || sum === ledger.accepted ? '=' : '≠');
    attribute(equation, 'data-broken', holds ? undefined : '');
    text(broken, holds ? '' : `Equation broken: ${wrong.join(', ')}`);
    broken.hidden = holds;

    const { colour, name, why } = store.flag;
    attribute(flag, 'data-colour', colour);
    text(flagName, name);
    // The equation's own line, below, says what is wrong with it.
    text(flagWhy, holds ? why : 'the equation is broken');
    // The colour is announced when it changes, not each figure in its reason.
    if (spoken.dataset.colour !== colour) {
      spoken.dataset.colour = colour;
      text(spoken, `${name} flag: ${why}`);
    }

    attribute(connection, 'data-state', store.connection);
    text(connectionName, CONNECTION[store.connection]);
    text(event, store.lastEventId === undefined ? '' : `event ${count(store.lastEventId)}`);
    document.title = holds ? `${name} · Box Box pit wall` : 'EQUATION BROKEN · Box Box pit wall';
  };
}
