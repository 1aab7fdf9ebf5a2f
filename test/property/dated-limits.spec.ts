import { divide, type Headroom, LimitBook, type Taking } from '@songbai/billing';
import { type Fund, hundredths, type Limit, Money, quantity } from '@songbai/contracts';
import fc from 'fast-check';
import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from '../ledger/books';
import * as a from '../support/builders';
import { hundredths as amounts, limitDays, oneOf } from './random-registers';
import { runs } from './runs';

let db: Opened;
beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());

const FUNDS: Fund[] = [
  a.aFund({ code: 'F1', type: 'government-purchase' }),
  a.aFund({ code: 'F2', type: 'public', owner: 'U1' }),
];
const ITEM = a.anItem({ category: '照护', measure: 'hour' });
const PLENTY = Money.of('9000000.00');

const limit = fc.record({
  fundType: oneOf<Limit['fundType'][]>(null, null, 'government-purchase', 'public'),
  category: oneOf(null, null, '照护', '康复'),
  window: oneOf<Limit['window'][]>('month', 'year'),
  measure: oneOf<Limit['measure'][]>('yuan', 'hour', 'hour', 'meal'),
  cap: amounts(0, 4_000).map(quantity),
  days: limitDays,
});
const order = fc.record({
  startsOn: oneOf<string[]>(
    '2026-09-14',
    '2026-09-15',
    '2026-09-30',
    '2026-10-01',
    '2026-10-04',
    '2026-10-05',
    '2026-10-31',
  ),
  quantity: amounts(1, 1_500).map(quantity),
  funds: oneOf<string[][]>(['F1'], ['F2'], ['F1', 'F2'], ['F2', 'F1']),
});
const cases = fc.tuple(
  fc.array(limit, { minLength: 1, maxLength: 4 }),
  fc.array(order, { minLength: 2, maxLength: 8 }),
);

/** A small bureau with money beyond need, so that nothing but its limits refuses. */
async function worldWith(limits: readonly Limit[]): Promise<World> {
  const world = await makeWorld(db.unitOfWork, newId());
  await db.unitOfWork.run({ kind: 'system', bureauId: world.bureauId }, async (tx) => {
    await tx.execute('update contract set ceiling_fen = $1', [PLENTY.toFen()]);
    await insertRows(tx, 'usage_limit', limits.map(rowOf));
    await allot(tx, world, { [world.fundId]: 900_000_000, [world.unitFundId]: 900_000_000 });
  });
  return world;
}

const rowOf = (each: Limit) => ({
  ...{ id: newId(), version: 1, code: each.code, fund_type: each.fundType, category: each.category },
  ...{ window_kind: each.window, measure: each.measure, cap_hundredths: hundredths(each.cap), basis: '一' },
  ...{ valid_from: each.validFrom, valid_to: each.validTo },
});

/** What was used of each limit's windows, in hundredths. */
async function used(world: World): Promise<Record<string, number>> {
  const rows = await db.all.query(
    `select l.code, w.window_start::text as start, w.used from ledger.limit_window w
     join usage_limit l on l.bureau_id = w.bureau_id and l.id = w.limit_id where w.bureau_id = $1 and w.used > 0`,
    [world.bureauId],
  );
  return Object.fromEntries(
    rows.map((row: Record<string, string>) => [`${row.code} ${row.start}`, Number(row.used)]),
  );
}

function count(uses: Record<string, number>, takings: readonly Taking[]): void {
  for (const { limit: code, windowStart, amount } of takings) {
    const key = `${code} ${windowStart}`;
    const more = Number(hundredths(amount));
    if (more > 0) uses[key] = (uses[key] ?? 0) + more;
  }
}

const seen = { reserved: 0, refused: 0, idle: 0 };

/** Asks the rule and the ledger about the same orders, one after the other; both must say the same of each. */
async function agree(limits: readonly Limit[], asked: readonly { startsOn: string; funds: string[] }[]) {
  const world = await worldWith(limits);
  const ids: Record<string, string> = { F1: world.fundId, F2: world.unitFundId };
  const book = new LimitBook(limits, []);
  const headroom: Headroom = { available: new Map(), committed: new Map() };
  for (const { code } of FUNDS) headroom.available.set(code, PLENTY);
  const uses: Record<string, number> = {};
  for (const over of asked) {
    const one = a.anOrder({ ...over, endsOn: '2026-12-31' });
    const amount = Money.of('10.00').times(one.quantity);
    const funds = one.funds.flatMap((code) => FUNDS.filter((fund) => fund.code === code));
    const said = divide({ order: one, item: ITEM, funds, amount, ceiling: PLENTY }, headroom, book);
    // Whatever the rule refuses is tried all the same, as a caller would who asked nobody.
    const shares = said.findings.length === 0 ? said.shares : [{ fund: one.funds[0] ?? '', amount }];
    const done = await tried(async (tx) => {
      const row = { starts_on: one.startsOn, ends_on: '2026-12-31', amount_fen: amount.toFen() };
      const id = await fileOrder(
        tx,
        world,
        { ...row, quantity_hundredths: hundredths(one.quantity) },
        one.funds.map((code) => ids[code] ?? ''),
      );
      const given = shares.map(({ fund, amount: share }, position) => ({
        ...{ id: newId(), order: id, fund: ids[fund] ?? '', position, amount: share.toFen() },
      }));
      await reserve(tx, world, [id], given);
    }, world);
    expect([one.startsOn, done]).toEqual([
      one.startsOn,
      said.findings.length === 0 ? 'done' : 'limit-exceeded',
    ]);
    seen[done === 'done' ? 'reserved' : 'refused'] += 1;
    if (done !== 'done') continue;
    for (const taking of said.takings) book.take(taking);
    count(uses, said.takings);
  }
  expect(await used(world)).toEqual(uses);
  expect(await broken(db.all, world.bureauId)).toEqual({});
  // Counted again, with every limit as it is now, nothing is otherwise.
  await tried((tx) => tx.query('select ledger.rebuild_limit_windows($1)', [world.bureauId]), world);
  expect(await used(world)).toEqual(uses);
  seen.idle += limits.filter(
    ({ code }) => !Object.keys(uses).some((key) => key.startsWith(`${code} `)),
  ).length;
}

async function tried(work: (tx: Tx) => Promise<unknown>, { bureauId }: World): Promise<string> {
  try {
    await db.unitOfWork.run({ kind: 'bureau', bureauId, userId: 'u' }, work);
    return 'done';
  } catch (error) {
    return String((error as { fault?: string }).fault ?? error);
  }
}

test('the rule and the ledger say the same of orders under limits with and without dates', async () => {
  const property = fc.asyncProperty(cases, ([limits, orders]) => {
    const dated = limits.map(({ days: [validFrom, validTo], ...over }, i) =>
      a.aLimit({ ...over, validFrom, validTo, code: `L${i + 1}` }),
    );
    return agree(dated, orders);
  });
  await fc.assert(property, { ...runs(40), endOnFailure: true });
  expect(Object.values(seen).every((times) => times > 10)).toBe(true);
}, 120_000);
