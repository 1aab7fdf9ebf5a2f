import type { Actor } from '../../apps/api/src/db/actor';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { Books, type Known } from '../../apps/api/src/ledger/books.service';
import { allot, expend, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from './books';

let db: Opened;
let world: World;
let actor: Actor;
const books = new Books();

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterEach(async () => {
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);
const refusal = (work: (tx: Tx) => Promise<unknown>) => expect(run(work)).rejects;

async function turn(
  verb: string,
  by: string | null,
  reason?: string | null,
  id = newId(),
  at = '2026-11-02T00:00:00Z',
): Promise<number> {
  const params = [world.bureauId, id, '2026-10', by, at, ...(reason === undefined ? [] : [reason])];
  const [row] = await run((tx) =>
    tx.query<{ version: number }>(
      `select ledger.${verb}(${params.map((_, i) => `$${i + 1}`)}) as version`,
      params,
    ),
  );
  return Number(row?.version);
}

/** An order of 10.00 that is reserved; answers its reservation. */
async function reserved(tx: Tx, fen = 1000): Promise<string> {
  const order = await fileOrder(tx, world, { amount_fen: String(fen) });
  const id = newId();
  await reserve(tx, world, [order], [{ id, order, fund: world.fundId, amount: fen }]);
  return id;
}

describe('closing a month', () => {
  test('softly: no new orders and allotments, while expenses still go', async () => {
    const reservation = await run(reserved);
    expect(await turn('close_softly', 'a')).toBe(1);
    await refusal(reserved).toMatchObject({ fault: 'period-closed' });
    await refusal((tx) => allot(tx, world, { [world.fundId]: 1 })).toMatchObject({ fault: 'period-closed' });
    await run((tx) => expend(tx, world, [{ reservation, amount: 1000 }]));
    expect(await turn('close', 'a')).toBe(1);
    await refusal((tx) => expend(tx, world, [{ reservation, amount: 1 }])).toMatchObject({
      fault: 'period-closed',
    });
  });

  test('happens once: the same id answers again, another finds it closed', async () => {
    const id = newId();
    expect([await turn('close', 'a', undefined, id), await turn('close', 'a', undefined, id)]).toEqual([
      1, 1,
    ]);
    await expect(turn('close', 'a')).rejects.toMatchObject({ fault: 'period-closed' });
  });

  test('is undone by two people with a reason only, and the next close has a new number', async () => {
    await turn('close', 'a');
    await expect(turn('reopen', 'a', '漏账')).rejects.toMatchObject({ code: 'LE408' });
    await expect(turn('ask_reopen', 'a', '')).rejects.toMatchObject({ fault: 'rule-violated' });
    await turn('ask_reopen', 'a', '漏账');
    await expect(turn('reopen', 'a', '漏账')).rejects.toMatchObject({ code: 'LE408' });
    expect(await turn('reopen', 'b', '同意')).toBe(1);
    await run(reserved);
    expect(await turn('close', 'a')).toBe(2);
    await expect(turn('reopen', 'b', '再来')).rejects.toMatchObject({ code: 'LE408' });
    const events = await db.all.query(
      'select action, version from ledger.period_event where bureau_id = $1 order by version, acted_at, id',
      [world.bureauId],
    );
    expect(events).toHaveLength(4);
  });

  test('stays closed where the request is taken back by who made it, or refused by another, once', async () => {
    await turn('close', 'a');
    const refused = (verb: string, by: string) =>
      expect(turn(verb, by, '不必')).rejects.toMatchObject({ code: 'LE408' });
    await refused('take_back_reopen', 'a');
    await turn('ask_reopen', 'a', '漏账');
    await refused('refuse_reopen', 'a');
    await refused('take_back_reopen', 'b');
    await expect(turn('take_back_reopen', 'a', '')).rejects.toMatchObject({ fault: 'rule-violated' });
    await turn('take_back_reopen', 'a', '找到了');
    for (const verb of ['reopen', 'refuse_reopen']) await refused(verb, 'b');
    await turn('ask_reopen', 'a', '又漏账');
    await turn('refuse_reopen', 'b', '记差额');
    await refused('reopen', 'b');
    await turn('ask_reopen', 'b', '记不了');
    expect(await turn('reopen', 'a', '同意')).toBe(1);
  });

  test.each(['', ' ', '\t', '\u200b', '\ufeff\u3000', null])(
    'needs a reason and a name that can be seen: %j',
    async (unseen) => {
      await turn('close', 'a');
      const no = { fault: 'rule-violated' };
      await expect(turn('ask_reopen', 'a', unseen)).rejects.toMatchObject(no);
      await expect(turn('ask_reopen', unseen, '漏账')).rejects.toMatchObject(no);
      await turn('ask_reopen', 'a', '漏账');
      for (const verb of ['reopen', 'refuse_reopen'])
        await expect(turn(verb, 'b', unseen)).rejects.toMatchObject(no);
      const byHand = `insert into ledger.period_event (bureau_id, id, month, version, action, actor, acted_at, reason)
      values ($1, $2, '2026-10', 1, 'ask-reopen', 'a', '2026-11-02T00:00:00Z', $3)`;
      const row = [world.bureauId, newId(), unseen];
      await expect(db.all.query(byHand, row)).rejects.toMatchObject({
        constraint: /^period_event_(said|reason)$/,
      });
    },
  );

  test.each([' A\t', 'ａ', 'A\u200b', '\u3000a'])('one person is not two by writing %j', async (name) => {
    await turn('close', 'a');
    await turn('ask_reopen', 'a', '漏账');
    await expect(turn('reopen', name, '同意')).rejects.toMatchObject({ code: 'LE408' });
    await turn('take_back_reopen', name, '找到了');
  });

  test('a refusal counts though the clock of who refused is behind', async () => {
    await turn('close', 'a');
    await turn('ask_reopen', 'a', '漏账');
    await turn('refuse_reopen', 'b', '记差额', newId(), '2026-11-01T23:00:00Z');
    await expect(turn('reopen', 'c', '同意')).rejects.toMatchObject({ code: 'LE408' });
    await turn('ask_reopen', 'a', '还是漏账', newId(), '2026-11-01T22:00:00Z');
    expect(await turn('reopen', 'c', '同意')).toBe(1);
  });

  test('the same id is for the same deed only', async () => {
    await turn('close', 'a');
    const id = newId();
    await turn('ask_reopen', 'a', '漏账', id);
    expect(await turn('ask_reopen', 'a', '漏账', id)).toBe(1);
    const used = { code: 'LE409' };
    await expect(turn('ask_reopen', 'a', '别的', id)).rejects.toMatchObject(used);
    await expect(turn('ask_reopen', 'b', '漏账', id)).rejects.toMatchObject(used);
    await expect(turn('reopen', 'b', '同意', id)).rejects.toMatchObject(used);
  });

  test('leaves a record that nobody changes, not the superuser by the way', async () => {
    await turn('close', 'a');
    const change = db.all.query('update ledger.period_event set actor = $1', ['b']);
    await expect(change).rejects.toMatchObject({ code: 'SB001' });
  });
});

describe('what a fund had, on a day and as we knew it', () => {
  const at = (asOf: string | null, known?: Known): Promise<string> =>
    run(async (tx) => {
      const sums = await books.balanceAt(tx, world.bureauId, world.fundId, asOf, known);
      return Object.values(sums).join(' ');
    });
  const seal = (): Promise<number> =>
    run((tx) => books.seal(tx, world.bureauId, new Date('2026-11-01T00:00:00Z')));
  const tally = (): Promise<void> =>
    run((tx) => books.tally(tx, world.bureauId, new Date('2026-11-01T00:00:00Z')));
  /** A posting that belongs to one day and was known at another. */
  const post = (fen: number, day: string, known: string): Promise<unknown> =>
    run((tx) =>
      tx.query(`select ledger.allot($1, $2, '\\x01', '2026-10', 'x', $3, $4, $5, $6, $7, '{文}')`, [
        ...[world.bureauId, newId(), known, [newId()], [world.fundId], [fen], [day]],
      ]),
    );

  /** Every question that the test asks, so that the same can be asked again with another cache. */
  async function answers(head: number): Promise<string[]> {
    const moments = ['2026-10-04T00:00:00Z', '2026-10-06T12:00:00Z', '2026-12-01T00:00:00Z'].map(
      (text) => new Date(text),
    );
    const knowns: Known[] = [undefined, { head }, { head: 0 }, ...moments.map((moment) => ({ at: moment }))];
    const found: string[] = [];
    for (const asOf of [null, '2025-12-31', '2026-01-01', '2026-10-03', '2026-10-05'])
      for (const known of knowns) found.push(await at(asOf, known));
    return found;
  }

  test('by the day of the fact, by our knowledge, and by what a head had sealed', async () => {
    await post(100, '2026-10-05', '2026-10-05T00:00:00Z');
    const head = await seal();
    await post(20, '2026-10-03', '2026-10-07T00:00:00Z');
    expect(await at(null)).toBe('1001.20 0.00 0.00 0.00');
    expect(await at('2026-10-03')).toBe('1000.20 0.00 0.00 0.00');
    expect(await at('2026-10-03', { head })).toBe('1000.00 0.00 0.00 0.00');
    expect(await at('2026-10-05', { at: new Date('2026-10-06T00:00:00Z') })).toBe('1001.00 0.00 0.00 0.00');
    expect(await at('2025-12-31')).toBe('0.00 0.00 0.00 0.00');
    await run(reserved);
    expect(await at(null)).toBe('1001.20 10.00 0.00 0.00');
  });

  test('the day totals are a cache: without them, and with a hole in them, every answer is the same', async () => {
    await post(100, '2026-10-05', '2026-10-05T00:00:00Z');
    const head = await seal();
    await tally();
    await post(20, '2026-10-03', '2026-10-07T00:00:00Z');
    await run(reserved);
    await tally();
    await post(3, '2026-01-01', '2026-10-04T00:00:00Z');
    const cached = await answers(head);
    await db.all.query('delete from ledger.day_total where bureau_id = $1 and after_seq = 0', [
      world.bureauId,
    ]);
    expect(await answers(head)).toEqual(cached);
    await run((tx) => books.forgetTally(tx, world.bureauId));
    expect(await answers(head)).toEqual(cached);
    await tally();
    expect(await answers(head)).toEqual(cached);
  });
});

test('a changed rule answers what it cannot cap yet; a rule counts the orders within its dates', async () => {
  const limit = { version: 1, window_kind: 'month', measure: 'yuan', basis: '一' };
  const [id, old] = [newId(), newId()];
  const { insertRows } = await import('../../apps/api/src/db/rows');
  await run((tx) =>
    insertRows(tx, 'usage_limit', [
      { ...limit, id, code: 'L1', cap_hundredths: '5000', valid_from: null, valid_to: null },
      { ...limit, id: old, code: 'L2', cap_hundredths: '1', valid_from: null, valid_to: '2026-09-30' },
    ]),
  );
  await run((tx) => reserved(tx, 4000));
  const [row] = await run(async (tx) => {
    await tx.execute('update usage_limit set cap_hundredths = 3000 where id = $1', [id]);
    return tx.query<{ answer: unknown }>('select ledger.rebuild_limit_windows($1) as answer', [
      world.bureauId,
    ]);
  });
  const over = [
    { limitId: id, cadreId: world.cadreId, windowStart: '2026-10-01', cap: '3000', used: '4000' },
  ];
  expect(row?.answer).toEqual({ windows: 1, over });
});
