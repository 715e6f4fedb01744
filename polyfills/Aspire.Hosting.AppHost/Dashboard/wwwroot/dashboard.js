// Keeps a page up to date without losing what its reader does: the page is fetched again and the differences are put in.
'use strict';

const page = document.getElementById('page');
let fetching = null;

/** Makes `from` like `to`, keeping elements (with their focus, scroll position and open state) where they stay the same. */
function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName || from.dataset?.id !== to.dataset?.id) {
    from.replaceWith(to);
    return;
  }
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE || from.hasAttribute('data-stream') || from.isEqualNode(to)) return;
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !isReaders(from, name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !isReaders(from, name)) from.setAttribute(name, value);
  }
  if (from.matches('input, select') && from === document.activeElement) return;
  morphChildren(from, to);
}

// What the reader changes, the server does not know of.
function isReaders(element, name) {
  return name === 'open' || (element.matches('[data-fold]') && name === 'aria-expanded') || (element.matches('[data-depth]') && name === 'hidden')
    || (element.matches('input') && name === 'value');
}

function morphChildren(from, to) {
  const kept = new Map([...from.children].filter(child => child.dataset.id).map(child => [child.dataset.id, child]));
  let place = from.firstChild;
  for (const next of [...to.childNodes]) {
    const same = next.dataset?.id ? kept.get(next.dataset.id) : place?.dataset?.id ? null : place;
    if (!same) {
      from.insertBefore(next, place);
      continue;
    }
    if (same !== place) from.insertBefore(same, place);
    place = same.nextSibling;
    morph(same, next);
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

/** Shows an address of the same page in place. */
async function show(address, { push = false, replace = false } = {}) {
  fetching?.abort();
  const mine = fetching = new AbortController();
  try {
    const answer = await fetch(address, { signal: mine.signal, headers: { accept: 'text/html' } });
    if (answer.redirected && new URL(answer.url).pathname === '/login') {
      location.reload();
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (push) history.pushState(null, '', answer.url);
    if (replace) history.replaceState(null, '', answer.url);
    document.title = fresh.title;
    morph(page, document.adoptNode(fresh.getElementById('page')));
    document.dispatchEvent(new CustomEvent('page-shown'));
  } catch (error) {
    if (error.name !== 'AbortError') document.body.classList.add('offline');
  } finally {
    if (fetching === mine) fetching = null;
  }
}

// One connection a visible page: a browser opens only six to one server.
let events = null;
function follow() {
  events?.close();
  events = null;
  const topic = page?.dataset.live;
  if (!topic || document.hidden) return;
  events = new EventSource(`/live?topic=${encodeURIComponent(topic)}`);
  events.onmessage = () => {
    if (!fetching && !getSelection()?.toString()) show(location.href);
  };
}

document.addEventListener('visibilitychange', () => {
  follow();
  if (!document.hidden && page?.dataset.live) show(location.href);
});

// Filters: sent as one types; empty ones do not stand in the address.
let typing = 0;
function applyFilters(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(fields).toString();
  const address = new URL(form.action);
  address.search = query;
  show(address.href, { replace: true });
}

document.addEventListener('input', event => {
  const form = event.target.closest('[data-filters]');
  if (!form) return;
  clearTimeout(typing);
  typing = setTimeout(() => applyFilters(form), event.target.matches('input[type="search"]') ? 250 : 0);
});

document.addEventListener('submit', event => {
  if (event.target.matches('[data-filters]')) {
    event.preventDefault();
    clearTimeout(typing);
    applyFilters(event.target);
  } else if (event.target.matches('[data-command]')) {
    event.preventDefault();
    command(event.target, event.submitter);
  }
});

async function command(form, button) {
  if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
  const body = new URLSearchParams([...new FormData(form), [button.name, button.value]]);
  button.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.action, { method: 'POST', body });
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const notice = fresh.querySelector('[data-notice]');
    document.getElementById('announce').textContent = notice?.textContent ?? (answer.ok ? 'Done.' : 'The command was refused.');
    if (notice) history.replaceState(null, '', answer.url);
  } finally {
    button.removeAttribute('aria-busy');
    await show(location.href);
  }
}

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-soft]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  show(link.href, { push: true });
});

addEventListener('popstate', () => show(location.href));

// Keys: a letter for each page, / for the search, Escape for the details, j and k or the arrows from row to row.
document.addEventListener('keydown', event => {
  if (event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === 'Escape') {
    document.querySelector('a[data-close]')?.click();
    return;
  }
  if (event.target.closest('input, select, textarea')) return;
  const target = document.querySelector(`nav a[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (target && !event.shiftKey) {
    target.click();
  } else if (event.key === '/') {
    event.preventDefault();
    document.querySelector('[data-search]')?.focus();
  } else if (['j', 'k', 'ArrowDown', 'ArrowUp'].includes(event.key)) {
    step(event, event.key === 'j' || event.key === 'ArrowDown' ? 1 : -1);
  }
});

function step(event, direction) {
  const rows = [...document.querySelectorAll('.row-link')].filter(link => link.offsetParent);
  const at = rows.indexOf(document.activeElement);
  const isKey = event.key.length === 1;
  if (rows.length === 0 || (at < 0 && !isKey)) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, at + direction))].focus();
}

follow();
