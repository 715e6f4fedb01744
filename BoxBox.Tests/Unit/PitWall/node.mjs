// What the page's own tests share: where its modules are, and orders to feed them with.
export const page = path => import(new URL(`../../../BoxBox.PaddockGateway/wwwroot/js/${path}`, import.meta.url));

const NOON = Date.parse('2026-09-06T12:00:00Z');
const STEPS = ['pending', 'in_progress', 'waiting_delivery', 'out_for_delivery', 'completed'];

/** An event of the live stream: seconds after noon. */
export const event = (id, status, second, more = {}) => ({
  order_id: id, size: 'large', toppings: ['pepperoni'], border: 'none', destination: 'Garage 16', username: 'charles_leclerc',
  ordered_at: new Date(NOON + 1000 * (more.ordered ?? 0)).toISOString(), status, updated_at: new Date(NOON + 1000 * second).toISOString(), ...more,
});

/** All events of an order that takes so many seconds for each sector. */
export const way = (id, start, ...takes) => STEPS.slice(0, takes.length + 1).map((status, index) =>
  event(id, status, start + takes.slice(0, index).reduce((a, b) => a + b, 0), { ordered: start }));

export const details = (id, start, ...takes) => {
  const steps = way(id, start, ...takes);
  return { ...steps.at(-1), history: steps.map(step => ({ status: step.status, at: step.updated_at, by: 'somebody' })) };
};
export { NOON };
