import { Client } from 'pg';
import { insertRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { breaches } from '../../apps/api/src/ledger/breaches';
import { INVARIANTS } from '../../apps/api/src/ledger/invariants';
import { expend, reserve } from '../db/ledger-calls';
import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';

/** An invariant that nothing can break says nothing: each is broken here by hand, past all triggers and checks. */

let db: Opened;
let world: World;
let root: Client;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, newId());
  await db.unitOfWork.run({ kind: 'bureau', bureauId: world.bureauId, userId: 'u' }, fill);
  root = new Client({ connectionString: String((db.all.options as { url?: string }).url) });
  await root.connect();
});
afterAll(async () => {
  await root.end();
  await db.close();
});

/** An order that is reserved, expended in part, reversed, paid and recovered; sealed, counted, carried over, closed. */
async function fill(tx: Tx): Promise<void> {
  const { bureauId, fundId } = world;
  const [share, next] = [newId(), newId()];
  const limit = { version: 1, code: 'L1', window_kind: 'month', measure: 'yuan', basis: '一' };
  await insertRows(tx, 'usage_limit', [{ ...limit, id: newId(), cap_hundredths: '5000' }]);
  const order = await fileOrder(tx, world, { amount_fen: '1000' });
  await reserve(tx, world, [order], [{ id: share, order, fund: fundId, amount: 1000 }]);
  await expend(tx, world, [{ reservation: share, amount: 300 }]);
  await expend(tx, world, [{ reservation: share, amount: 400 }]);
  const rows = await tx.query<{ id: string }>(
    `select id from ledger.journal where kind = 'expend' order by seq`,
  );
  const head = () => [bureauId, newId(), '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z'];
  const call = (verb: string, ...params: unknown[]) =>
    tx.query(`select ledger.${verb}(${params.map((_, i) => `$${i + 1}`)})`, params);
  const rest = [['2026-10-25'], ['文']];
  await call('reverse', ...head(), [newId()], [rows[1]?.id], ...rest);
  await call('pay', ...head(), [newId()], [fundId], [200], ...rest);
  await call('recover', ...head(), [newId()], [rows[0]?.id], [50], ['returned'], ...rest);
  const fund = { version: 1, code: 'F27', type: 'government-purchase', owner_unit_id: null, year: 2027 };
  await insertRows(tx, 'fund', [{ ...fund, id: next }]);
  await call('carry_over', ...head(), [newId()], [newId()], [fundId], [next], [10], [2026], ...rest);
  await call('tally', bureauId, '2026-10-31T08:00:00Z');
  await call('seal_all', bureauId, '2026-10-31T08:00:00Z');
  await call('close', bureauId, newId(), '2026-10', 'chief', '2026-11-01T00:00:00Z');
}

/** What is done to the books, and which invariants must say so. Another may say it too. */
const DAMAGE: Record<string, string> = {
  I01: 'update ledger.balance set allotted = allotted + 1',
  I02: 'update ledger.balance set expended = -1',
  I03: 'update ledger.journal set seq = seq + 100 where seq >= 3',
  I04: 'update ledger.reservation set expended = expended - 1',
  I05: 'update ledger.reservation set amount = amount + 1',
  I06: `delete from ledger.idempotency where scope = 'pay'`,
  I07: `update ledger.journal set period = '2026-09' where kind = 'pay'`,
  I08: `delete from ledger.period_mark`,
  I09: 'update ledger.commitment set committed = committed + 1',
  I10: 'update ledger.limit_window set room = room + 1',
  I11: `update ledger.journal set d_expended = d_expended - 1, d_reserved = d_reserved + 1 where kind = 'reverse'`,
  I12: `update ledger.journal set d_expended = -301, d_paid = -301 where kind = 'recover'`,
  I13: 'create',
  I14: 'create',
  I15: `update service_order set status = 'cancelled'`,
  I16: 'update ledger.limit_window set used = used + 1, room = room - 1',
  I17: `update ledger.journal set document = '另文' where seq = 1`,
  I19: `update ledger.journal set d_allotted = d_allotted + 1 where kind = 'carry-in'`,
  I20: 'update ledger.day_total set reserved = reserved + 1',
  I21: 'alter table ledger.balance alter column available type bigint',
  I22: `update ledger.period_gate set state = 'open' where slot = 7`,
  I23: `update ledger.journal set effective_on = effective_on - 60 where kind = 'expend'`,
  I24: `update ledger.journal j set seq = case j.kind when 'reserve' then -1 else j.seq end`,
  I25: `update fund set type = 'public' where code = 'F1'`,
  I26: 'update ledger.limit_window set cap = cap + 100, room = room + 100',
  I27: 'update ledger.commitment set ceiling = ceiling + 100, room = room + 100',
  I28: `update service_order set category = category || '他'`,
  I29: 'update ledger.balance set owner_unit_id = fund_id where owner_unit_id is null',
  I30: `update ledger.period set state = 'soft'; update ledger.period_gate set state = 'soft'`,
  I31: `update ledger.ready_limits set are_yuan = '{}' where cardinality(caps) > 0`,
};

/** What was never done, written down as if it had been. */
const event = (month: string, version: number, action: string, actor: string): string =>
  `insert into ledger.period_event (bureau_id, id, month, version, action, actor, acted_at, reason)
    select bureau_id, gen_random_uuid(), '${month}', ${version}, '${action}', '${actor}', acted_at, '由'
      from ledger.period_event where action = 'close' and month = '2026-10' limit 1`;
