// The public API, by addresses relative to the page: it works behind any host name or path prefix.

const PATIENCE = 10_000;

/** An answer that is not what was asked for: a problem document (RFC 9457), or what could be made of it. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.errors = problem.errors ?? {};
  }
}

/** @throws {Refused} Where the answer is not 2xx; TypeError or DOMException where there is none in time. */
export async function ask(path, { method = 'GET', body, headers = {} } = {}) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE),
  });
  learnTime(answer.headers.get('Date'));
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({ title: answer.statusText })));
  return answer.json();
}

export const orders = () => ask('v1/orders');
export const order = id => ask(`v1/order/${encodeURIComponent(id)}`);
export const ledger = () => ask('v1/ledger');
export const surroundings = () => ask('v1/pit-wall');
export const place = (draft, key) => ask('v1/order', { method: 'POST', body: draft, headers: { 'Idempotency-Key': key } });

/** Everybody, and what happened: where the gateway says nothing of the latter, nothing. */
export async function crew() {
  const answer = await ask('v1/crew?happened=true');
  return Array.isArray(answer) ? { crew: answer, happened: [] } : answer;
}

/** Whether orders can be stored: 'ok', 'unavailable', or 'unreachable' where nobody answers. */
export async function health() {
  try {
    return (await ask('healthz')).status;
  } catch (error) {
    return error instanceof Refused ? 'unavailable' : 'unreachable';
  }
}

// The gateway's clock may not be this machine's. A Date header has whole seconds: what is closer than two of them is taken as right.
let ahead = 0;
function learnTime(date) {
  const off = date ? Date.parse(date) + 500 - Date.now() : NaN;
  if (Number.isFinite(off)) ahead = Math.abs(off) > 2_000 ? off : 0;
}
export const now = () => Date.now() + ahead;
