'use strict';

const { v7: newId } = require('uuid');
const { BUREAU, fileOrders, idOf, uuidOf, withClient } = require('./world.cjs');
const { makeGrown, connected } = require('./growth-world.cjs');
const { median, quartile, range } = require('./figures.cjs');

const CYCLES = 60;
/** What a verb may cost at the largest journal, as a multiple of what it costs at the smallest. */
const FLAT = 1.3;
const DAY = '2026-10-20';
const AT = '2026-10-31T08:00:00Z';
/** A month is closed when it is over. */
const OVER = '2026-11-01T08:00:00Z';
const FIRST_ORDER = 900_000_000;
/** Two orders under one contract: the first is the first of the month there, and its contract lets the next pass. */
const PAIR = 2;
const HOT = uuidOf('02', 0);
const NEXT_YEAR = uuidOf('0c', 0);

/**
 * Databases that differ in nothing but how much was ever posted, asked the same in turns: what each verb costs, in
 * milliseconds of a call that nothing disturbed, beside the smallest. Half of all postings are of the fund that is
 * asked.
 */
async function growth(server, { sizes, rounds, say }) {
  const grown = [];
  for (const size of sizes) {
    const database = `grown_${size}`;
    await makeGrown(server, database, size);
    await withClient(server.url(database), (sql) =>
      sql(`insert into fund (bureau_id, id, version, code, type, year)
        values ('${BUREAU}', '${NEXT_YEAR}', 1, 'F0-27', 'government-purchase', 2027)`),
    );
    await fileOrders(server, database, FIRST_ORDER, rounds * CYCLES * PAIR, () => idOf('02', '0'), PAIR);
    say(`journal of ${size} rows made`);
    grown.push({ size, database, rounds: [] });
  }
  for (const one of grown) one.sql = await connected(server, one.database);
  try {
    for (let round = 0; round < rounds; round++) {
      for (const one of grown) one.rounds.push({});
      for (let n = 0; n < CYCLES; n++) {
        // Each goes first in its turn, so that a busy moment of the machine falls on all of them.
        const order = grown.map((_, i) => grown[(i + n) % grown.length]);
        for (const one of order) await go(one, cycle(FIRST_ORDER + (round * CYCLES + n) * PAIR));
      }
      for (const one of grown) one.rounds.push(undisturbed(one.rounds.pop()));
      say(`growth round ${round + 1} of ${rounds}`);
    }
  } finally {
    for (const one of grown) await one.sql.end();
  }
  return grown;
}

/** Does everything that a reservation can go through, once, and writes down what each step took. */
async function go({ sql, rounds }, steps) {
  const times = rounds.at(-1);
  for (const [name, query] of steps) {
    const began = process.hrtime.bigint();
    await sql.query(query);
    times[name] = [...(times[name] ?? []), Number(process.hrtime.bigint() - began) / 1e6];
  }
}

/** The lower quartile: what else the machine does makes a call dearer and never cheaper. */
const undisturbed = (times) =>
  Object.fromEntries(Object.entries(times).map(([name, list]) => [name, quartile(list)]));

const call = (verb, ...args) => ({
  name: `${verb}${args.length}`,
  text: `select ledger.${verb}(${args.map((_, i) => `$${i + 1}`).join(', ')})`,
  values: args,
});
const SAID = ['\\x01', '2026-10', 'bench', AT];
const money = (verb, ...args) => call(verb, BUREAU, newId(), ...SAID, ...args);
const turn = (verb, actor, ...args) => call(verb, BUREAU, newId(), '2026-10', actor, OVER, ...args);

const reserved = (order, share) =>
  call('reserve_order', BUREAU, ...SAID, uuidOf('00', order), DAY, share, HOT, 0, 1000);

/** The verbs in the order in which each finds what it needs. */
function cycle(n) {
  const [share, kept, wrong, payment] = Array.from({ length: 4 }, () => newId());
  const rest = [[DAY], ['ZD']];
  const own = () => [newId()];
  return [
    ['allot', money('allot', own(), [HOT], [1000], ...rest)],
    ['first reserve', reserved(n, newId())],
    ['reserve', reserved(n + 1, share)],
    ['expend', money('expend', [kept], [share], [400], ...rest)],
    ['expend', money('expend', [wrong], [share], [300], ...rest)],
    ['reverse', money('reverse', own(), [wrong], ...rest)],
    ['pay', money('pay', [payment], [HOT], [400], ...rest)],
    ['pay back', money('unpay', own(), [payment], [50], ...rest)],
    ['recover', money('recover', own(), [kept], [100], ['returned'], ...rest)],
    ['release', money('release', own(), [share], [600], ...rest)],
    ['carry over', money('carry_over', own(), own(), [HOT], [NEXT_YEAR], [10], [2026], ...rest)],
    ['lapse', money('lapse', own(), [HOT], [10], [2026], ...rest)],
    ['seal', call('seal_all', BUREAU, AT)],
    ['close', turn('close', 'a')],
    ['reopen', turn('ask_reopen', 'a', '补记')],
    ['reopen', turn('reopen', 'b', '补记')],
    ['as-of read', call('balance_at', BUREAU, HOT, '2026-10-15')],
    ['known-at read', call('balance_at', BUREAU, HOT, null, '2026-10-15T00:00:00Z')],
  ];
}

/** Prints the table; answers whether every verb is flat. */
function reportGrowth(grown, say) {
  const [least] = grown;
  const most = grown.at(-1);
  say(
    `\nwhat one call costs, milliseconds, by rows in the journal; growth is ${most.size} over ${least.size}`,
  );
  say(
    `${''.padEnd(15)}${grown.map(({ size }) => String(size).padStart(10)).join('')}   growth, median (range)`,
  );
  let isFlat = true;
  for (const verb of Object.keys(least.rounds[0])) {
    const cells = grown.map(({ rounds }) =>
      median(rounds.map((round) => round[verb]))
        .toFixed(2)
        .padStart(10),
    );
    const ratios = most.rounds.map((round, i) => round[verb] / least.rounds[i][verb]);
    const fits = median(ratios) <= FLAT;
    isFlat &&= fits;
    say(`${verb.padEnd(15)}${cells.join('')}   ${range(ratios)}  ${fits ? 'flat' : 'GROWS'}`);
  }
  say(`flat is at most ${FLAT}`);
  return isFlat;
}

module.exports = { growth, reportGrowth };
