import { v7 as newId } from 'uuid';
import { openSession } from '../../apps/api/src/access/session-store';
import { startApp, type TestApp } from '../support/app';
import {
  type Answer,
  type CallOf,
  callsOf,
  filled,
  inTurns,
  liveRoutes,
  MALFORMED,
  type Slot,
  send,
  UNKNOWN,
} from '../support/matrix-calls';
import { CASES, type Letter, PEOPLE } from '../support/matrix-cases';
import { type Papers } from '../support/matrix-papers';
import { type Secrets, secretsOfBureau, secretsOfProvider, toldBy } from '../support/matrix-secrets';
import { BLIND, ENTERED, PRIVATE } from '../support/matrix-subjects';
import { type MatrixWorld, makeMatrixWorld } from '../support/matrix-world';
import { asSuper, snapshot } from '../support/snapshot';

/** Everybody who may sign in, at every route, with their own ids, another's, unknown ones and such as are none. */
let site: TestApp;
let world: MatrixWorld;
let ofBureauB: Secrets;
let ofFirmB: Secrets;
const tokens = new Map<Letter, string>();
const LETTERS = Object.keys(PEOPLE) as Letter[];
let calls: CallOf[];

beforeAll(async () => {
  site = await startApp();
  world = await makeMatrixWorld(site);
  const names = Object.keys(CASES).filter((name) => !name.includes('~') && CASES[name] !== '*');
  calls = await callsOf(names);
  for (const letter of LETTERS) tokens.set(letter, (await site.signIn(PEOPLE[letter])).token);
  const { superUrl } = site.database;
  ofBureauB = await secretsOfBureau(superUrl, world.b.papers.bureau, world.a.papers.bureau);
  ofFirmB = await secretsOfProvider(superUrl, world.b.papers.provider, world.a.papers.provider);
}, 120_000);
afterAll(() => site.close());

const may = (letter: Letter, { name }: CallOf): boolean => {
  const who = CASES[name] ?? '';
  return who === '+' || who.includes(letter);
};
const callers = (call: CallOf): Letter[] => LETTERS.filter((letter) => may(letter, call));

/** What went wrong, a line each; a test expects none. */
class Complaints {
  readonly lines: string[] = [];
  calls = 0;

  /** Calls as this person, and complains of a defect, and of anything of the other bureau's that is told. */
  async ask(call: CallOf, letter: Letter | undefined, own: Papers, other?: { slot: Slot; id: string }) {
    const given = filled(call, own, other);
    const isEntered = call.name === 'POST /visits' && letter !== 'W';
    const body: Record<string, unknown> | undefined = isEntered ? { ...given.body, ...ENTERED } : given.body;
    // A firm speaks for itself.
    if (letter === 'M' && call.path.startsWith('/bills')) delete body?.onBehalfOf;
    return this.send(call, letter, { path: given.path, body });
  }

  async send(
    call: CallOf,
    letter: Letter | undefined,
    asked: { path: string; body: object | undefined },
    key?: null,
  ): Promise<Answer> {
    this.calls++;
    const answer = await send(site, letter && tokens.get(letter), call, asked, key);
    // The firm of both bureaus knows both; what only the other firm has is as far from it.
    const secrets = letter === 'M' || letter === 'W' ? ofFirmB : ofBureauB;
    // An administrator keeps the users of all bureaus, and sees nothing else of them.
    const told = letter === 'R' ? undefined : toldBy(answer.text, secrets);
    this.check(told === undefined, call, letter, asked.path, 'tells', told);
    this.check(answer.status < 500, call, letter, asked.path, answer);
    return answer;
  }

  check(holds: boolean, { name }: CallOf, ...facts: unknown[]): void {
    if (!holds)
      this.lines.push(`${name} ${facts.map((fact) => JSON.stringify(fact)).join(' ')}`.slice(0, 600));
  }
}

test('every route of the running server has a case, and every case a route', () => {
  // The pages of the portal are there where it has been built, and open to everybody like any file.
  const live = liveRoutes(site).filter((name) => !['GET ~/', 'GET ~/*'].includes(name));
  expect(live.sort()).toEqual(Object.keys(CASES).sort());
});

test('what must not be told is known, and told to those whose it is', async () => {
  expect(ofBureauB.ids.size).toBeGreaterThan(60);
  expect(ofBureauB.texts).toEqual(expect.arrayContaining(['HT-ZN-01', 'HT-ZN-02', '阮仁德', 'clerk-b']));
  expect(ofFirmB.texts).toContain('HT-ZN-02');
  for (const path of ['cadres', 'orders', 'visits', 'bills', 'funds']) {
    expect(toldBy((await (await site.signIn('clerk-b')).get(`/${path}`)).text, ofBureauB)).toBeDefined();
  }
});

