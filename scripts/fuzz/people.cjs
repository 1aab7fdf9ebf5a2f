'use strict';

const { v7: newId } = require('uuid');

const LISTS = [
  'orders',
  'visits',
  'bills',
  'payments',
  'cadres',
  'contracts',
  'funds',
  'units',
  'providers',
  'workers',
  'items',
  'limits',
  'needs',
  'ratings',
  'call-requests',
];

/** The people of the demo, each signed in as themselves, with ids of what they see. Ask through `ask`. */
class People {
  constructor(ask, password) {
    Object.assign(this, { ask, password, users: [], seen: new Map() });
  }

  async signIn(names) {
    for (const name of names) {
      const user = { name, token: '', cookie: '', role: '' };
      if (!(await this.open(user))) throw new Error(`${name} cannot sign in`);
      this.users.push(user);
      this.seen.set(name, await this.look(user));
    }
  }

  async open(user) {
    const body = { username: user.name, password: this.password };
    return this.take(user, await this.call('/api/v1/auth/login', body, { cookie: user.cookie }));
  }

  /** A token that has run out is renewed; a session that is over is begun anew. False where neither is possible. */
  async renew(user) {
    const me = { method: 'get', path: '/api/v1/auth/me', headers: { authorization: `Bearer ${user.token}` } };
    if ((await this.ask(me)).status === 200) return true;
    const answer = await this.call('/api/v1/auth/refresh', {}, { cookie: user.cookie });
    return this.take(user, answer) || (await this.open(user));
  }

  take(user, { status, headers, text }) {
    if (status !== 200) return false;
    const answer = JSON.parse(text);
    Object.assign(user, { token: answer.accessToken, role: answer.user.role });
    user.cookie = (headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; ') || user.cookie;
    return true;
  }

  call(path, body, headers = {}) {
    // From elsewhere, where the server believes it: guesses of this run at a password are not theirs.
    const own = { 'x-forwarded-for': '192.0.2.77' };
    const all = { 'content-type': 'application/json', 'idempotency-key': newId(), ...own, ...headers };
    return this.ask({ method: 'post', path, headers: all, body: JSON.stringify(body) });
  }

  async look(user) {
    const found = {};
    for (const list of LISTS) {
      const path = `/api/v1/${list}?limit=4`;
      const { status, text } = await this.ask({
        method: 'get',
        path,
        headers: { authorization: `Bearer ${user.token}` },
      });
      found[list] = status === 200 ? JSON.parse(text).items.map(({ id }) => id) : [];
    }
    return found;
  }

  /** Ids of a resource: mostly what this person sees, and what others see. */
  idsOf(user, list) {
    const own = this.seen.get(user.name)?.[list] ?? [];
    const others = [...this.seen.values()].flatMap((seen) => (seen[list] ?? []).slice(0, 1));
    return [...own, ...own, ...others];
  }
}

module.exports = { People };