/** Who asked is who agreed. */
const reopened = (actor: string): string => `${event('2026-10', 1, 'ask-reopen', actor)};
  ${event('2026-10', 1, 'reopen', actor)};
  update ledger.period set state = 'open'; update ledger.period_gate set state = 'open'`;

/** Further edits of the same kind: each was green once. */
const MORE: [code: string, edit: string][] = [
  ['I06', `update ledger.idempotency set result = '{"orders": 1, "postings": 0}' where scope = 'reserve'`],
  ['I06', `update ledger.idempotency set result = '{"orders": 1}' where scope = 'reserve'`],
  ['I16', 'update ledger.reservation set unused = unused + 1 where ordinal = 0'],
  ['I16', 'delete from ledger.limit_window'],
  ['I17', 'delete from ledger.head h where h.height = (select max(m.height) from ledger.head m)'],
  ['I28', `update service_order set measure = 'time'`],
  ['I28', `update order_fund set type = 'public'`],
  ['I28', 'update service_order set first_fund_id = id, first_fund_type = $$public$$'],
  ['I30', `delete from ledger.period_event`],
  ['I30', reopened('chief')],
  [
    'I30',
    `insert into ledger.period (bureau_id, month, state) select bureau_id, '2026-09', 'open' from ledger.period;
     ${event('2026-09', 1, 'ask-reopen', '某')}`,
  ],
  ['I30', `${event('2026-10', 1, 'ask-reopen', '某')}; ${event('2026-10', 1, 'close', '某')}`],
  ['I30', 'update ledger.period_mark set seq = seq + 1000'],
  ['I30', 'update ledger.period_mark set version = version + 1'],
  ['I31', 'update usage_limit set valid_to = $$2026-10-15$$'],
  ['I31', 'update usage_limit set window_kind = $$year$$'],
  ['I31', 'delete from usage_limit'],
  ['I31', `update ledger.ready_limits set limits = '{}', windows = '{}', caps = '{}', are_yuan = '{}'`],
];

/** Two bill lines that take the same visit, with shares that no posting has. */
const BILL_LINES = `
  insert into bill (bureau_id, id, number, contract_id, provider_id, month, kind, declared_fen, claimed_fen,
      approved_fen, status, filed)
    select $1, 'b0000000-0000-7000-8000-000000000001', 'ZD', id, provider_id, '2026-10', 'regular', 1, 1, 1,
      'adjudicated', '{}' from contract where bureau_id = $1`;

async function damaged(code: string, edit?: string): Promise<string[]> {
  await root.query('begin');
  try {
    await root.query('set local session_replication_role = replica');
    if (code !== 'I21') await unfence();
    await (edit === undefined ? damage(code) : root.query(edit));
    const found = await breaches(async (sql, params) => (await root.query(sql, params)).rows, world.bureauId);
    return found.map(({ invariant }) => invariant.code);
  } finally {
    await root.query('rollback');
  }
}

/** Takes the CHECKs down that would refuse the damage; I21 says so every time. */
async function unfence(): Promise<void> {
  const { rows } = await root.query(
    `select case conrelid when 0 then 'domain ' || contypid::regtype else 'table ' || conrelid::regclass end as name,
        conname
      from pg_constraint where contype = 'c'
        and (connamespace = 'ledger'::regnamespace or conrelid in ('bill'::regclass, 'bill_line'::regclass))`,
  );
  const { rows: indexes } = await root.query(
    `select indexrelid::regclass::text as name from pg_index i where indrelid = 'bill_line'::regclass and indisunique
      and not exists (select from pg_constraint where conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await root.query(`drop index ${name}`);
  for (const { name, conname } of rows) await root.query(`alter ${name} drop constraint ${conname}`);
}

async function damage(code: string): Promise<void> {
  if (DAMAGE[code] !== 'create') {
    await root.query(DAMAGE[code] ?? '');
    return;
  }
  await root.query(BILL_LINES, [world.bureauId]);
  const line = `insert into bill_line (bureau_id, bill_id, line, provider_id, visit_number, visit_id, item_id,
      quantity_hundredths, unit_price_fen, amount_fen, accepted, filed)
    select $1, 'b0000000-0000-7000-8000-000000000001', $2, provider_id, 'V', 'b0000000-0000-7000-8000-000000000002',
      $3, 1, 5, 5, true, '{}' from contract where bureau_id = $1`;
  for (const n of [1, 2]) await root.query(line, [world.bureauId, n, world.itemId]);
  await root.query(
    `insert into line_share (bureau_id, bill_id, line, position, fund_id, amount_fen)
      values ($1, 'b0000000-0000-7000-8000-000000000001', 1, 0, $2, 5)`,
    [world.bureauId, world.fundId],
  );
}

test('the books agree', async () => {
  const found = await breaches((sql, params) => db.all.query(sql, params), world.bureauId);
  expect(found.map(({ invariant }) => invariant.code)).toEqual([]);
});

test('every invariant has its damage', () => {
  expect(Object.keys(DAMAGE).sort()).toEqual(INVARIANTS.map(({ code }) => code).sort());
});

test.each(Object.keys(DAMAGE))('%s sees its damage', async (code) => {
  expect(await damaged(code)).toContain(code);
});

test.each(MORE)('%s sees: %s', async (code, edit) => {
  expect(await damaged(code, edit)).toContain(code);
});
