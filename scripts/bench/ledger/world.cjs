'use strict';

const { Client } = require('pg');

const BUREAU = '00000000-0000-4000-8000-000000000001';
const FUNDS = 5000;
const CADRES = 20000;
const CONTRACTS = 600;
/** Thirteen digits: a number behind it keeps the width of an id. */
const FIRST = 10 ** 12;
const startOf = (kind) => `${kind}00000000000000000`;
/** How a number becomes an id, in SQL. */
const idOf = (kind, number) => `('${startOf(kind)}' || (${FIRST} + (${number}))::text)::uuid`;
/** As `idOf`, in JavaScript. */
const uuidOf = (kind, n) =>
  `${startOf(kind)}${FIRST + n}`.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
/**
 * The same in a script, of the variable that holds FIRST and the number: a client sends its ids ready-made, and pgbench
 * can count but not write, so that one `||` is left to the server.
 */
const idIn = (kind, variable) => `('${startOf(kind)}' || :${variable})::uuid`;

/** The six limits of the sample, wide enough for any run. */
const LIMITS = `insert into usage_limit (bureau_id, id, version, code, fund_type, category, window_kind, measure,
   cap_hundredths, basis)
  select '${BUREAU}', ${idOf('06', 'n')}, 1, 'XE-' || n, f, c, w, m, 1000000000, '示例' from (values
    (1, 'government-purchase', null, 'month', 'yuan'), (2, 'special-need', null, 'year', 'yuan'),
    (3, null, '生活照料', 'month', 'hour'), (4, 'hardship-aid', null, 'year', 'yuan'),
    (5, null, '助餐', 'month', 'meal'), (6, null, '外出陪护', 'month', 'yuan')) as l (n, f, c, w, m)`;

/** A migrated database with one bureau: 5,000 funds, 600 contracts, 20,000 cadres and the sample's six limits. */
async function makeWorld(server, database) {
  await withClient(server.url('postgres'), async (sql) => {
    await sql(
      `do $$ begin create role songbai_owner login createrole; exception when duplicate_object then null; end $$`,
    );
    await sql(
      `do $$ begin create role songbai_app login noinherit; exception when duplicate_object then null; end $$`,
    );
    await sql(`create database ${database} owner songbai_owner`);
  });
  const { migrate } = require('../../../apps/api/dist/db/migrate.js');
  await migrate(server.url(database, 'songbai_owner'));
  await asSuper(server, database, async (sql) => {
    for (const statement of [...REGISTERS, ...UNATTENDED]) await sql(statement);
    await sql(`select set_config('app.bureau', '${BUREAU}', false)`);
    await sql(`select ledger.open_period('${BUREAU}', '2026-10')`);
    await sql(`select ledger.allot('${BUREAU}', 'bench', '\\x01', '2026-10', 'bench', '2026-10-01T00:00:00Z',
      array_agg(${idOf('05', 'n')}), array_agg(${idOf('02', 'n')}), array_agg(1000000000000::bigint),
      array_agg(date '2026-10-01'), array_agg('bench'::text)) from generate_series(0, ${FUNDS - 1}) n`);
    await sql('analyze bureau, unit, cadre, item, contract, fund, usage_limit, ledger.balance');
  });
}

/** The orders are filed in bulk and analysed by hand: a vacuum of theirs beside the run is none that a bureau has. */
const UNATTENDED = ['service_order', 'order_fund'].map(
  (table) => `alter table ${table} set (autovacuum_enabled = false)`,
);

const series = (table, columns, values, count) =>
  `insert into ${table} (bureau_id, ${columns}) select '${BUREAU}', ${values} from generate_series(0, ${count - 1}) n`;

