// The key of the drills: it comes with the link that ./run --learn prints (#key=…), and stays in this tab.

const NAME = 'drills-key';

/** Takes the key out of the address, so that it stands neither there nor in the history. */
export function takeKey() {
  const given = /^#key=(.+)$/.exec(location.hash)?.[1];
  if (!given) return;
  sessionStorage.setItem(NAME, decodeURIComponent(given));
  history.replaceState(null, '', `${location.pathname}${location.search}#/drills`);
}

export const key = () => sessionStorage.getItem(NAME) ?? undefined;
export const keep = given => sessionStorage.setItem(NAME, given);
