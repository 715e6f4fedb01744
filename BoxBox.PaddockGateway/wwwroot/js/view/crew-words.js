// What somebody does, in words. Pure.

const DOING = {
  idle: { maestro: 'waits for an order', panettiere: 'waits for a dough to make', fornaio: 'the oven is empty', fattorino: 'waits at the rack' },
  cooking: 'cooking', smoking: 'smoking', lunching: 'at lunch',
  making_dough: 'kneading', sleeping: 'asleep', should_sleep: 'kneading, sleeps after this one',
  baking: 'baking', riding: 'on the road with', open: 'takes orders',
};

const WITH_ORDERS = new Set(['cooking', 'making_dough', 'should_sleep', 'riding']);

export function crewWords(member, board) {
  if (member.gone) return 'gone: says nothing any more';
  if (member.stale) return 'silent for some seconds';
  const doing = DOING[member.state]?.[member.role] ?? (typeof DOING[member.state] === 'string' ? DOING[member.state] : member.state);
  const whose = WITH_ORDERS.has(member.state) ? member.orders.map(id => board.orders.get(id)?.code).filter(code => code) : [];
  const words = member.state === 'should_sleep' || whose.length === 0 ? doing : `${doing}${member.state === 'making_dough' ? ' for' : ''} ${whose.slice(0, 4).join(', ')}${whose.length > 4 ? ` and ${whose.length - 4} more` : ''}`;
  return member.detail ? `${words}, ${member.detail}` : words;
}

const TONES = { cooking: 'green', making_dough: 'green', baking: 'red', riding: 'blue', open: 'green', smoking: 'yellow', lunching: 'yellow', sleeping: 'yellow', should_sleep: 'yellow', idle: 'none' };

export const toneOf = member => member.gone || member.stale ? 'none' : TONES[member.state] ?? 'none';
