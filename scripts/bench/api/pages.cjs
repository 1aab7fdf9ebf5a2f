'use strict';

const path = require('node:path');
const { startProcess } = require('./processes.cjs');
const {
  DIST,
  BUREAU,
  SIZES,
  PROVIDER,
  KIND,
  MONTH,
  TODAY,
  YEAR,
  asSuper,
  idOf,
  uuidOf,
} = require('./world.cjs');

/** A page may take half as long again where a list has a thousand times the rows. */
const MOST = 1.5;
const SIZES_OF_LISTS = [1_000, 10_000, 100_000, 1_000_000];
const TIMES = 90;
/** Where the rows of the lists have their numbers, far from those of the other works. */
const FIRST = 500_000_000;

const cadre = idOf(KIND.cadre, `n * 7919 % ${SIZES.cadres}`);
const contract = idOf(KIND.contract, `n * 7919 % ${SIZES.contracts}`);
const digits = `lpad(n::text, 10, '0')`;
const day = `(date '${Number(YEAR) - 1}-01-01' + (n % 300)::int)`;

/** How each list grows, and its rows from the end: the key of its order, and the id. */
const LISTS = {
  '/orders': {
    user: 0,
    grow: (range) => [
      `insert into service_order (bureau_id, id, number, cadre_id, contract_id, item_id, provider_id, unit_id,
         starts_on, ends_on, quantity_hundredths, ordered_by, approved_by, approved_at, status, amount_fen, filed,
         channel, requested_at)
       select '${BUREAU}', ${idOf('20', 'n')}, 'DD' || ${digits}, ${cadre}, ${contract}, ${idOf(KIND.item, '0')},
         ${PROVIDER}, ${idOf(KIND.unit, '0')}, '${MONTH}-01', '${TODAY}', 100, 'clerk', 'approver', now(), 'approved',
         1000, '{}', 'phone', now() from ${range}`,
      `insert into order_fund (bureau_id, order_id, position, fund_id)
       select '${BUREAU}', ${idOf('20', 'n')}, 0, ${idOf(KIND.fund, `n * 7919 % ${SIZES.funds}`)} from ${range}`,
    ],
    deep: 'select id::text as key, id from service_order where bureau_id = $1 order by service_order.id',
  },
  '/visits': {
    user: 0,
    grow: (range) => [
      `insert into visit (bureau_id, id, number, order_number, order_id, cadre_id, item_id, unit_id, provider_id,
         worker_code, signed, day, filed, status, started_at, ended_at, method, uploaded_at, quantity_hundredths,
         amount_fen, decided_seq)
       select '${BUREAU}', ${idOf('21', 'n')}, 'FW' || ${digits}, 'DD' || ${digits}, ${idOf('20', 'n')}, ${cadre},
         ${idOf(KIND.item, '0')}, ${idOf(KIND.unit, '0')}, ${PROVIDER}, 'W0', true, ${day}, '{}', 'payable',
         ${day}::timestamptz, ${day}::timestamptz + interval '1 hour', 'mobile', now(), 100, 1000, n from ${range}`,
    ],
    deep: 'select day::text as key, id from visit where bureau_id = $1 order by visit.day, 2',
  },
  '/bills': {
    user: 0,
    grow: (range) => [
      `insert into bill (bureau_id, id, number, contract_id, provider_id, month, kind, declared_fen, claimed_fen,
         approved_fen, status, adjudicated_by, adjudicated_at, filed)
       select '${BUREAU}', ${idOf('22', 'n')}, 'ZD' || ${digits}, ${contract}, ${PROVIDER}, '${MONTH}', 'regular', 1000,
         1000, 1000, 'adjudicated', 'finance', now(), '{}' from ${range}`,
    ],
    deep: 'select number as key, id from bill where bureau_id = $1 order by 1 desc, 2',
  },
  '/audit': {
    user: 100,
    grow: (range) => [
      `insert into audit_log (bureau_id, id, seq, at, actor, verb, subject, subject_id, entry, previous_hash, hash)
       select '${BUREAU}', ${idOf('23', 'n')}, n, now(), 'a', 'order.approve', 'service_order', ${idOf('20', 'n')},
         '{"at": "2026-01-01T00:00:00Z", "actor": "a", "role": "bureau-approver", "verb": "order.approve",
           "subject": "service_order", "id": "${uuidOf('20', 0)}"}', '\\x00', sha256(n::text::bytea) from ${range}`,
    ],
    deep: 'select seq::text as key, id from audit_log where bureau_id = $1 order by audit_log.seq, 2',
  },
};

