'use strict';

const { idsOf } = require('./commands.cjs');

const FUNDS = 4;
const CADRES = 12;

/** A bureau with a few funds and cadres, small enough that everybody meets everybody, and as many orders as asked. */
async function makeWorld(ask, seed) {
  const id = idsOf(`world ${seed}`);
  const ids = { bureau: id(), provider: id(), unit: id(), link: id(), item: id(), contract: id() };
  Object.assign(ids, { monthly: id(), yearly: id() });
  const funds = Array.from({ length: FUNDS }, id);
  const cadres = Array.from({ length: CADRES }, id);
  const at = (name) => `'${ids[name]}'`;
  const rows = (table, columns, ...values) =>
    ask(
      `insert into ${table} (bureau_id, ${columns}) values ${values.map((v) => `(${at('bureau')}, ${v})`).join(', ')}`,
    );
  await ask(
    `insert into bureau (id, credit_code, name, path) values (${at('bureau')}, 'B${seed}', '局', '${ids.bureau}.')`,
  );
  await ask(`insert into provider (id, credit_code, name) values (${at('provider')}, 'P${seed}', '服务商')`);
  await register(rows, ids, { funds, cadres });
  await ask(`insert into ledger.period values (${at('bureau')}, '2026-10', 'open')`);
  await rows('ledger.balance', 'fund_id', ...funds.map((fund) => `'${fund}'`));
  return { ...ids, funds, cadres, id, files: 0 };
}

/** The registers that an order needs, one of everything. */
async function register(rows, ids, { funds, cadres }) {
  const at = (name) => `'${ids[name]}'`;
  await rows(
    'unit',
    'id, version, code, name, kind, credit_code, area, status',
    `${at('unit')}, 1, 'U1', '局机关', '机关', 'U', '350902', 'active'`,
  );
  await rows(
    'cadre',
    'id, version, code, name, gender, unit_code, area, settlement, personal',
    ...cadres.map((cadre, i) => `'${cadre}', 1, 'G${i}', '陈', '男', 'U1', '350902', 'local', '\\x00'`),
  );
  await rows(
    'provider_link',
    'id, version, code, provider_id, name, kind, credit_code, qualified_until, phone, bank, bank_account',
    `${at('link')}, 1, 'P1', ${at('provider')}, '服务商', '企业', 'P', '2027-12-31', '1', '行', '2'`,
  );
  await rows(
    'item',
    'id, version, code, name, category, measure, standard_minutes, place, proofs, fund_types',
    `${at('item')}, 1, 'I1', '助浴', '照护', 'hour', 60, 'home', '{}', '{government-purchase}'`,
  );
  await rows(
    'contract',
    `id, version, number, provider_link_id, provider_id, buyer_name, buyer_code, starts_on, ends_on,
      ceiling_fen, areas, rounding_minutes, minimum_minutes, status, status_text`,
    `${at('contract')}, 1, 'HT1', ${at('link')}, ${at('provider')}, '局', 'B', '2026-01-01', '2026-12-31', 9000000,
      '{350902}', 15, 30, 'active', '生效'`,
  );
  await rows(
    'fund',
    'id, version, code, type, year',
    ...funds.map((fund, i) => `'${fund}', 1, 'F${i}', 'government-purchase', 2026`),
  );
  await rows(
    'usage_limit',
    'id, version, code, window_kind, measure, cap_hundredths, basis',
    `${at('monthly')}, 1, 'L1', 'month', 'yuan', 150000, '示例'`,
    `${at('yearly')}, 1, 'L2', 'year', 'hour', 90000, '示例'`,
  );
}

/**
 * Files orders; they wait in the model until somebody reserves them. Every second one says its first fund, as those of
 * the application do: of the others a single reservation asks the registers.
 */
async function fileOrders(ask, world, count) {
  const orders = Array.from({ length: count }, (_, i) => {
    const n = world.files++;
    return {
      id: world.id(),
      n,
      fund: world.funds[(n * 7) % FUNDS],
      cadre: world.cadres[n % CADRES],
      amount: 100 + (i % 9) * 50,
    };
  });
  const list = (name) => `array[${orders.map((order) => `'${order[name]}'`).join(', ')}]`;
  await ask(`insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id, starts_on,
      ends_on, quantity_hundredths, ordered_by, status, amount_fen, filed, first_fund_id, first_fund_type)
    select '${world.bureau}', u.id, 'DD' || u.n, u.cadre, '${world.contract}', '${world.item}', '${world.provider}',
      '2026-10-01', '2026-10-31', 100, 'a', 'requested', u.amount, '{}',
      case u.n % 2 when 0 then u.fund end, case u.n % 2 when 0 then 'government-purchase' end
    from unnest(${list('id')}::uuid[], ${list('n')}::int[], ${list('cadre')}::uuid[], ${list('amount')}::bigint[],
      ${list('fund')}::uuid[]) as u (id, n, cadre, amount, fund);
    insert into order_fund (bureau_id, order_id, position, fund_id) select '${world.bureau}', u.id, 0, u.fund
    from unnest(${list('id')}::uuid[], ${list('fund')}::uuid[]) as u (id, fund)`);
  return orders;
}

module.exports = { makeWorld, fileOrders };
