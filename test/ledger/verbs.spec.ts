import type { Actor } from '../../apps/api/src/db/actor';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { expend, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from './books';

/** What each verb refuses when it is called by hand: nothing is written, and the key is not used up. */

let db: Opened;
let world: World;
let actor: Actor;

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

type Verb =
  | 'allot'
  | 'reserve'
  | 'expend'
  | 'release'
  | 'pay'
  | 'unpay'
  | 'reverse'
  | 'recover'
  | 'lapse'
  | 'carry_over';
type Lists = Record<string, unknown>;

/** How each verb is called rightly, a row of 1.00; `of` are the postings that there are to act on. */
const right = (verb: Verb, of: Record<string, string>): Lists => {
  const [ids, amounts, days] = [[newId()], ['100'], ['2026-10-25']];
  const last = { days, documents: ['手工'] };
  const fund = [world.fundId];
  switch (verb) {
    case 'carry_over':
      return { ids, into: [newId()], from: fund, to: fund, amounts, years: [2026], ...last };
    case 'lapse':
      return { ids, fund, amounts, years: [2026], ...last };
    case 'reverse':
      return { ids, of: [of.expense], ...last };
    case 'recover':
      return { ids, of: [of.expense], amounts, manners: ['returned'], ...last };
    case 'unpay':
      return { ids, of: [of.payment], amounts, ...last };
    case 'allot':
    case 'pay':
      return { ids, fund, amounts, ...last };
    default:
      return { ids, of: [of.reservation], amounts, ...last };
  }
};

async function call(verb: Verb, lists: Lists, at = '2026-10-31T08:00:00Z', key = newId()): Promise<void> {
  const params = [world.bureauId, key, '\\x01', '2026-10', 'test', at, ...Object.values(lists)];
  const places = params.map((_, i) => `$${i + 1}`).join(', ');
  await run((tx) => tx.query(`select ledger.${verb}(${places})`, params));
}

/** 30.00 reserved on the 2nd, 10.00 of it expended and 4.00 paid on the 25th. */
async function standing(): Promise<Record<string, string>> {
  const reservation = newId();
  await run(async (tx) => {
    const order = await fileOrder(tx, world, { amount_fen: '3000' }, [world.fundId]);
    await reserve(tx, world, [order], [{ id: reservation, order, fund: world.fundId, amount: 3000 }]);
    await expend(tx, world, [{ reservation, amount: 1000 }]);
  });
  const payment = newId();
  await call('pay', { ...right('pay', {}), ids: [payment], amounts: ['400'] });
  const [row] = await db.all.query(`select id from ledger.journal where bureau_id = $1 and kind = 'expend'`, [
    world.bureauId,
  ]);
  return { reservation, payment, expense: String(row.id) };
}

const VERBS: readonly Verb[] = ['allot', 'expend', 'release', 'pay', 'unpay', 'reverse', 'recover', 'lapse'];
const ALL: readonly Verb[] = [...VERBS, 'carry_over'];
const refused = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { cause?: { code?: string } }) => error.cause?.code ?? String(error),
  );

describe.each(ALL)('%s', (verb) => {
  test('refuses each of its lists that is empty, missing, too long or has a gap', async () => {
    const of = await standing();
    const lists = right(verb, of);
    const answers: Record<string, string> = {};
    for (const [name, list] of Object.entries(lists)) {
      const [first] = list as unknown[];
      for (const wrong of [[], null, [first, first], [null]]) {
        answers[`${name} ${JSON.stringify(wrong)?.length ?? 0}`] = await refused(
          call(verb, { ...lists, [name]: wrong }),
        );
      }
    }
    expect(new Set(Object.values(answers))).toEqual(new Set(['LE400']));
  });

  test('refuses a day and a moment that are none', async () => {
    const lists = right(verb, await standing());
    for (const day of ['infinity', '9999-01-01', '0044-03-15 BC', '1999-12-31'])
      expect(await refused(call(verb, { ...lists, days: [day] }))).toBe('LE400');
    expect(await refused(call(verb, lists, 'infinity'))).toBe('LE400');
  });

  test('refuses an amount of nothing, and of less', async () => {
    const lists = right(verb, await standing());
    if (!('amounts' in lists)) return;
    for (const amount of verb === 'allot' ? ['0'] : ['0', '-1'])
      expect(await refused(call(verb, { ...lists, amounts: [amount] }))).toBe('LE400');
  });
});

