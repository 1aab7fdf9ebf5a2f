'use strict';

const { startServer, pgbench, initialise } = require('./ledger/server.cjs');
const { BUREAU, FUNDS, idOf, makeWorld, fileOrders, asSuper } = require('./ledger/world.cjs');

const ROUNDS = 3;
const SECONDS = 10;
const BATCH = 50;
/** Orders filed for each client of a run, so that no run can use up what the next one needs. */
const PER_CLIENT = { single: 8_000, batch: 40_000 };
const CLIENTS = 8;

const hot = () => idOf('02', '0');
const spread = (n) => idOf('02', `abs(hashint8(${n} + 2) % ${FUNDS})`);

const head = (key) => `'${BUREAU}', ${key}, '\\x01', '2026-10', 'bench', '2026-10-10T00:00:00Z'`;

/** Each transaction takes the next order of its client; `base` keeps the runs apart. */
const single = (fundOf) => `
\\set c :c + 1
\\set n :base + :client_id * :per + :c
select ledger.reserve_order(${head(`(:n)::text`)}, ${idOf('00', ':n::bigint')}, '2026-10-01',
  ${idOf('01', ':n::bigint')}, ${fundOf('(:n)::bigint')}, 0, 1000)
`;

const batch = `
\\set c :c + ${BATCH}
\\set n :base + :client_id * :per + :c
select ledger.reserve(${head(`(:n)::text`)}, array_agg(${idOf('00', 'i')}), array_agg(date '2026-10-01'),
    array_agg(${idOf('01', 'i')}), array_agg(${idOf('00', 'i')}), array_agg(${hot()}), array_agg(0),
    array_agg(1000::bigint))
  from generate_series(:n::bigint - ${BATCH - 1}, :n::bigint) i
`;

const VERBS = [
  {
    name: 'reserve, one hot fund',
    script: single(hot),
    fundOf: hot,
    per: PER_CLIENT.single,
    of: 1,
    least: 0.45,
    aim: 0.6,
  },
  {
    name: `reserve, ${FUNDS} funds`,
    script: single(spread),
    fundOf: spread,
    per: PER_CLIENT.single,
    of: 1,
    least: 1,
    aim: 1.3,
  },
  {
    name: `reserve, ${BATCH} at a time, one hot fund`,
    script: batch,
    fundOf: hot,
    per: PER_CLIENT.batch,
    of: BATCH,
    least: 3,
    aim: 5,
  },
];

/** Our verbs beside pgbench's own tpcb-like on one server, in turns; ratios within each round. */
async function run(args) {
  const rounds = Number(args[args.indexOf('--rounds') + 1]) || ROUNDS;
  const server = startServer();
  try {
    await asSuper(server, 'postgres', (sql) => sql('create database tpcb'));
    initialise(server, 'tpcb', 10);
    await makeWorld(server, 'songbai');
    const results = [];
    let base = 0;
    for (let round = 0; round < rounds; round++) {
      const tpcb = pgbench(server, { database: 'tpcb', seconds: SECONDS }).tps;
      const result = { tpcb };
      for (const verb of VERBS) {
        await fileOrders(server, 'songbai', base, verb.per * CLIENTS + BATCH, verb.fundOf);
        const define = { base, per: verb.per, c: 0 };
        const options = `-c role=songbai_act_bureau -c app.bureau=${BUREAU}`;
        const { tps } = pgbench(server, {
          database: 'songbai',
          user: 'songbai_app',
          script: verb.script,
          seconds: SECONDS,
          define,
          options,
        });
        result[verb.name] = tps * verb.of;
        base += verb.per * CLIENTS + BATCH;
      }
      results.push(result);
      process.stderr.write(`round ${round + 1}: ${JSON.stringify(result)}\n`);
    }
  } finally {
    server.stop();
  }
}

module.exports = { run, VERBS };
