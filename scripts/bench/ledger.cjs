'use strict';

const { parseArgs } = require('node:util');
const { median, range } = require('./ledger/figures.cjs');
const { growth, reportGrowth } = require('./ledger/growth.cjs');
const { startServer, initialise } = require('./ledger/server.cjs');
const { throughput, VERBS } = require('./ledger/throughput.cjs');
const { makeWorld, asSuper } = require('./ledger/world.cjs');

const SCALE = 10;

/**
 * `npm run bench -- ledger [--only throughput|growth] [--rounds 9] [--seconds 4] [--sizes 10000,100000,1000000]`: our
 * verbs beside pgbench's own tpcb-like on one server, in turns, as ratios to what it did just before; and what each
 * verb costs as the journal grows. Exit status 1 below what is wanted.
 */
async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '9' },
      seconds: { type: 'string', default: '4' },
      sizes: { type: 'string', default: '10000,100000,1000000' },
    },
  });
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  const sizes = values.sizes.split(',').map(Number);
  const server = startServer();
  const isRight = [];
  try {
    if (values.only !== 'growth') isRight.push(await fast(server, { rounds, seconds, say }));
    if (values.only !== 'throughput') {
      isRight.push(reportGrowth(await growth(server, { sizes, rounds: Math.min(rounds, 5), say }), print));
    }
  } finally {
    server.stop();
  }
  if (isRight.includes(false)) process.exitCode = 1;
}

async function fast(server, options) {
  await asSuper(server, 'postgres', (sql) => sql('create database tpcb'));
  initialise(server, 'tpcb', SCALE);
  await makeWorld(server, 'songbai');
  return reportThroughput(await throughput(server, options));
}

/** Prints the ratios; answers whether each is at least what is wanted. */
function reportThroughput(results) {
  const tpcb = results.flatMap((round) => Object.values(round).map((one) => one.tpcb));
  print(
    `\ntpcb-like, scale ${SCALE}: ${range(tpcb, 0)} transactions/s, ${results.length} rounds, median (range)`,
  );
  print('reservations per transaction of tpcb-like just before:');
  let isRight = true;
  for (const { name, least, aim } of VERBS) {
    const ratios = results.map((round) => round[name].rate / round[name].tpcb);
    const [middle, rates] = [
      median(ratios),
      range(
        results.map((round) => round[name].rate),
        0,
      ),
    ];
    const word = middle >= aim ? 'ok' : middle >= least ? 'ok, below the aim' : 'TOO SLOW';
    isRight &&= middle >= least;
    print(`  ${name.padEnd(36)} ${range(ratios)}  ${word} (least ${least}, aim ${aim})  ${rates}/s`);
  }
  return isRight;
}

const say = (text) => process.stderr.write(`${text}\n`);
const print = (text) => process.stdout.write(`${text}\n`);

module.exports = { run };
