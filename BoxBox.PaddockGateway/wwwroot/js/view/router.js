// Which page is shown: by the address after the #, so that each can be linked to.

export function router({ order, drills }) {
  const parts = Object.fromEntries(['wall', 'order', 'drills', 'lesson'].map(name => [name, document.getElementById(name)]));

  function go() {
    const [, page = '', what = ''] = location.hash.split('/').map(decodeURIComponent);
    const lesson = page === 'drill' ? Number(what) : undefined;
    parts.order.hidden = page !== 'order';
    parts.drills.hidden = page !== 'drills';
    parts.wall.hidden = !parts.order.hidden || !parts.drills.hidden;
    if (page === 'order') void order.open(what);
    else order.close();
    if (lesson) drills.open(lesson);
    else if (page !== 'order' && page !== 'crew') drills.close();
    if (page === 'drills') drills.list();
    if (page === 'crew') document.getElementById(`crew-${what}`)?.focus();
    if (page !== 'crew') scrollTo(0, 0);
  }

  addEventListener('hashchange', go);
  go();
}
