// Times and numbers as people read them. Pure.

/** 9.4, 61.0, 2:05 or 1:02:05, from milliseconds. */
export function seconds(milliseconds) {
  const time = Math.max(0, milliseconds) / 1_000;
  if (!Number.isFinite(time)) return '–';
  if (time < 100) return time.toFixed(1);
  const [whole, two] = [Math.floor(time), value => String(value).padStart(2, '0')];
  const [hours, minutes, rest] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export const count = value => value.toLocaleString('en');

/** A measured number with as many digits as tell something. */
export function figure(value) {
  if (!Number.isFinite(value)) return '–';
  return value < 9.95 ? value.toFixed(1) : count(Math.round(value));
}

export const clock = at => new Date(at).toLocaleTimeString('en-GB');

/** "today 13:04:21", or with the date where it was another day. */
export function moment(at) {
  const day = new Date(at).toDateString() === new Date().toDateString() ? '' : `${new Date(at).toLocaleDateString('en-GB')} `;
  return `${day}${clock(at)}`;
}

export const STATUS_WORDS = {
  pending: 'in the queue',
  in_progress: 'in the kitchen',
  waiting_delivery: 'at the rack',
  out_for_delivery: 'on the road',
  completed: 'delivered',
  failed: 'failed',
};

export const listed = items => items.length === 0 ? 'margherita' : items.join(', ');
