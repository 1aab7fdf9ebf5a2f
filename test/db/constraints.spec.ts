import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows, type Row, updateRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import * as make from './world';

/** Every rule that one row or one key can say is said by the database too, whatever the code does. */

let db: make.Opened;
let world: make.World;
let actor: Actor;

beforeAll(async () => {
  db = await make.openDatabase();
  world = await make.makeWorld(db.unitOfWork, 'C');
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterAll(() => db.close());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);
const insert = (table: string, ...rows: Row[]): Promise<void> => run((tx) => insertRows(tx, table, rows));

/** Inserts and expects the refusal of that constraint. */
const refused = (table: string, constraint: string, ...rows: Row[]): Promise<void> =>
  expect(insert(table, ...rows)).rejects.toMatchObject({ constraint });

describe('an order', () => {
  const order = (over: Row): Row => make.orderRow(world, over);
  const cases: [string, Row][] = [
    ['service_order_two_persons', { ordered_by: '甲', approved_by: '甲' }],
    ['service_order_two_persons', { approved_by: null }],
    ['service_order_two_persons', { status: 'completed', approved_at: null }],
    ['service_order_in_order', { ends_on: '2026-09-30' }],
    ['service_order_quantity', { quantity_hundredths: '-1' }],
    ['service_order_used', { used_hundredths: '101' }],
    ['service_order_amount', { amount_fen: '-1' }],
    ['service_order_amount', { status: 'refused', amount_fen: '1' }],
    ['service_order_status', { status: 'done' }],
    ['service_order_run_month', { run_month: '2026-13' }],
    ['service_order_item_id_fkey', { item_id: make.newId() }],
  ];
  test.each(cases)('%s: %j', (constraint, over) => refused('service_order', constraint, order(over)));

  test('that was refused may have one person for both', () =>
    insert('service_order', order({ status: 'refused', amount_fen: '0', approved_by: '甲' })));

  test('has a number of its own, and names a fund once, with a share or none', async () => {
    const row = order({});
    await insert('service_order', row);
    await refused('service_order', 'service_order_bureau_id_number_key', order({ number: row.number }));
    const asked = (position: number, share_fen: string | null): Row => ({
      ...{ order_id: row.id, position, fund_id: world.fundId, share_fen },
    });
    await refused('order_fund', 'order_fund_share_fen_check', asked(0, '0'));
    await insert('order_fund', asked(0, null));
    await refused('order_fund', 'order_fund_bureau_id_order_id_fund_id_key', asked(1, '5'));
  });
});

describe('a visit', () => {
  const orderId = make.newId();
  beforeAll(() => insert('service_order', make.orderRow(world, { id: orderId })));
  const visit = (over: Row): Row => make.visitRow(world, { order_id: orderId, ...over });
  const cases: [string, Row][] = [
    ['visit_counts_nothing', { status: 'held' }],
    ['visit_counts_nothing', { status: 'blocked' }],
    ['visit_counts_nothing', { status: 'planned' }],
    ['visit_counts_nothing', { quantity_hundredths: '-1' }],
    ['visit_counts_in_order', { ended_at: 1790000000 }],
    ['visit_counts_in_order', { started_at: null }],
    ['visit_counts_in_order', { order_id: null }],
    ['visit_decided', { decided_seq: null }],
    ['visit_decided', { uploaded_at: null }],
    ['visit_status', { status: 'ok', quantity_hundredths: '0' }],
    ['visit_method', { method: 'fax' }],
    ['visit_places', { start_longitude: 181, start_latitude: 0 }],
    ['visit_cadre_id_fkey', { cadre_id: make.newId() }],
  ];
  test.each(cases)('%s: %j', (constraint, over) => refused('visit', constraint, visit(over)));

  test('may be blocked with everything missing that can be missing', () =>
    insert(
      'visit',
      visit({
        ...{
          status: 'blocked',
          quantity_hundredths: '0',
          order_id: null,
          worker_link_id: null,
          worker_id: null,
        },
        ...{ provider_id: null, unit_id: null, started_at: null, ended_at: null },
      }),
    ));

  test('has its own place in the order of decisions', async () => {
    const row = visit({});
    await insert('visit', row);
    await refused('visit', 'visit_bureau_id_decided_seq_key', visit({ decided_seq: row.decided_seq }));
  });

  test('is rated from 1 to 5', async () => {
    const row = visit({});
    await insert('visit', row);
    const rating = (level: number): Row => ({
      ...{
        id: make.newId(),
        visit_id: row.id,
        provider_id: world.providerId,
        cadre_id: world.cadreId,
        level,
      },
      ...{ channel: '电话', respondent: 'self', comment: null, rated_at: 1790000000 + level, filed: {} },
    });
    await insert('rating', rating(1), rating(5));
    await refused('rating', 'rating_level', rating(0));
    await refused('rating', 'rating_level', rating(6));
    await refused('rating', 'rating_bureau_id_visit_id_respondent_rated_at_key', rating(5));
  });
});

describe('a bill', () => {
  const bill = (over: Row): Row => make.billRow(world, over);
  const cases: [string, Row][] = [
    ['bill_amounts', { approved_fen: '1001' }],
    ['bill_amounts', { declared_fen: '-1' }],
    ['bill_adjudicated_by_somebody', { adjudicated_by: null }],
    ['bill_approved_by_somebody', { status: 'approved' }],
    ['bill_two_persons', { status: 'payable', approved_by: '丙' }],
    ['bill_months', { month: '2026-00' }],
    ['bill_months', { payable_month: '2026/10' }],
    ['bill_kind', { kind: 'other' }],
    ['bill_status', { status: 'open' }],
  ];
  test.each(cases)('%s: %j', (constraint, over) => refused('bill', constraint, bill(over)));
});

describe('a line of a bill', () => {
  const billId = make.newId();
  const visitId = make.newId();
  beforeAll(async () => {
    const orderId = make.newId();
    await insert('service_order', make.orderRow(world, { id: orderId }));
    await insert('visit', make.visitRow(world, { id: visitId, order_id: orderId }));
    await insert('bill', make.billRow(world, { id: billId }));
  });
  const line = (over: Row): Row => make.lineRow(world, billId, over);
  const approved = (over: Row): Row =>
    line({
      ...{
        accepted: true,
        visit_id: visitId,
        approved_quantity_hundredths: '100',
        approved_price_fen: '1000',
      },
      ...{ approved_fen: '1000', ...over },
    });
  const cases: [string, () => Row][] = [
    ['bill_line_within_filed', () => approved({ approved_fen: '1001' })],
    ['bill_line_within_filed', () => approved({ approved_quantity_hundredths: '101' })],
    ['bill_line_within_filed', () => approved({ approved_price_fen: '1001' })],
    ['bill_line_within_product', () => approved({ approved_quantity_hundredths: '50', approved_fen: '501' })],
    ['bill_line_needs_visit', () => approved({ visit_id: null })],
    ['bill_line_refused_is_nothing', () => line({ approved_price_fen: '1' })],
    ['bill_line_amount_fen_check', () => line({ amount_fen: '-1' })],
    ['bill_line_bill_id_fkey', () => line({ bill_id: make.newId() })],
  ];
  test.each(cases)('%s', (constraint, row) => refused('bill_line', constraint, row()));

  test('rounds half up as Money does: 0.33 hours at 10.50 is 3.47', async () => {
    const cut = { approved_quantity_hundredths: '33', approved_price_fen: '1050', unit_price_fen: '1050' };
    await refused(
      'bill_line',
      'bill_line_within_product',
      approved({ ...cut, line: 7, approved_fen: '348' }),
    );
    await insert(
      'bill_line',
      approved({ ...cut, line: 7, visit_id: await anotherVisit(), approved_fen: '347' }),
    );
  });

  test('accepts a visit once, and refuses it any number of times', async () => {
    await insert('bill_line', approved({ line: 1 }), line({ line: 2, visit_id: visitId }), line({ line: 3 }));
    await refused('bill_line', 'bill_line_visit_once', approved({ line: 4 }));
  });

  async function anotherVisit(): Promise<string> {
    const [order, visit] = [make.newId(), make.newId()];
    await insert('service_order', make.orderRow(world, { id: order }));
    await insert('visit', make.visitRow(world, { id: visit, order_id: order }));
    return visit;
  }
});

describe('a price', () => {
  test('is one per contract, item and day, judged by whole statements', async () => {
    const [first, second] = [make.newId(), make.newId()];
    const rows = [
      make.priceRow(world, { id: first, to_on: '2026-06-30' }),
      make.priceRow(world, { id: second, from_on: '2026-07-01' }),
    ];
    await db.all.query('delete from price where bureau_id = $1', [world.bureauId]);
    await insert('price', ...rows);
    await refused(
      'price',
      'price_one_per_day',
      make.priceRow(world, { from_on: '2026-06-30', to_on: '2026-06-30' }),
    );
    const moved = [
      { id: first, from_on: '2026-01-01', to_on: '2026-08-31' },
      { id: second, from_on: '2026-09-01', to_on: null },
    ];
    expect(await run((tx) => updateRows(tx, 'price', ['id'], moved))).toBe(2);
    const overlap = run((tx) => updateRows(tx, 'price', ['id'], [{ id: first, to_on: '2026-09-01' }]));
    await expect(overlap).rejects.toMatchObject({ fault: 'overlap', constraint: 'price_one_per_day' });
  });
});
