'use strict';

const { BUREAU, SIZES, PROVIDER, HOME, KIND, MONTH, YEAR, idOf, uuidOf, workersOf } = require('./world.cjs');

const MONTH_END = new Date(Date.UTC(Number(YEAR), Number(MONTH.slice(5)), 0)).toISOString().slice(0, 10);
/** Neighbours go to different rows; `numberOf` says the same in JavaScript. */
const any = (kind, count, n) => idOf(kind, `(${n}) * ${STEP} % ${count}`);
const STEP = 7919;
const numberOf = (n, count) => (n * STEP) % count;
const FUND_OF = { hot: () => idOf(KIND.fund, '0'), spread: (n) => any(KIND.fund, SIZES.funds, n) };

const orders = ({ from, count, status, startsOn, filed = '{}' }) => `
  insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id, unit_id,
    starts_on, ends_on, quantity_hundredths, ordered_by, approved_by, approved_at, status, amount_fen, filed,
    channel, requested_at)
  select '${BUREAU}', ${idOf('00', 'n')}, 'DD' || n, ${any(KIND.cadre, SIZES.cadres, 'n')},
    ${any(KIND.contract, SIZES.contracts, 'n')}, ${idOf(KIND.item, '0')}, ${PROVIDER}, ${idOf(KIND.unit, '0')},
    '${startsOn}', '${MONTH_END}', 100, 'clerk', ${status === 'requested' ? 'null, null' : `'approver', now()`},
    '${status}', 1000, '${filed}', 'phone', now()
  from generate_series(${from}::bigint, ${from + count - 1}) n`;

/** Orders of 10.00 with the numbers [from, from + count), each on the hot fund or spread over all funds. */
const fileOrders = ({ from, count, status, funds }) => [
  orders({ from, count, status, startsOn: `${MONTH}-01` }),
  `insert into order_fund (bureau_id, order_id, position, fund_id)
   select '${BUREAU}', ${idOf('00', 'n')}, 0, ${FUND_OF[funds]('n')}
   from generate_series(${from}::bigint, ${from + count - 1}) n`,
  'vacuum analyze service_order, order_fund',
];

const fundOf = (funds, n) => uuidOf(KIND.fund, funds === 'hot' ? 0 : numberOf(n, SIZES.funds));

/** How many visits each worker has open, an hour apart, within what may be finished without a reason. */
const EACH = 24;
const FIRST_WORKER = 1000;

const workersFor = (count) => Math.ceil(count / EACH);

/** Visits that have begun and wait for their end, each of an order of its own; neighbours are of different workers. */
const beginVisits = ({ from, count }) => {
  const workers = workersFor(count);
  const begun = `now() - ((n - ${from}) / ${workers} + 2) * interval '1 hour'`;
  const worker = `${FIRST_WORKER + from} + (n - ${from}) % ${workers}`;
  return [
    ...workersOf(FIRST_WORKER + from, workers),
    orders({ from, count, status: 'in-service', startsOn: `${Number(YEAR) - 1}-12-01` }),
    `insert into order_fund (bureau_id, order_id, position, fund_id)
     select '${BUREAU}', ${idOf('00', 'n')}, 0, ${FUND_OF.spread('n')}
     from generate_series(${from}::bigint, ${from + count - 1}) n`,
    `insert into visit (bureau_id, id, number, order_number, order_id, cadre_id, item_id, unit_id, provider_id,
       worker_code, worker_link_id, worker_id, signed, day, filed, status, started_at, start_longitude,
       start_latitude, method, started_by, uploaded_at)
     select '${BUREAU}', ${idOf('10', 'n')}, 'FW' || n, 'DD' || n, ${idOf('00', 'n')},
       ${any(KIND.cadre, SIZES.cadres, 'n')}, ${idOf(KIND.item, '0')}, ${idOf(KIND.unit, '0')}, ${PROVIDER},
       'W' || (${worker}), ${idOf(KIND.workerLink, worker)}, ${idOf(KIND.worker, worker)}, false,
       ((${begun}) at time zone 'Asia/Shanghai')::date, '{}', 'started', date_trunc('second', ${begun}),
       ${HOME.longitude}, ${HOME.latitude}, 'mobile', 'worker', now()
     from generate_series(${from}::bigint, ${from + count - 1}) n`,
    'vacuum analyze service_order, order_fund, visit, worker_link',
  ];
};

/** The worker and the end of the n-th visit of a lot of `count` that begins at `from`: half an hour each. */
const visitOf = (from, count, n) => {
  const workers = workersFor(count);
  const hours = Math.floor((n - from) / workers) + 1.5;
  return {
    worker: FIRST_WORKER + from + ((n - from) % workers),
    endedAt: new Date(Date.now() - hours * 3600_000).toISOString(),
  };
};

module.exports = { fileOrders, beginVisits, visitOf, fundOf };
