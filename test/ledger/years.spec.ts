import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken } from './books';

let db: Opened;
let world: World;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, newId());
});
afterAll(() => db.close());
afterEach(async () => {
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, work);
const refusal = (work: (tx: Tx) => Promise<unknown>) => expect(run(work)).rejects;

async function reserved(tx: Tx, fen: number, fund = world.fundId): Promise<void> {
  const order = await fileOrder(tx, world, { amount_fen: String(fen) }, [fund]);
  await reserve(tx, world, [order], [{ id: newId(), order, fund, amount: fen }]);
}

describe('the turn of the year', () => {
  const next = newId();
  const after = newId();
  const fund = (id: string, year: number) => ({
    ...{ id, version: 1, code: `F${year}`, type: 'government-purchase', owner_unit_id: null, year },
  });
  const carry = (tx: Tx, from: string, into: string, amount: number, year: number) => {
    const params = [world.bureauId, newId(), '\\x01', '2026-10', 'test', '2026-12-31T08:00:00Z'];
    const rows = [[newId()], [newId()], [from], [into], [amount], [year], ['2026-12-31'], ['结转文']];
    const places = [...params, ...rows].map((_, i) => `$${i + 1}`).join(', ');
    return tx.query(`select ledger.carry_over(${places})`, [...params, ...rows]);
  };
  const lapse = (tx: Tx, from: string, amount: number, year: number) => {
    const params = [world.bureauId, newId(), '\\x01', '2026-10', 'test', '2026-12-31T08:00:00Z'];
    const rows = [[newId()], [from], [amount], [year], ['2026-12-31'], ['收回文']];
    const places = [...params, ...rows].map((_, i) => `$${i + 1}`).join(', ');
    return tx.query(`select ledger.lapse(${places})`, [...params, ...rows]);
  };
  const ages = async (id: string): Promise<string[]> => {
    const rows = await db.all.query('select * from ledger.ages($1, $2)', [world.bureauId, id]);
    return rows.map(({ origin_year, available }: Record<string, string>) => `${origin_year} ${available}`);
  };

  test('carries what is not committed, with the age of the money; the oldest is used first', async () => {
    await run((tx) => insertRows(tx, 'fund', [fund(next, 2027), fund(after, 2028)]));
    await run((tx) => reserved(tx, 3000));
    await refusal((tx) => carry(tx, world.fundId, next, 97_001, 2026)).toMatchObject({
      fault: 'funds-short',
    });
    await refusal((tx) => carry(tx, world.fundId, after, 1, 2026)).toMatchObject({
      fault: 'shares-mismatch',
    });
    await run((tx) => carry(tx, world.fundId, next, 97_000, 2026));
    await run((tx) => allot(tx, world, { [next]: 50_000 }));
    expect([await ages(world.fundId), await ages(next)]).toEqual([['2026 0'], ['2026 97000', '2027 50000']]);
    await run((tx) => reserved(tx, 100_000, next));
    expect(await ages(next)).toEqual(['2026 0', '2027 47000']);
    await run((tx) => carry(tx, next, after, 7000, 2027));
    await run((tx) => lapse(tx, next, 40_000, 2027));
    await refusal((tx) => lapse(tx, next, 1, 2027)).toMatchObject({ fault: 'funds-short' });
    expect([await ages(next), await ages(after)]).toEqual([['2026 0', '2027 0'], ['2027 7000']]);
  });
});