const REGISTERS = [
  `insert into bureau (id, credit_code, name, path) values ('${BUREAU}', 'B', '局', '${BUREAU}.')`,
  `insert into provider (id, credit_code, name) values (${idOf('07', '1')}, 'P', '服务商')`,
  series(
    'unit',
    'id, version, code, name, kind, credit_code, area, status',
    `${idOf('08', 'n')}, 1, 'U' || n, '局机关', '机关', 'U', '350902', 'active'`,
    1,
  ),
  series(
    'cadre',
    'id, version, code, name, gender, unit_code, area, settlement, personal',
    `${idOf('03', 'n')}, 1, 'G' || n, '陈', '男', 'U0', '350902', 'local', '\\x00'`,
    CADRES,
  ),
  series(
    'provider_link',
    'id, version, code, provider_id, name, kind, credit_code, qualified_until, phone, bank, bank_account',
    `${idOf('09', 'n')}, 1, 'P' || n, ${idOf('07', '1')}, '服务商', '企业', 'P', '2027-12-31', '1', '行', '2'`,
    1,
  ),
  series(
    'item',
    'id, version, code, name, category, measure, standard_minutes, place, proofs, fund_types',
    `${idOf('0a', 'n')}, 1, 'I' || n, '助浴', '生活照料', 'time', 60, 'home', '{}', '{government-purchase}'`,
    1,
  ),
  series(
    'contract',
    `id, version, number, provider_link_id, provider_id, buyer_name, buyer_code, starts_on, ends_on,
      ceiling_fen, areas, rounding_minutes, minimum_minutes, status, status_text`,
    `${idOf('04', 'n')}, 1, 'HT' || n, ${idOf('09', '0')}, ${idOf('07', '1')}, '局', 'B', '2026-01-01', '2026-12-31',
      1000000000000, '{350902}', 15, 30, 'active', '生效'`,
    CONTRACTS,
  ),
  series(
    'fund',
    'id, version, code, type, year',
    `${idOf('02', 'n')}, 1, 'F' || n, 'government-purchase', 2026`,
    FUNDS,
  ),
  LIMITS,
];

/**
 * Files approved orders of 10.00 with the numbers [from, from + count), each for the fund that `fundOf(n)` says.
 * `stack` neighbours are under one contract, as they lie on a desk.
 */
async function fileOrders(server, database, from, count, fundOf, stack = 1) {
  const numbers = `generate_series(${from}::bigint, ${from + count - 1}) n`;
  await asSuper(server, database, async (sql) => {
    await sql(`set session_replication_role = replica`);
    await sql(`insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id, unit_id,
        starts_on, ends_on, quantity_hundredths, ordered_by, approved_by, approved_at, status, amount_fen, filed,
        category, measure, first_fund_id, first_fund_type)
      select '${BUREAU}', ${idOf('00', 'n')}, 'DD' || n, ${idOf('03', `abs(hashint8(n) % ${CADRES})`)},
        ${idOf('04', `abs(hashint8(n / ${stack} + 1) % ${CONTRACTS})`)}, ${idOf('0a', '0')}, ${idOf('07', '1')},
        ${idOf('08', '0')}, '2026-10-01', '2026-10-31', 100, 'a', 'b', '2026-09-30', 'approved', 1000, '{}',
        '生活照料', 'time', ${fundOf('n')}, 'government-purchase'
      from ${numbers}`);
    await sql(`insert into order_fund (bureau_id, order_id, position, fund_id, type)
      select '${BUREAU}', ${idOf('00', 'n')}, 0, ${fundOf('n')}, 'government-purchase' from ${numbers}`);
    await sql('vacuum analyze service_order, order_fund');
  });
}

/**
 * The arrays of batches of `size` over the orders [from, from + count), ready-made as a client would send them: putting
 * them together is not what is measured. Batch n has the orders from + n * size on.
 */
async function makeBatches(server, database, from, count, size, fundOf) {
  await asSuper(server, database, async (sql) => {
    await sql('drop table if exists bench_batch');
    await sql(`create table bench_batch as select (n - ${from}) / ${size} as batch,
        array_agg(${idOf('00', 'n')}) orders, array_agg(date '2026-10-01') days,
        array_agg(${idOf('01', 'n')}) shares, array_agg(${fundOf('n')}) funds,
        array_agg(0) positions, array_agg(1000::bigint) amounts
      from generate_series(${from}::bigint, ${from + count - 1}) n group by 1`);
    await sql('create unique index on bench_batch (batch)');
    await sql('grant select on bench_batch to public');
    await sql('vacuum analyze bench_batch');
  });
}

const asSuper = (server, database, work) => withClient(server.url(database), work);

async function withClient(connectionString, work) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(async (query) => (await client.query(query)).rows);
  } finally {
    await client.end();
  }
}

module.exports = {
  ...{ BUREAU, FIRST, FUNDS, LIMITS, idIn, idOf, uuidOf },
  ...{ makeWorld, fileOrders, makeBatches, asSuper, withClient },
};
