'use strict';

const path = require('node:path');
const { asSuper, BUREAU, idOf, LIMITS, uuidOf } = require('../ledger/world.cjs');

const DIST = path.join(__dirname, '../../../apps/api/dist');
const SIZES = { funds: 5000, cadres: 5000, contracts: 600, approvers: 16 };
const PROVIDER = idOf('07', '1');
const PROVIDER_ID = uuidOf('07', 1);
/** Where everybody lives: the way between two visits is not what is measured. */
const HOME = { longitude: 119.5, latitude: 26.6 };

/** The kinds of rows and the first two digits of their ids. */
const KIND = {
  ...{ fund: '02', cadre: '03', contract: '04', unit: '08', link: '09', item: '0a' },
  ...{ worker: '0b', workerLink: '0c', user: '0d', session: '0e' },
};

const dayOf = (date) => new Date(date.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
const now = new Date();
const TODAY = dayOf(now);
const YEAR = TODAY.slice(0, 4);
const MONTH = TODAY.slice(0, 7);

const series = (table, columns, values, count, from = 0) =>
  `insert into ${table} (bureau_id, ${columns}) select '${BUREAU}', ${values}
   from generate_series(${from}, ${from + count - 1}) n`;

const REGISTERS = [
  `insert into bureau (id, credit_code, name, path) values ('${BUREAU}', 'B', '局', '${BUREAU}.')`,
  `insert into provider (id, credit_code, name) values (${PROVIDER}, 'P', '服务商')`,
  series(
    'unit',
    'id, version, code, name, kind, credit_code, area, status',
    `${idOf(KIND.unit, 'n')}, 1, 'U' || n, '局机关', '机关', 'U', '350902', 'active'`,
    1,
  ),
  series(
    'provider_link',
    'id, version, code, provider_id, name, kind, credit_code, qualified_until, phone, bank, bank_account',
    `${idOf(KIND.link, 'n')}, 1, 'P' || n, ${PROVIDER}, '服务商', '企业', 'P', '2099-12-31', '1', '行', '2'`,
    1,
  ),
  series(
    'item',
    'id, version, code, name, category, measure, standard_minutes, place, proofs, fund_types',
    `${idOf(KIND.item, 'n')}, 1, 'I' || n, '助浴', '生活照料', 'hour', 60, 'home', '{signature}',
     '{government-purchase}'`,
    1,
  ),
  series(
    'contract',
    `id, version, number, provider_link_id, provider_id, buyer_name, buyer_code, starts_on, ends_on,
      ceiling_fen, areas, rounding_minutes, minimum_minutes, status, status_text`,
    `${idOf(KIND.contract, 'n')}, 1, 'HT' || n, ${idOf(KIND.link, '0')}, ${PROVIDER}, '局', 'B',
     '${Number(YEAR) - 1}-01-01', '${YEAR}-12-31', 1000000000000, '{350902}', 15, 30, 'active', '生效'`,
    SIZES.contracts,
  ),
  series(
    'price',
    'id, version, contract_id, provider_id, item_id, unit_price_fen, from_on',
    `${idOf('0f', 'n')}, 1, ${idOf(KIND.contract, 'n')}, ${PROVIDER}, ${idOf(KIND.item, '0')}, 1000,
     '${Number(YEAR) - 1}-01-01'`,
    SIZES.contracts,
  ),
  series(
    'fund',
    'id, version, code, type, year',
    `${idOf(KIND.fund, 'n')}, 1, 'F' || n, 'government-purchase', ${YEAR}`,
    SIZES.funds,
  ),
  LIMITS,
];

/** A migrated database with one bureau of the ledger bench's size, whose cadres are sealed as the platform seals. */
async function makeWorld(server, database, vault) {
  await asSuper(server, 'postgres', async (sql) => {
    await sql('create role songbai_owner login createrole');
    await sql('create role songbai_app login noinherit');
    await sql(`create database ${database} owner songbai_owner`);
  });
  const { migrate } = require(`${DIST}/db/migrate.js`);
  await migrate(server.url(database, 'songbai_owner'));
  await asSuper(server, database, (sql) => fillWorld(sql, vault, 1_000_000_000_000));
}

/** The same in a database that is migrated, with so many 分 in each fund. */
async function fillWorld(sql, vault, allotted) {
  for (const statement of REGISTERS) await sql(statement);
  await insertCadres(sql, vault);
  await sql(usersOf('approver', 'bureau-approver', SIZES.approvers, 0));
  await sql(usersOf('auditor', 'auditor', 1, 100));
  await sql(`select set_config('app.bureau', '${BUREAU}', false)`);
  await sql(`select ledger.open_period('${BUREAU}', '${MONTH}')`);
  await sql(`select ledger.allot('${BUREAU}', 'bench', '\\x01', '${MONTH}', 'bench', now(),
    array_agg(${idOf('05', 'n')}), array_agg(${idOf(KIND.fund, 'n')}), array_agg(${allotted}::bigint),
    array_agg(date '${TODAY}'), array_agg('bench'::text)) from generate_series(0, ${SIZES.funds - 1}) n`);
  await sql('analyze');
}

async function insertCadres(sql, vault) {
  const personal = JSON.stringify({
    ...{ idNumber: '350902193001010011', address: '示例路1号', home: HOME, phone: '13800000000' },
    ...{ family: { name: '陈', relation: '子', phone: '13900000000' }, tags: [], abilityLevel: 1 },
  });
  const values = Array.from({ length: SIZES.cadres }, (_, n) => {
    const place = { bureauId: BUREAU, table: 'cadre', column: 'personal', rowId: uuidOf(KIND.cadre, n) };
    return `(${n}, '\\x${vault.seal(personal, place).toString('hex')}'::bytea)`;
  });
  await sql(`insert into cadre (bureau_id, id, version, code, name, gender, unit_code, responsible_unit_id, area,
      settlement, personal)
    select '${BUREAU}', ${idOf(KIND.cadre, 'n')}, 1, 'G' || n, '陈', '男', 'U0', ${idOf(KIND.unit, '0')}, '350902',
      'local', sealed from (values ${values.join(',')}) as c (n, sealed)`);
}

/** People of the bureau who are signed in; their tokens are made by the application's own key. */
const usersOf = (name, role, count, from) => `
  with people as (
    insert into app_user (id, username, display_name, role, bureau_id, password_hash, created_at)
    select ${idOf(KIND.user, 'n')}, '${name}' || n, '${name}' || n, '${role}', '${BUREAU}', 'x', now()
    from generate_series(${from}, ${from + count - 1}) n returning id, substr(id::text, 3) as rest)
  ${signedIn('people')}`;

const signedIn = (people) => `
  insert into login_session (id, user_id, token_hash, rotated_at, created_at, last_used_at, expires_at, device)
  select ('${KIND.session}' || rest)::uuid, id, '\\x00', now(), now(), now(), now() + interval '1 day', 'bench'
  from ${people}`;

/** Workers of the provider with their users, numbered from `from`. */
const workersOf = (from, count) => [
  `insert into worker (id, provider_id, name) select ${idOf(KIND.worker, 'n')}, ${PROVIDER}, '叶'
   from generate_series(${from}, ${from + count - 1}) n`,
  series(
    'worker_link',
    'id, version, code, worker_id, provider_link_id, provider_id, name, certified_until, joined_on',
    `${idOf(KIND.workerLink, 'n')}, 1, 'W' || n, ${idOf(KIND.worker, 'n')}, ${idOf(KIND.link, '0')}, ${PROVIDER},
     '叶', '2099-12-31', '2020-01-01'`,
    ...[count, from],
  ),
  `with people as (
    insert into app_user (id, username, display_name, role, provider_id, worker_id, password_hash, created_at)
    select ${idOf(KIND.user, 'n')}, 'worker' || n, 'worker' || n, 'care-worker', ${PROVIDER},
      ${idOf(KIND.worker, 'n')}, 'x', now()
    from generate_series(${from}, ${from + count - 1}) n returning id, substr(id::text, 3) as rest)
  ${signedIn('people')}`,
];

module.exports = {
  ...{ DIST, BUREAU, SIZES, PROVIDER, PROVIDER_ID, HOME, KIND, TODAY, MONTH, YEAR },
  ...{ uuidOf, makeWorld, fillWorld, usersOf, signedIn, workersOf, asSuper, idOf },
};
