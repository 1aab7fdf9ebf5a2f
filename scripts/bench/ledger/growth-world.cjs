'use strict';

const { Client } = require('pg');
const { BUREAU, FUNDS, idOf, fileOrders, makeWorld, withClient } = require('./world.cjs');

const STEP = 2_000;
const FILLERS = 2;
/** How often the cache and the seals are brought up to date while a journal is filled, as jobs of the night do. */
const NIGHTS = 10;

/** Every second posting is of the hot fund 0. */
const fundOf = (n) => idOf('02', `case ${n} % 2 when 0 then 0 else abs(hashint8(${n}) % ${FUNDS}) end`);
const day = (n) => `date '2026-10-01' + (${n} % 31)::int`;
const head = (key) => `'${BUREAU}', '${key}', '\\x01', '2026-10', 'bench', '2026-10-10T00:00:00Z'`;

/** A database whose journal holds `rows` postings, all made by the verbs: reserved, and expended. */
async function makeGrown(server, database, rows) {
  await makeWorld(server, database);
  const orders = rows / 2;
  for (let night = 0; night < NIGHTS; night++) {
    const [from, to] = [(orders / NIGHTS) * night, (orders / NIGHTS) * (night + 1)];
    await fileOrders(server, database, from, to - from, fundOf);
    const steps = Array.from({ length: Math.ceil((to - from) / STEP) }, (_, i) => from + i * STEP);
    await Promise.all(Array.from({ length: FILLERS }, () => fill(server, database, steps, to)));
    await asOffice(server, database, async (sql) => {
      await sql(`select ledger.tally('${BUREAU}', '2026-10-10T00:00:00Z')`);
      await sql(`select ledger.seal_all('${BUREAU}', '2026-10-10T00:00:00Z')`);
    });
  }
  await withClient(server.url(database), (sql) => sql('vacuum analyze'));
}

async function fill(server, database, steps, end) {
  await asOffice(server, database, async (sql) => {
    for (let from = steps.pop(); from !== undefined; from = steps.pop()) {
      const numbers = `generate_series(${from}::bigint, ${Math.min(from + STEP, end) - 1}) n`;
      const list = (value) => `array_agg(${value} order by n)`;
      await sql(`select ledger.reserve(${head(`r${from}`)}, ${list(idOf('00', 'n'))}, ${list(day('n'))},
        ${list(idOf('01', 'n'))}, ${list(idOf('00', 'n'))}, ${list(fundOf('n'))}, ${list('0')}, ${list('1000::bigint')})
        from ${numbers}`);
      await sql(`select ledger.expend(${head(`e${from}`)}, ${list(idOf('0b', 'n'))}, ${list(idOf('01', 'n'))},
        ${list('700::bigint')}, ${list(day('n'))}, ${list("'ZD'::text")}) from ${numbers}`);
    }
  });
}

/** A connection bound to the bureau, as the application has it. */
const asOffice = (server, database, work) =>
  withClient(server.url(database, 'songbai_app'), async (sql) => {
    await sql(`set role songbai_act_bureau`);
    await sql(`set app.bureau = '${BUREAU}'`);
    return work(sql);
  });

/** The same, to be ended by whoever asked. */
async function connected(server, database) {
  const client = new Client({ connectionString: server.url(database, 'songbai_app') });
  await client.connect();
  await client.query(`set role songbai_act_bureau`);
  await client.query(`set app.bureau = '${BUREAU}'`);
  return client;
}

module.exports = { makeGrown, connected };
