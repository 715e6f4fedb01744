// What single pages add: the console's stream, the waterfall's folding, the chart's cursor.
'use strict';

// Console: lines come as markup of the server's making, each one encoded there.
let stream = null;
function followConsole() {
  const lines = document.querySelector('[data-stream]');
  if (!lines || document.hidden) {
    stream?.close();
    stream = null;
    return;
  }
  if (stream?.lines === lines && stream.address === lines.dataset.stream) return;
  stream?.close();
  stream = new EventSource(lines.dataset.last ? lines.dataset.stream.replace(/after=\d+/, `after=${lines.dataset.last}`) : lines.dataset.stream);
  stream.lines = lines;
  stream.address = lines.dataset.stream;
  stream.onmessage = event => append(lines, event);
}

function append(lines, event) {
  const isAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
  lines.insertAdjacentHTML('beforeend', event.data);
  lines.dataset.last = event.lastEventId;
  const limit = Number(lines.dataset.limit);
  while (lines.childElementCount > limit) lines.firstElementChild.remove();
  const count = document.querySelector('[data-line-count]');
  if (count) count.textContent = lines.childElementCount.toLocaleString('en');
  if (isAtEnd) lines.scrollTop = lines.scrollHeight;
  else document.querySelector('[data-follow]').hidden = false;
}

function toNewest() {
  const lines = document.querySelector('[data-stream]');
  if (!lines) return;
  lines.scrollTop = lines.scrollHeight;
  document.querySelector('[data-follow]').hidden = true;
}

document.addEventListener('click', event => {
  if (event.target.closest('[data-follow]')) toNewest();
  const fold = event.target.closest('[data-fold]');
  if (fold) {
    fold.setAttribute('aria-expanded', String(fold.getAttribute('aria-expanded') === 'false'));
    applyFolds();
  }
});

document.addEventListener('scroll', event => {
  const lines = event.target;
  if (lines.dataset?.stream && lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40) document.querySelector('[data-follow]').hidden = true;
}, true);

// Waterfall: what is below a folded span is hidden.
function applyFolds() {
  let folded = Infinity;
  for (const row of document.querySelectorAll('.fall li')) {
    const depth = Number(row.dataset.depth);
    if (depth <= folded) folded = Infinity;
    row.hidden = depth > folded;
    if (!row.hidden && row.querySelector('[data-fold]')?.getAttribute('aria-expanded') === 'false') folded = depth;
  }
}

document.addEventListener('keydown', event => {
  if (!['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
  const fold = event.target.closest?.('.fall li')?.querySelector('[data-fold]');
  if (!fold) return;
  event.preventDefault();
  fold.setAttribute('aria-expanded', String(event.key === 'ArrowRight'));
  applyFolds();
});

// Chart: the step under the pointer, in words; its numbers stand in the table below.
document.addEventListener('pointermove', event => {
  const drawing = event.target.closest?.('[data-chart] svg');
  if (!drawing) {
    hideCursor();
    return;
  }
  const box = drawing.getBoundingClientRect();
  const rows = [...document.querySelectorAll('.numbers tbody tr')].reverse();
  const step = Math.min(rows.length - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * rows.length)));
  if (rows.length > 0) showCursor(drawing, rows[step], box, (step + 1) / rows.length);
});

function showCursor(drawing, row, box, share) {
  const chart = drawing.closest('[data-chart]');
  const names = [...document.querySelectorAll('.numbers thead th')].map(cell => cell.textContent);
  const values = [...row.cells].map(cell => cell.textContent);
  const tip = document.querySelector('[data-tip]');
  tip.hidden = false;
  tip.textContent = `${values[0]}   ${values.slice(1).map((value, index) => `${names[index + 1]} ${value}`).join('   ')}`;
  let cursor = chart.querySelector('.cursor');
  if (!cursor) {
    cursor = document.createElement('div');
    cursor.className = 'cursor';
    chart.append(cursor);
  }
  cursor.style.left = `${box.left - chart.getBoundingClientRect().left + box.width * share}px`;
  cursor.style.height = `${box.height}px`;
}

function hideCursor() {
  document.querySelector('.cursor')?.remove();
  const tip = document.querySelector('[data-tip]');
  if (tip) tip.hidden = true;
}

function onShown() {
  followConsole();
  applyFolds();
}

document.addEventListener('page-shown', onShown);
document.addEventListener('visibilitychange', followConsole);
onShown();
toNewest();