/** With what each ends where it is dated with the day on which it is said: two do not ask for more than that. */
const ON_ITS_DAY = [
  ['expend', 'LE408'],
  ['unpay', 'LE408'],
  ['release', 'done'],
  ['recover', 'done'],
  ['reverse', 'LE406'],
] as const;
test.each(ON_ITS_DAY)('%s does not come before what it acts on', async (verb, onItsDay) => {
  const lists = { ...right(verb, await standing()), days: ['2026-10-01'] };
  expect(await refused(call(verb, lists))).toBe('LE408');
  expect(await refused(call(verb, lists, '2026-10-01T01:00:00Z'))).toBe(onItsDay);
});

test.each(VERBS)('%s is done when called rightly, after a refusal under the same key', async (verb) => {
  const of = await standing();
  const [lists, key] = [right(verb, of), newId()];
  expect(await refused(call(verb, { ...lists, ids: [] }, undefined, key))).toBe('LE400');
  if (verb === 'reverse') await call('unpay', { ...right('unpay', of), amounts: ['400'] });
  await call(verb, lists, undefined, key);
});

/** What a release says of orders: how much of which is not used. */
async function unused(orders: readonly (string | null)[], quantities: readonly unknown[]): Promise<string> {
  const none = { ids: [], of: [], amounts: [], days: [], documents: [] };
  return refused(call('release', { ...none, orders, quantities }));
}

test('only a cancelled order gives back of its quantity, and only one that was reserved', async () => {
  const { reservation = '' } = await standing();
  const [row] = await db.all.query('select order_id from ledger.reservation where id = $1', [reservation]);
  const order = String(row.order_id);
  expect(await unused([order], ['10'])).toBe('LE400');
  expect(await unused([newId()], ['10'])).toBe('LE404');
  await run((tx) =>
    tx.execute(`update service_order set status = 'cancelled', kept_hundredths = 90 where id = $1`, [order]),
  );
  for (const wrong of ['0', '-1', null]) expect(await unused([order], [wrong])).toBe('LE400');
  expect(await unused([order], [])).toBe('LE400');
  expect(await unused([order], ['10'])).toBe('done');
});

test('a batch of reservations says a day for each order, and all of each share', async () => {
  const order = await run((tx) => fileOrder(tx, world, { amount_fen: '100' }, [world.fundId]));
  const lists: Lists = {
    ...{ orders: [order], days: ['2026-10-02'], shares: [newId()], shareOrders: [order] },
    ...{ funds: [world.fundId], positions: [0], amounts: ['100'] },
  };
  for (const [name, list] of Object.entries(lists)) {
    const [first] = list as unknown[];
    for (const wrong of [[], null, [first, first], [null]])
      expect([name, wrong, await refused(call('reserve', { ...lists, [name]: wrong }))]).toEqual([
        name,
        wrong,
        'LE400',
      ]);
  }
  for (const day of ['infinity', '9999-01-01'])
    expect(await refused(call('reserve', { ...lists, days: [day] }))).toBe('LE400');
  await call('reserve', lists);
});

test('a month and a moment that no book has are refused', async () => {
  for (const month of ['1000-01', '9999-12', '1999-12', '2026-13', null]) {
    const opened = run((tx) => tx.query('select ledger.open_period($1, $2)', [world.bureauId, month]));
    expect(await refused(opened)).toBe('LE400');
  }
  const close = `select ledger.close($1, $2, '2026-10', 'a', 'infinity')`;
  expect(await refused(run((tx) => tx.query(close, [world.bureauId, newId()])))).toBe('LE400');
});
