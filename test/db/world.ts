import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { createDataSource } from '../../apps/api/src/db/data-source';
import { insertRows, type Row } from '../../apps/api/src/db/rows';
import { type Tx, UnitOfWork } from '../../apps/api/src/db/unit-of-work';
import { freshDatabase } from '../support/postgres';

export { newId };

export interface Opened {
  unitOfWork: UnitOfWork;
  /** The application's own connections. */
  app: DataSource;
  /** Past all policies, to look at what is really there. */
  all: DataSource;
  close(): Promise<void>;
}

export async function openDatabase(): Promise<Opened> {
  const database = await freshDatabase();
  const app = await createDataSource(database.appUrl).initialize();
  const all = await createDataSource(database.superUrl).initialize();
  return {
    unitOfWork: new UnitOfWork(app),
    app,
    all,
    close: async () => {
      await app.destroy();
      await all.destroy();
      await database.drop();
    },
  };
}

/** A small bureau: one of everything that an order needs, with 1000.00 in its fund and in its unit's. */
export interface World {
  bureauId: string;
  unitId: string;
  cadreId: string;
  providerId: string;
  linkId: string;
  workerId: string;
  workerLinkId: string;
  itemId: string;
  contractId: string;
  fundId: string;
  unitFundId: string;
}

/** `tag` keeps the shared rows of two worlds apart; the codes within them are the same. */
export async function makeWorld(unitOfWork: UnitOfWork, tag: string): Promise<World> {
  const bureauId = newId();
  const providerId = newId();
  const workerId = newId();
  await unitOfWork.run({ kind: 'system' }, async (tx) => {
    await insertRows(tx, 'bureau', [
      { id: bureauId, credit_code: `B${tag}`, name: `局${tag}`, path: `${bureauId}.` },
    ]);
    await insertRows(tx, 'provider', [{ id: providerId, credit_code: `P${tag}`, name: `服务商${tag}` }]);
    await insertRows(tx, 'worker', [{ id: workerId, provider_id: providerId, name: '林' }]);
  });
  return unitOfWork.run({ kind: 'system', bureauId }, (tx) => fill(tx, { bureauId, providerId, workerId }));
}

type Shared = Pick<World, 'bureauId' | 'providerId' | 'workerId'>;

async function fill(tx: Tx, shared: Shared): Promise<World> {
  const ids = {
    ...{ unitId: newId(), cadreId: newId(), linkId: newId(), workerLinkId: newId(), itemId: newId() },
    ...{ contractId: newId(), fundId: newId(), unitFundId: newId() },
  };
  const world = { ...shared, ...ids };
  await insertRows(tx, 'unit', [unitRow(world)]);
  await insertRows(tx, 'cadre', [cadreRow(world)]);
  await insertRows(tx, 'provider_link', [linkRow(world)]);
  await insertRows(tx, 'worker_link', [workerLinkRow(world)]);
  await insertRows(tx, 'item', [itemRow(world)]);
  await insertRows(tx, 'contract', [contractRow(world)]);
  await insertRows(tx, 'price', [priceRow(world)]);
  await insertRows(tx, 'fund', [
    { id: ids.fundId, version: 1, code: 'F1', type: 'government-purchase', owner_unit_id: null, year: 2026 },
    { id: ids.unitFundId, version: 1, code: 'F2', type: 'public', owner_unit_id: ids.unitId, year: 2026 },
  ]);
  await openFunds(tx, world);
  return world;
}

async function openFunds(tx: Tx, { bureauId, fundId, unitFundId }: World): Promise<void> {
  await tx.query('select ledger.open_period($1, $2)', [bureauId, '2026-10']);
  await tx.query(
    `select ledger.allot($1, 'first', '\\x01', '2026-10', 'test', '2026-10-01T00:00:00Z', $2, $3,
      '{100000,100000}', '{2026-01-01,2026-01-01}', '{F1,F2}')`,
    [bureauId, [newId(), newId()], [fundId, unitFundId]],
  );
}

const unitRow = ({ unitId }: World): Row => ({
  ...{ id: unitId, version: 1, code: 'U1', name: '局机关', kind: '机关', credit_code: 'U', area: '350902' },
  ...{ status: 'active', supervisor_code: null },
});

const cadreRow = ({ cadreId, unitId }: World): Row => ({
  ...{ id: cadreId, version: 1, code: 'G1', name: '陈', gender: '男', unit_code: 'U1', area: '350902' },
  ...{ responsible_unit_id: unitId, settlement: 'local', deceased_on: null, personal: Buffer.from('x') },
});