/**
 * The first page of each list, and one at its end, with ever more rows. Each is asked in turns with the same page
 * of a database that stays at a thousand rows: the ratio says what the rows cost and not how busy the machine is.
 */
async function measurePages(site, most) {
  const sizes = SIZES_OF_LISTS.filter((size) => size <= most);
  await grow(site, 'songbai', 0, sizes[0]);
  await asSuper(site.server, 'postgres', (sql) => sql('create database grown template songbai'));
  const platforms = [];
  for (const name of ['songbai', 'grown']) {
    const url = site.server.url(name, 'songbai_app');
    platforms.push(await startProcess('platform.cjs', [path.resolve(DIST), url, site.keyFile]));
  }
  try {
    const [table, ratios] = [{}, {}];
    for (const [i, size] of sizes.entries()) {
      if (i > 0) await grow(site, 'grown', sizes[i - 1], size);
      for (const list of Object.keys(LISTS)) {
        for (const place of ['first', 'deep']) {
          const [still, grown] = await pair(site, platforms, list, place);
          const page = `${list} ${place}`;
          table[page] = {
            ...table[page],
            [`${size} rows`]: `${grown.toFixed(1)} ms, ${(grown / still).toFixed(2)}`,
          };
          ratios[page] = grown / still;
        }
      }
      process.stderr.write(`lists of ${size} rows measured\n`);
    }
    return reported(table, ratios);
  } finally {
    await Promise.all(platforms.map((each) => each.stop()));
  }
}

/** Prints the table and answers whether the longest lists are as quick as the shortest. */
function reported(table, ratios) {
  const isFlat = (page) => ratios[page] <= MOST;
  for (const page of Object.keys(table)) table[page].verdict = isFlat(page) ? 'ok' : 'MISSED';
  process.stdout.write('Median of a page, and its ratio to the same page of a thousand rows\n');
  console.table(table);
  return Object.keys(table).every(isFlat);
}

async function grow(site, database, from, to) {
  await asSuper(site.server, database, async (sql) => {
    await sql(`select set_config('app.bureau', '${BUREAU}', false)`);
    const range = `generate_series(${FIRST + from}::bigint, ${FIRST + to - 1}) n`;
    for (const { grow: statements } of Object.values(LISTS))
      for (const text of statements(range)) await sql(text);
    await sql('vacuum analyze service_order, order_fund, visit, bill, audit_log');
  });
}

/** Median milliseconds of one page on both platforms, asked in turns. */
async function pair(site, platforms, list, place) {
  const headers = { authorization: site.tokenOf(LISTS[list].user) };
  const urls = [];
  for (const [i, database] of ['songbai', 'grown'].entries()) {
    const cursor = place === 'first' ? '' : `?cursor=${await deepCursor(site, database, list)}`;
    urls.push(`http://127.0.0.1:${platforms[i].port}/api/v1${list}${cursor}`);
  }
  const times = [[], []];
  for (let n = 0; n < TIMES; n++) {
    for (const [i, url] of urls.entries()) {
      const began = process.hrtime.bigint();
      const answer = await fetch(url, { headers });
      const { items } = await answer.json();
      if (answer.status !== 200 || items.length !== 50) throw new Error(`${url}: ${answer.status}`);
      if (n >= TIMES / 6) times[i].push(Number(process.hrtime.bigint() - began) / 1e6);
    }
  }
  return times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)]);
}

/** A hundred rows before the end of the list. */
async function deepCursor(site, database, list) {
  const [row] = await asSuper(site.server, database, async (sql) => {
    const text = LISTS[list].deep.replace('$1', `'${BUREAU}'`);
    return sql(`${text} offset 100 limit 1`);
  });
  return Buffer.from(JSON.stringify([row.key, row.id])).toString('base64url');
}

module.exports = { measurePages };
