import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows } from '../../apps/api/src/db/rows';
import { expend, reserve } from './ledger-calls';
import { makeWorld, newId, type Opened, openDatabase, type World } from './world';

let db: Opened;
let world: World;
let actor: Actor;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, newId());
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterAll(() => db.close());

test('insertRows and the verbs take a month at once', async () => {
  const orders = Array.from({ length: 3000 }, () => newId());
  await db.unitOfWork.run(actor, async (tx) => {
    await tx.execute('update contract set ceiling_fen = 10000000 where id = $1', [world.contractId]);
    const template = { cadre_id: world.cadreId, contract_id: world.contractId, item_id: world.itemId };
    await insertRows(
      tx,
      'service_order',
      orders.map((id, i) => ({
        ...{ id, number: `M${i}`, ...template, provider_id: world.providerId, unit_id: null },
        ...{ starts_on: '2026-10-01', ends_on: '2026-10-31', quantity_hundredths: '100', ordered_by: 'a' },
        ...{ approved_by: 'b', approved_at: 1790000000, status: 'approved', amount_fen: '10', filed: {} },
      })),
    );
    const shares = orders.map((order) => ({ id: newId(), order, fund: world.fundId, amount: 10 }));
    const named = orders.map((id) => ({ order_id: id, position: 0, fund_id: world.fundId }));
    await insertRows(tx, 'order_fund', named);
    await reserve(tx, world, orders, shares);
    await expend(
      tx,
      world,
      shares.map(({ id }) => ({ reservation: id, amount: 10 })),
    );
  });
  const sql = 'select reserved, expended, seq from ledger.balance where fund_id = $1';
  const [balance] = await db.all.query(sql, [world.fundId]);
  expect(balance).toMatchObject({ reserved: '0', expended: '30000', seq: '6001' });
});
