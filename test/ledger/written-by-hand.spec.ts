import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { allot, expend, reserve, type Share } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';

/** What the journal itself refuses, whoever writes it and past all verbs. */

let db: Opened;
let world: World;
let share: Share;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  await run(async (tx) => {
    await allot(tx, world, { [world.fundId]: 1000 });
    const order = await fileOrder(tx, world, { amount_fen: '100' }, [world.fundId]);
    share = { id: newId(), order, fund: world.fundId, amount: 100 };
    await reserve(tx, world, [order], [share]);
  });
});

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, work);

/** The posting of this kind once more, as another one and with what differs. */
const again = (kind: string, differing: object): Promise<unknown> =>
  db.all.query(
    `insert into ledger.journal
       select (jsonb_populate_record(j, jsonb_build_object('id', $3::text, 'seq', j.seq + 100) || $4::jsonb)).*
       from ledger.journal j where j.bureau_id = $1 and j.kind = $2`,
    [world.bureauId, kind, newId(), JSON.stringify(differing)],
  );

test('as it is, but for its number, it would pass', async () => {
  await expect(again('reserve', {})).resolves.toBeDefined();
});

test.each([
  { d_reserved: 0 },
  { d_reserved: -1 },
  { d_expended: 1 },
  { d_allotted: 1 },
  { d_paid: 1 },
  { seq: 0 },
  { reservation_id: null },
  { refers_to: '00000000-0000-4000-8000-000000000002' },
  { origin_year: 2026 },
  { manner: 'returned' },
  { kind: 'expend' },
])('a reservation that says %j', async (differing) => {
  await expect(again('reserve', differing)).rejects.toMatchObject({
    driverError: { constraint: 'journal_balanced' },
  });
});

test('an expense that is taken back in parts twice passes, one that is reversed twice does not', async () => {
  await run((tx) => expend(tx, world, [{ reservation: share.id, amount: 60 }]));
  await run(async (tx) => {
    const [row] = await tx.query<{ id: string }>(`select id from ledger.journal where kind = 'expend'`);
    await tx.query(
      `select ledger.reverse($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', array[$3::uuid],
      array[$4::uuid], array[date '2026-10-25'], array['更正'])`,
      [world.bureauId, newId(), newId(), row?.id],
    );
  });
  const recovered = { kind: 'recover', manner: 'returned', d_reserved: 0, d_expended: -10, d_paid: -10 };
  await again('reverse', recovered);
  await again('reverse', { ...recovered, seq: 200 });
  await expect(again('reverse', { seq: 300 })).rejects.toMatchObject({
    driverError: { constraint: 'journal_reservation' },
  });
});
