import * as words from '@songbai/contracts';
import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows, type Row } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { reserve } from './ledger-calls';
import * as make from './world';

let db: make.Opened;
let world: make.World;
let actor: Actor;

beforeAll(async () => {
  db = await make.openDatabase();
  world = await make.makeWorld(db.unitOfWork, 'A');
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterAll(() => db.close());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);
const insert = (table: string, ...rows: Row[]): Promise<void> => run((tx) => insertRows(tx, table, rows));

/** Past grants and policies, as somebody with the keys of the house would try: only triggers stand here. */
const asSuperuser = (sql: string, params: unknown[]) => expect(db.all.query(sql, params)).rejects;
const SAYS_NO = { code: 'SB001' };

describe('a paper never changes', () => {
  const order = make.newId();
  const visit = make.newId();
  const bill = make.newId();
  beforeAll(async () => {
    await insert('service_order', make.orderRow(world, { id: order }));
    await insert('visit', make.visitRow(world, { id: visit, order_id: order }));
    await insert('bill', make.billRow(world, { id: bill }));
    await insert('bill_line', make.lineRow(world, bill));
    const id = make.newId();
    const parties = { buyer_code: 'B', seller_code: 'P' };
    await insert('tax_invoice', {
      ...{ id, bill_id: bill, provider_id: world.providerId, number: '1', issued_on: '昨天', ...parties },
      ...{ total: '12,00', filed: {} },
    });
  });

  const changes: [string, string][] = [
    ['service_order', `number = 'x'`],
    ['service_order', `filed = '{"a": 2}'`],
    ['visit', `number = 'x'`],
    ['visit', `filed = '{}'`],
    ['bill', `month = '2026-11'`],
    ['bill', `filed = '[]'`],
    ['bill_line', `amount_fen = 1`],
    ['bill_line', `filed = '[]'`],
    ['tax_invoice', `number = '2'`],
  ];
  test.each(changes)('%s: set %s', async (table, change) => {
    await asSuperuser(`update ${table} set ${change} where bureau_id = $1`, [world.bureauId]).toMatchObject(
      SAYS_NO,
    );
    await expect(run((tx) => tx.execute(`update ${table} set ${change}`))).rejects.toMatchObject({
      fault: 'filed-is-final',
    });
  });

  test.each(['service_order', 'visit', 'bill', 'bill_line', 'tax_invoice'])(
    '%s is not deleted',
    async (table) => {
      await asSuperuser(`delete from ${table} where bureau_id = $1`, [world.bureauId]).toMatchObject(SAYS_NO);
      await expect(run((tx) => tx.execute(`delete from ${table}`))).rejects.toMatchObject({
        fault: 'forbidden',
      });
    },
  );

  test('while what is decided about it may', async () => {
    const changed = await run((tx) =>
      tx.execute(
        `update service_order set status = 'in-service', findings = '[{"code": "O01"}]' where id = $1`,
        [order],
      ),
    );
    expect(changed).toBe(1);
  });
});

test('versions of registers, postings and keys are append-only', async () => {
  await insert('register_version', {
    ...{ id: make.newId(), register: 'unit', code: 'U1', version: 1, content: { name: '局' } },
    ...{ recorded_at: 1790000000, recorded_by: 'u', reason: null },
  });
  await run(async (tx) => {
    const order = await make.fileOrder(tx, world);
    await reserve(tx, world, [order], [{ id: make.newId(), order, fund: world.fundId, amount: 1000 }]);
  });
  for (const table of ['register_version', 'ledger.journal', 'ledger.idempotency']) {
    await asSuperuser(`update ${table} set bureau_id = bureau_id`, []).toMatchObject(SAYS_NO);
    await asSuperuser(`delete from ${table}`, []).toMatchObject(SAYS_NO);
    await expect(run((tx) => tx.execute(`delete from ${table}`))).rejects.toMatchObject({
      fault: 'forbidden',
    });
  }
});

test('the ledger’s own checks stand behind its verbs', async () => {
  const { bureauId, fundId } = world;
  const broken: [string, string][] = [
    ['balance_covered', 'update ledger.balance set available = -1 where fund_id = $1'],
    ['balance_covered', 'update ledger.balance set allotted = allotted + 1 where fund_id = $1'],
    ['balance_covered', 'update ledger.balance set reserved = -1 where fund_id = $1'],
    ['balance_covered', 'update ledger.balance set paid = expended + 1 where fund_id = $1'],
    ['balance_covered', 'update ledger.balance set paid = -1 where fund_id = $1'],
    ['reservation_used_once', 'update ledger.reservation set released = amount + 1 where fund_id = $1'],
    ['reservation_used_once', 'update ledger.reservation set released = -1 where fund_id = $1'],
    ['reservation_used_once', 'update ledger.reservation set expended = -1 where fund_id = $1'],
    ['reservation_used_once', 'update ledger.reservation set amount = 0 where fund_id = $1'],
    ['commitment_within', 'update ledger.commitment set committed = -1 where $1::uuid is not null'],
    ['commitment_within', 'update ledger.commitment set ceiling = -1 where $1::uuid is not null'],
    ['commitment_within', 'update ledger.commitment set room = -1 where $1::uuid is not null'],
  ];
  for (const [constraint, sql] of broken)
    await asSuperuser(sql, [fundId]).toMatchObject({ driverError: { constraint } });
  const posting = `insert into ledger.journal (bureau_id, id, fund_id, seq, kind, reservation_id, d_reserved,
      d_expended,
    effective_on, period, posted_at, actor, document, key)
        values ($1, $2, $3, 99, 'expend', $2, -5, 4, '2026-10-01',
    '2026-10', '2026-10-01T00:00:00Z', 'x', 'x', 'x')`;
  await asSuperuser(posting, [bureauId, make.newId(), fundId]).toMatchObject({
    driverError: { constraint: 'journal_balanced' },
  });
});

describe('a payment', () => {
  const payment = (over: Row): Row => ({
    ...{
      id: make.newId(),
      status: 'prepared',
      total_fen: '1000',
      prepared_by: '甲',
      prepared_at: 1790000000,
    },
    ...over,
  });
  const cases: [string, Row][] = [
    ['payment_two_persons', { released_by: '甲' }],
    ['payment_released_by_somebody', { status: 'released' }],
    ['payment_confirmed_with_proof', { status: 'confirmed', released_by: '乙', released_at: 1790000001 }],
    ['payment_failed_with_reason', { status: 'failed' }],
    ['payment_status', { status: 'sent' }],
  ];
  test.each(cases)('%s: %j', (constraint, over) =>
    expect(insert('payment', payment(over))).rejects.toMatchObject({ constraint }),
  );

  test('of a bill by a payer is one at a time', async () => {
    const [id, bill] = [make.newId(), make.newId()];
    await insert('payment', payment({ id }));
    await insert('bill', make.billRow(world, { id: bill }));
    const row = (n: number, over: Row = {}): Row => ({
      ...{ payment_id: id, row: n, bill_id: bill, provider_id: world.providerId, payer_unit_id: null },
      ...{
        payee: '服务商',
        bank: '行',
        bank_account: '1',
        amount_fen: '1',
        settlement: 'direct',
        live: true,
        ...over,
      },
    });
    await insert('payment_row', row(1, { live: false }), row(2));
    await insert('payment_row', row(3, { payer_unit_id: world.unitId, settlement: 'reimbursed' }));
    await expect(insert('payment_row', row(4))).rejects.toMatchObject({ constraint: 'payment_row_once' });
  });
});

test('a row never points at another bureau’s row', async () => {
  const other = await make.makeWorld(db.unitOfWork, 'other');
  const foreign: Row[] = [
    { cadre_id: other.cadreId },
    { contract_id: other.contractId },
    { unit_id: other.unitId },
  ];
  for (const over of foreign) {
    const row = make.orderRow(world, over);
    await expect(insert('service_order', row)).rejects.toMatchObject({ fault: 'unknown-reference' });
  }
});

describe('the word lists of the columns are the vocabulary', () => {
  const lists: [table: string, column: string, list: object][] = [
    ['fund', 'type', words.FUND_TYPES],
    ['usage_limit', 'fund_type', words.FUND_TYPES],
    ['usage_limit', 'measure', words.LIMIT_MEASURES],
    ['usage_limit', 'window_kind', words.WINDOWS],
    ['item', 'measure', words.MEASURES],
    ['item', 'place', words.SERVICE_PLACES],
    ['item', 'proofs', words.PROOFS],
    ['item', 'fund_types', words.FUND_TYPES],
    ['unit', 'status', words.UNIT_STATUSES],
    ['stay', 'kind', words.STAY_KINDS],
    ['cadre', 'settlement', words.SETTLEMENTS],
    ['contract', 'status', words.CONTRACT_STATUSES],
    ['visit', 'method', words.CAPTURE_METHODS],
    ['bill', 'kind', words.BILL_KINDS],
    ['rating', 'respondent', words.RESPONDENTS],
  ];
  test.each(lists)('%s.%s', async (table, column, list) => {
    const rows = await db.all.query(
      `select pg_get_constraintdef(k.oid) as text from pg_constraint k join pg_attribute a
          on a.attrelid = k.conrelid
        where k.contype = 'c' and k.conrelid = $1::regclass and a.attname = $2
            and k.conkey = array[a.attnum]
       union all select substring(p.prosrc from 'if not \\(' || $2 || ' in \\(([^)]*)\\)\\) then') from pg_proc p
        where p.proname = 'is_sound_' || $1`,
      [table, column],
    );
    const said = rows.map(({ text }: { text: string }) => text).join('');
    const found = [...said.matchAll(/'([\w-]+)'/g)].map((match) => match[1]);
    expect(found.sort()).toEqual(Object.keys(list).sort());
  });
});
