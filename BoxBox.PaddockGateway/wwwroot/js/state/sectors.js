// The four sectors of an order's way, and how a time in one is judged. No clock, no page.

/** What an order does in each sector, from which step to which. */
export const SECTORS = [
  { name: 'queue', from: 'pending', to: 'in_progress' },
  { name: 'kitchen', from: 'in_progress', to: 'waiting_delivery' },
  { name: 'rack', from: 'waiting_delivery', to: 'out_for_delivery' },
  { name: 'road', from: 'out_for_delivery', to: 'completed' },
];

/** The sector that an order is in while it has a status; -1 once it has ended. */
export const sectorOf = status => SECTORS.findIndex(sector => sector.from === status);

const REMEMBERED = 200;

/** The times that a sector, or a size, has seen: the best of the session, and the median of the newest. */
export class Times {
  #newest = [];
  #next = 0;
  #median;
  best = Infinity;

  add(time) {
    this.best = Math.min(this.best, time);
    this.#newest[this.#next] = time;
    this.#next = (this.#next + 1) % REMEMBERED;
    this.#median = undefined;
  }

  get count() { return this.#newest.length; }

  get median() {
    this.#median ??= quantile([...this.#newest].sort((a, b) => a - b), 0.5);
    return this.#median;
  }

  /** How a time stands among the others: 'best', 'fast' (no slower than the median) or 'slow'. */
  judge(time) {
    if (time <= this.best) return 'best';
    return time <= this.median ? 'fast' : 'slow';
  }
}

/** The value below which a share of the sorted values lies; NaN of none. */
export function quantile(sorted, share) {
  if (sorted.length === 0) return NaN;
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