test('whom a route does not name is told 403, and nobody 401, before anything else is looked at', async () => {
  const before = await snapshot(site.database.superUrl);
  const complaints = new Complaints();
  const tasks = calls.flatMap((call) =>
    [...LETTERS.filter((letter) => !may(letter, call)), undefined].map((letter) => ({ call, letter })),
  );
  await inTurns(tasks, async ({ call, letter }) => {
    const { a, b } = world;
    const own = filled(call, a.papers);
    const nonsense = { path: own.path, body: call.method === 'GET' ? undefined : { nonsense: true } };
    const answers = [
      await complaints.send(call, letter, own),
      await complaints.send(call, letter, nonsense, null),
    ];
    for (const slot of call.slots.filter(({ where }) => where === 'path')) {
      for (const id of [b.papers[slot.subject], UNKNOWN, MALFORMED]) {
        answers.push(await complaints.ask(call, letter, a.papers, { slot, id }));
      }
    }
    const isSame = answers.every(({ text }) => text === answers[0]?.text);
    complaints.check(isSame && answers[0]?.status === (letter ? 403 : 401), call, letter, answers);
  });
  expect(complaints.lines).toEqual([]);
  expect(complaints.calls).toBeGreaterThan(3500);
  expect(await snapshot(site.database.superUrl)).toEqual(before);
}, 120_000);

test('another’s id and an unknown one are the same answer, wherever an id may stand', async () => {
  const before = await snapshot(site.database.superUrl);
  const complaints = new Complaints();
  const { a, b, shared, neighbour } = world;
  const tasks = calls.flatMap((call) =>
    callers(call).flatMap((letter) => call.slots.map((slot) => ({ call, letter, slot }))),
  );
  await inTurns(tasks, async ({ call, letter, slot }) => {
    const ask = (id: string): Promise<Answer> => complaints.ask(call, letter, a.papers, { slot, id });
    const [unknown, bad] = [await ask(UNKNOWN), await ask(MALFORMED)];
    const others = [b, ...(letter === 'M' || letter === 'W' ? [] : [shared])].map(({ papers }) => papers);
    if (PRIVATE[letter]?.includes(slot.subject)) others.push(neighbour);
    for (const papers of others) {
      // The menu and the office of bureau B are open to a firm that works there, and its name is one in both.
      const isOpen = letter === 'M' && ['item', 'bureau'].includes(slot.subject) && papers === b.papers;
      if (letter === 'R' || isOpen || papers[slot.subject] === a.papers[slot.subject]) continue;
      const other = await ask(papers[slot.subject]);
      const isSame = other.status === unknown.status && other.text === unknown.text;
      complaints.check(isSame, call, letter, slot.name, other, unknown);
    }
    if (slot.where === 'path') {
      complaints.check(
        unknown.status === 404 && bad.text === unknown.text,
        call,
        letter,
        slot.name,
        unknown,
        bad,
      );
    } else {
      complaints.check(bad.status === 400, call, letter, slot.name, bad);
      const usual = slot.where === 'query' ? [200, 404] : [400, 403, 404, 409];
      complaints.check(usual.includes(unknown.status), call, letter, slot.name, unknown);
    }
  });
  expect(complaints.lines).toEqual([]);
  expect(complaints.calls).toBeGreaterThan(2000);
  expect(await snapshot(site.database.superUrl)).toEqual(before);
}, 120_000);

/** All rows of bureau B, table by table. */
/**
 * But that a firm which works for both took its list out: that stands in B's record, so the head of B's chain is left
 * aside, and of the entries those exports.
 */
const LEFT_ASIDE: Record<string, string> = {
  'public.audit_head': 'false',
  'public.audit_log': `not (verb = 'table.export' and entry like '%"role":"provider-manager"%')`,
};
const rowsOfB = (): Promise<unknown[]> =>
  asSuper(site.database.superUrl, async (query) => {
    const tables = await query(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.columns
       where column_name = 'bureau_id' and table_schema in ('public', 'ledger') order by 1`,
    );
    const all: unknown[] = [];
    for (const { name } of tables) {
      const counted = LEFT_ASIDE[String(name)] ?? 'true';
      const rows = await query(
        `select t::text as row from ${name} t where bureau_id = $1 and ${counted} order by 1`,
        [world.b.papers.bureau],
      );
      all.push([name, rows.map(({ row }) => row)]);
    }
    return all;
  });

test('with their own ids everybody whom a route names gets through to it, and nothing of bureau B moves', async () => {
  const before = await rowsOfB();
  const complaints = new Complaints();
  for (const call of calls) {
    for (const letter of callers(call)) {
      const own = { ...world.a.papers };
      if (call.path.startsWith('/auth/sessions')) own.session = await anotherSession(letter);
      if (call.path.startsWith('/users')) own.user = (await site.signIn('spare')).user.id;
      const { status, text } = await complaints.ask(call, letter, own);
      const [slot] = call.slots;
      const isBlind = slot?.where === 'path' && (BLIND[slot.subject] ?? '').includes(letter);
      const fits = isBlind ? status === 404 : [200, 201, 204, 409, 422, 423].includes(status);
      complaints.check(fits, call, letter, status, text);
    }
  }
  expect(complaints.lines).toEqual([]);
  expect(complaints.calls).toBeGreaterThan(400);
  expect(await rowsOfB()).toEqual(before);
}, 120_000);

async function anotherSession(letter: Letter): Promise<string> {
  const { id } = (await site.signIn(PEOPLE[letter])).user;
  const session = await site.unitOfWork.run({ kind: 'system' }, (tx) =>
    openSession(tx, id, newId(), new Date()),
  );
  return session.id;
}
