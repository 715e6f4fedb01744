// Who is there and what he does. Fed with GET /v1/crew and the live stream's crew events; no clock, no page.

export const ROLES = ['maestro', 'panettiere', 'fornaio', 'fattorino', 'gateway'];

export class Crew {
  members = new Map();
  version = 0;

  /** Takes everybody, as GET /v1/crew has them: who is not among them is not there. What the live stream has said since is newer. */
  load(all) {
    const before = this.members;
    this.members = new Map();
    for (const member of all) this.take(member);
    for (const [key, member] of before) if (member.since > this.members.get(key)?.since) this.members.set(key, member);
    this.version++;
  }

  /** @returns {{before: object|undefined, member: object}} What he was, and is. */
  take(message) {
    const key = `${message.role}/${message.instance}`;
    const before = this.members.get(key);
    const member = {
      key,
      role: message.role,
      instance: message.instance,
      state: message.state,
      orders: message.order_ids ?? [],
      since: Date.parse(message.since),
      until: message.until ? Date.parse(message.until) : undefined,
      detail: message.detail ?? '',
      drill: message.drill ?? '',
      stale: message.stale === true,
      gone: message.state === 'gone',
    };
    this.members.set(key, member);
    this.version++;
    return { before, member };
  }

  /** Forgets those who have been gone for a while. */
  forget(now, patience) {
    for (const [key, member] of this.members)
      if (member.gone && now - member.goneAt > patience && this.members.delete(key)) this.version++;
      else if (member.gone) member.goneAt ??= now;
  }

  /** Everybody of a role, in an order that stays. */
  of(role) {
    return [...this.members.values()].filter(member => member.role === role).sort((a, b) => a.instance < b.instance ? -1 : 1);
  }

  /** How many of a role are there, whatever they do. */
  present(role) {
    return this.of(role).filter(member => !member.gone).length;
  }
}

const ROLE_NAMES = { maestro: 'Maestro', panettiere: 'Panettiere', fornaio: 'Fornaio', fattorino: 'Fattorino', gateway: 'Gateway' };

/** A person's name for people: his role, and which one where there are several. */
export function nameOf(crew, member) {
  const name = ROLE_NAMES[member.role] ?? member.role;
  const all = crew.of(member.role);
  return all.length < 2 ? name : `${name} ${all.findIndex(one => one.instance === member.instance) + 1}`;
}
