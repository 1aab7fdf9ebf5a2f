'use strict';

const http = require('node:http');
const { People } = require('./people.cjs');
const { Prints } = require('./prints.cjs');
const { randomOf } = require('./random.cjs');
const { rawRequestOf, sendRaw } = require('./raw.cjs');
const { operationsOf, requestOf } = require('./requests.cjs');

const NAMES = [
  ...[
    'clerk',
    'approver',
    'finance',
    'unit',
    'liaison',
    'manager',
    'worker',
    'supervisor',
    'auditor',
    'admin',
  ],
  ...['clerk-b', 'manager-b', 'unit-b'],
];
const RAW_SHARE = 0.08;
const BATCH = 60;
const MOST_FAILURES = 20;
const MOST_ROUNDS = 5;
const SAFE = ['get', 'head', 'options'];

/** Signs of the inside in an answer: frames of a stack, files of ours, words of the database. */
const SIGNS = [
  ...[/\bat (?:async )?[\w.<>]+ \(/, /node_modules/, /\/(?:dist|src|libs|apps)\//, /\.[cm]?[jt]s:\d+/],
  ...[
    /\bselect\b.{1,80}\bfrom\b/,
    /SQLSTATE/,
    /violates/,
    /syntax error at/,
    /invalid input syntax/,
    /pg_catalog/,
  ],
  ...[/QueryFailed/, /TypeORM/, /ECONN/, /TypeError/, /RangeError/, /SyntaxError/],
];
const INSIDE = new RegExp(SIGNS.map(({ source }) => source).join('|'), 'i');

/** Bad requests against a server that listens, and what must hold after each. */
class Fuzz {
  /** `url` is the database's, of somebody who sees past all policies. */
  static async start({ host, port, url, password, document, seed, say }) {
    const fuzz = new Fuzz();
    Object.assign(fuzz, { host, port, seed, say, document, failures: [], window: [] });
    fuzz.tally = { requests: 0, raw: 0, changed: 0, unseen: 0, statuses: {} };
    fuzz.agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
    fuzz.people = new People((request) => fuzz.ask(request), password);
    await fuzz.people.signIn(NAMES);
    fuzz.operations = operationsOf(document);
    fuzz.prints = await Prints.open(url);
    fuzz.base = await fuzz.prints.take();
    return fuzz;
  }

  /** One request, and the whole of its answer; an answer that does not come is status 0. */
  ask({ method, path, headers, body }) {
    return new Promise((done) => {
      const lost = (error) => done({ status: 0, headers: {}, text: String(error.code ?? error.message) });
      const given = Object.entries(headers).filter(([, value]) => value !== undefined);
      const clean = Object.fromEntries(
        given.map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')]),
      );
      if (body !== undefined) clean['content-length'] = String(Buffer.byteLength(body));
      const options = {
        host: this.host,
        port: this.port,
        agent: this.agent,
        method: method.toUpperCase(),
        path,
      };
      const request = http.request({ ...options, headers: clean, timeout: 20_000 }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('error', lost);
        answer.on('end', () =>
          done({
            status: answer.statusCode,
            headers: answer.headers,
            text: Buffer.concat(parts).toString('utf8'),
          }),
        );
      });
      request.on('error', lost).on('timeout', () => request.destroy(new Error('no answer within 20 s')));
      request.end(body);
    });
  }

  /** So many requests, from this turn on, or until the time is up. Answers whether all held. */
  async run(count, { deadline = Number.POSITIVE_INFINITY, from = 0 } = {}) {
    for (let turn = from; turn < from + count && Date.now() < deadline; turn++) {
      await this.turn(turn);
      if (this.failures.length >= MOST_FAILURES) break;
      if ((turn + 1) % 1_000 === 0) this.say(`${turn + 1} requests, ${this.failures.length} failures`);
    }
    await this.verify();
    const { status } = await this.ask({ method: 'get', path: '/readyz', headers: {} });
    if (status !== 200) this.fail({ kind: 'end' }, `the server is not ready any more: ${status}`);
    return this.failures.length === 0;
  }

  async turn(turn) {
    const random = randomOf(this.seed, turn);
    const { users } = this.people;
    const world = { document: this.document, operations: this.operations, users };
    const isRaw = random.chance(RAW_SHARE);
    const idsOf = (user, list) => this.people.idsOf(user, list);
    const request = isRaw ? rawRequestOf(world, random) : requestOf({ ...world, idsOf }, random);
    request.turn = turn;
    await this.send(request);
  }

  async send(request) {
    this.tally.requests++;
    if (request.pieces) {
      this.tally.raw++;
      this.judgeRaw(request, await sendRaw(this, request.pieces));
      this.window.push(request);
      return;
    }
    const answer = await this.ask(request);
    this.tally.statuses[answer.status] = (this.tally.statuses[answer.status] ?? 0) + 1;
    this.judge(request, answer);
    const isChange = answer.status < 400 && !SAFE.includes(request.method);
    if (isChange) await this.rebase();
    else this.window.push(request);
    if (answer.status === 401 && request.kind !== 'token') await this.renew(request.user);
    if (this.window.length >= BATCH) await this.verify();
  }

  /**
   * Somebody's request was a good one. What was refused before it is asked again, now that this is known; where one of
   * these goes through by now, the others once more.
   */
  async rebase() {
    this.tally.changed++;
    let unseen = this.window.splice(0);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.base = await this.prints.take();
      const through = await this.firstNotRefused(unseen);
      if (through === undefined) return this.compare(unseen);
      unseen = unseen.filter((request) => request !== through);
    }
    this.base = await this.prints.take();
    this.tally.unseen += unseen.length;
  }

  async firstNotRefused(requests) {
    for (const request of requests) if (!(await this.repeat(request))) return request;
    return undefined;
  }

  async verify() {
    const asked = this.window.splice(0);
    await this.compare(asked);
  }

  /** Nothing that was asked may have changed anything; where something did, each is asked again by itself. */
  async compare(asked) {
    const now = await this.prints.take();
    const tables = this.prints.differences(this.base, now);
    this.base = now;
    if (tables.length === 0) return;
    let isFound = false;
    for (const request of asked) {
      const isRefused = await this.repeat(request);
      const after = await this.prints.take();
      const changed = this.prints.differences(this.base, after);
      this.base = after;
      if (changed.length === 0 || !isRefused) continue;
      isFound = true;
      this.fail(request, `refused, and changed ${changed.join(', ')}`);
    }
    if (!isFound)
      this.fail(
        { kind: 'batch', turns: asked.map(({ turn }) => turn) },
        `one of these changed ${tables.join(', ')}`,
      );
  }

  /** Asks again. Whether it was refused, or asks for nothing to be changed. */
  async repeat(request) {
    if (request.pieces) {
      await sendRaw(this, request.pieces);
      return true;
    }
    return (await this.ask(request)).status >= 400 || SAFE.includes(request.method);
  }

  async renew(name) {
    await this.verify();
    const user = this.people.users.find((each) => each.name === name);
    if (user && !(await this.people.renew(user))) {
      this.people.users = this.people.users.filter((each) => each !== user);
      this.say(`${name} is signed out and goes on no more`);
    }
    this.base = await this.prints.take();
  }

  judge(request, { status, headers, text }) {
    if (status === 0) return this.fail(request, `no answer: ${text}`);
    if (status >= 500) return this.fail(request, `${status} ${text.slice(0, 300)}`);
    if (status < 400) return undefined;
    if (INSIDE.test(text)) return this.fail(request, `shows the inside: ${INSIDE.exec(text)[0]}`);
    if (request.method === 'head' || headers['content-type']?.startsWith('text/html')) return undefined;
    if (!headers['content-type']?.startsWith('application/problem+json')) {
      return this.fail(
        request,
        `${status} is no problem+json: ${headers['content-type']} ${text.slice(0, 200)}`,
      );
    }
    const problem = JSON.parse(text);
    const isWhole = ['type', 'title', 'code', 'detail'].every(
      (name) => typeof problem[name] === 'string' && problem[name] !== '',
    );
    return isWhole && problem.status === status
      ? undefined
      : this.fail(request, `an incomplete problem: ${text}`);
  }

  judgeRaw(request, text) {
    if (/^HTTP\/1\.[01] 5/m.test(text)) this.fail(request, text.slice(0, 300));
    if (INSIDE.test(text)) this.fail(request, `shows the inside: ${INSIDE.exec(text)[0]}`);
  }

  fail(request, why) {
    const { headers = {}, ...rest } = request;
    const { authorization, ...others } = headers;
    this.failures.push({ why, ...rest, headers: others });
    this.say(
      `✗ turn ${request.turn}: ${why}\n  ${JSON.stringify({ ...rest, headers: others }).slice(0, 1_200)}`,
    );
  }

  async stop() {
    this.agent.destroy();
    await this.prints.close();
  }
}

module.exports = { Fuzz };