const linkRow = ({ linkId, providerId }: World): Row => ({
  ...{ id: linkId, version: 1, code: 'P1', provider_id: providerId, name: '服务商', kind: '企业' },
  ...{ credit_code: 'P', qualified_until: '2027-12-31', phone: '1', bank: '行', bank_account: '2' },
});

const workerLinkRow = ({ workerLinkId, workerId, linkId, providerId }: World): Row => ({
  ...{ id: workerLinkId, version: 1, code: 'W1', worker_id: workerId, provider_link_id: linkId },
  ...{ provider_id: providerId, name: '林', certified_until: '2027-01-01', joined_on: '2025-01-01' },
});

const itemRow = ({ itemId }: World): Row => ({
  ...{ id: itemId, version: 1, code: 'I1', name: '助浴', category: '照护', measure: 'hour' },
  ...{
    standard_minutes: 60,
    place: 'home',
    proofs: ['signature'],
    fund_types: ['government-purchase', 'public'],
  },
});

const contractRow = ({ contractId, linkId, providerId }: World): Row => ({
  ...{ id: contractId, version: 1, number: 'HT1', provider_link_id: linkId, provider_id: providerId },
  ...{ buyer_name: '局', buyer_code: 'B', starts_on: '2026-01-01', ends_on: '2026-12-31' },
  ...{ ceiling_fen: '150000', areas: ['350902'], rounding_minutes: 15, minimum_minutes: 30 },
  ...{ status: 'active', status_text: '生效' },
});

export const priceRow = ({ contractId, providerId, itemId }: World, over: Row = {}): Row => ({
  ...{ id: newId(), version: 1, contract_id: contractId, provider_id: providerId, item_id: itemId },
  ...{ unit_price_fen: '1000', from_on: '2026-01-01', to_on: null, ...over },
});

let count = 0;

export const orderRow = (world: World, over: Row = {}): Row => ({
  ...{ id: newId(), number: `DD${++count}`, cadre_id: world.cadreId, contract_id: world.contractId },
  ...{ item_id: world.itemId, provider_id: world.providerId, unit_id: world.unitId },
  ...{ starts_on: '2026-10-01', ends_on: '2026-10-31', quantity_hundredths: '100', need: null },
  ...{ ordered_by: '甲', approved_by: '乙', approved_at: 1790000000, unit_approved_by: null },
  ...{ status: 'approved', amount_fen: '1000', run_month: '2026-10', filed: { a: 1 }, ...over },
});

export const visitRow = (world: World, over: Row = {}): Row => ({
  ...{ id: newId(), number: `JL${++count}`, order_number: 'DD', order_id: null, cadre_id: world.cadreId },
  ...{ item_id: world.itemId, worker_code: 'W1', worker_link_id: world.workerLinkId },
  ...{ worker_id: world.workerId, provider_id: world.providerId, unit_id: world.unitId },
  ...{
    started_at: 1790000000,
    ended_at: 1790003600,
    signed: true,
    method: 'mobile',
    uploaded_at: 1790003700,
  },
  ...{ day: '2026-09-21', status: 'payable', quantity_hundredths: '100', decided_seq: String(++count) },
  ...{ filed: { a: 1 }, ...over },
});

export const billRow = (world: World, over: Row = {}): Row => ({
  ...{ id: newId(), number: `ZD${++count}`, contract_id: world.contractId, provider_id: world.providerId },
  ...{ month: '2026-10', kind: 'regular', declared_fen: '1000', claimed_fen: '1000', approved_fen: '1000' },
  ...{ status: 'adjudicated', adjudicated_by: '丙', filed: {}, ...over },
});

export const lineRow = (world: World, billId: unknown, over: Row = {}): Row => ({
  ...{ bill_id: billId, line: 1, provider_id: world.providerId, visit_number: 'JL', visit_id: null },
  ...{ item_id: world.itemId, quantity_hundredths: '100', unit_price_fen: '1000', amount_fen: '1000' },
  ...{ accepted: false, approved_quantity_hundredths: '0', approved_price_fen: '0', approved_fen: '0' },
  ...{ filed: {}, ...over },
});

/** An approved order in the books of the bureau, not yet reserved. */
export async function fileOrder(
  tx: Tx,
  world: World,
  over: Row = {},
  funds = [world.fundId],
): Promise<string> {
  const [first] = await tx.query<{ type: string }>('select type from fund where id = $1', [funds[0]]);
  const row = orderRow(world, { first_fund_id: funds[0], first_fund_type: first?.type, ...over });
  await insertRows(tx, 'service_order', [row]);
  await insertRows(
    tx,
    'order_fund',
    funds.map((fund_id, position) => ({ order_id: row.id, position, fund_id })),
  );
  return row.id as string;
}
