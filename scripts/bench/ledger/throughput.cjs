'use strict';

const { pgbench } = require('./server.cjs');
const { BUREAU, FIRST, FUNDS, idIn, idOf, asSuper, fileOrders, makeBatches } = require('./world.cjs');

const BATCH = 50;
const CLIENTS = 8;
const ORDERS_BEFORE = 60_000;
const STEP = 2_000;

/** Which fund an order is for, as pgbench and SQL both reckon it: one, or all of them up and down. */
const ofHot = () => '0';
const ofSpread = (n) => `${n} * 2654435761 % ${FUNDS}`;
const hot = (n) => idOf('02', ofHot(n));
const spread = (n) => idOf('02', ofSpread(n));

/** What stands before a single order, which is its own key, and before a batch. */
const ofOrder = `'${BUREAU}', '\\x01', '2026-10', 'bench', '2026-10-10T00:00:00Z'`;
const head = (key) => `'${BUREAU}', ${key}, '\\x01', '2026-10', 'bench', '2026-10-10T00:00:00Z'`;

const USED_UP = 'a client has used up what was filed for it';

/** The client's next number below `per`, as :n. Past the end it fails: a used key would be answered, not done. */
const NEXT = `
\\if :c >= :per
select '${USED_UP}'::int
\\endif
\\set n :base + :client_id * :per + :c
\\set c :c + 1
`;

const single = (fund) => `${NEXT}
\\set o ${FIRST} + :n
\\set f ${FIRST} + ${fund(':n')}
select ledger.reserve_order(${ofOrder}, ${idIn('00', 'o')}, '2026-10-01',
  ${idIn('01', 'o')}, ${idIn('02', 'f')}, 0, 1000)
`;

const batch = `${NEXT}
select ledger.reserve(${head(`:first || 'x' || :n`)}, b.orders, b.days, b.shares, b.orders, b.funds, b.positions,
    b.amounts)
  from bench_batch b where b.batch = :n
`;

/** Reservations per transaction of tpcb-like: wanted at `least`, aimed at; at `most` as many as orders are filed. */
const VERBS = [
  {
    name: 'reserve, one hot fund',
    script: single(ofHot),
    fundOf: hot,
    of: 1,
    least: 0.45,
    aim: 0.6,
    most: 1.5,
  },
  {
    name: `reserve, ${FUNDS} funds`,
    script: single(ofSpread),
    fundOf: spread,
    of: 1,
    least: 1,
    aim: 1.3,
    most: 3,
  },
  {
    name: `reserve, ${BATCH} at a time, one hot fund`,
    script: batch,
    fundOf: hot,
    of: BATCH,
    least: 3,
    aim: 5,
    most: 8,
  },
];

/**
 * Each verb right after tpcb-like, in short turns, since a shared machine changes from second to second:
 * [{ <verb>: { rate, tpcb } }], reservations and transactions per second.
 */
async function throughput(server, { rounds, seconds, say, from = 0 }) {
  const results = [];
  let base = await begin(server, from);
  let fastest = 0;
  for (let round = 0; round < rounds; round++) {
    const result = {};
    for (const verb of VERBS) {
      fastest ||= tpcbLike(server, seconds);
      const per = Math.ceil((fastest * seconds * verb.most) / CLIENTS / verb.of);
      const run = await enough(server, verb, { base, per, seconds });
      result[verb.name] = run;
      base = run.next;
      fastest = Math.max(fastest, run.tpcb);
    }
    results.push(result);
    const word = ([name, { rate, tpcb }]) => `${name} ${rate.toFixed(0)}/s beside ${tpcb.toFixed(0)}`;
    say(`round ${round + 1}: ${Object.entries(result).map(word).join('; ')}`);
  }
  return results;
}

const tpcbLike = (server, seconds) => pgbench(server, { database: 'tpcb', seconds, clients: CLIENTS }).tps;

/** Files orders and runs; where they were too few for a quick moment, once more with twice as many. */
async function enough(server, verb, { base, per, seconds }) {
  const orders = per * CLIENTS * verb.of;
  const next = base + orders;
  await fileOrders(server, 'songbai', base, orders, verb.fundOf, verb.of);
  if (verb.of > 1) await makeBatches(server, 'songbai', base, orders, verb.of, verb.fundOf);
  const tpcb = tpcbLike(server, seconds);
  try {
    return { tpcb, rate: reservations(server, verb, { base, per, seconds }), next };
  } catch (error) {
    if (!error.message.includes(USED_UP)) throw error;
    return enough(server, verb, { base: next, per: per * 2, seconds });
  }
}

/** A month under way: every cadre and contract has an order already. Answers the first number that is free. */
async function begin(server, from) {
  await fileOrders(server, 'songbai', from, ORDERS_BEFORE, spread);
  await makeBatches(server, 'songbai', from, ORDERS_BEFORE, STEP, spread);
  await asSuper(server, 'songbai', async (sql) => {
    await sql(`select set_config('app.bureau', '${BUREAU}', false)`);
    for (let n = 0; n < ORDERS_BEFORE / STEP; n++) {
      await sql(`select ledger.reserve(${head(`'begin${from}x${n}'`)}, b.orders, b.days, b.shares, b.orders, b.funds,
        b.positions, b.amounts) from bench_batch b where b.batch = ${n}`);
    }
  });
  return from + ORDERS_BEFORE;
}

function reservations(server, { script, of }, { base, per, seconds }) {
  const define = { base: of > 1 ? 0 : base, first: base, per, c: 0 };
  const options = `-c role=songbai_act_bureau -c app.bureau=${BUREAU}`;
  const run = {
    database: 'songbai',
    user: 'songbai_app',
    script,
    seconds,
    define,
    options,
    clients: CLIENTS,
  };
  return pgbench(server, run).tps * of;
}

module.exports = { throughput, VERBS };
