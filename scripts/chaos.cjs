'use strict';

/**
 * `npm run chaos -- [--driver sql|http|both] [--seconds 60] [--seed <n>] [--mutant <name>,<name>]`: eight connections
 * do what people do, straight to the ledger and then through two processes of the API, for so many seconds each, while
 * connections are ended, answers are lost after COMMIT, and API and PostgreSQL are killed with -9. After every round
 * the model and all invariants are asked. Several mutants run one after another on one server, `none` among them: each
 * a line of JSON. Exit status 0: nothing was lost, doubled or wrong.
 */
const { parseArgs } = require('node:util');
const { ensure } = require('./ensure.cjs');

const { values } = parseArgs({
  options: {
    driver: { type: 'string', default: 'both' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    mutant: { type: 'string', default: 'none' },
    cut: { type: 'string', default: '0.05' },
    kill: { type: 'string', default: '1' },
  },
});

async function main() {
  await ensure();
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  for (const driver of values.driver === 'both' ? ['sql', 'http'] : [values.driver])
    await drive(driver, seed);
}

async function drive(driver, seed) {
  const { Chaos } = require('./chaos/chaos.cjs');
  const { HttpChaos } = require('./chaos/http-chaos.cjs');
  const Kind = driver === 'sql' ? Chaos : HttpChaos;
  const options = { seed, share: Number(values.cut), kills: values.kill !== '0' };
  const chaos = new Kind(options, (line) => process.stdout.write(`${line}\n`));
  try {
    await chaos.start();
    for (const [i, mutant] of values.mutant.split(',').entries()) await run(chaos, driver, seed + i, mutant);
  } finally {
    await chaos.stop();
  }
}

async function run(chaos, driver, seed, mutant) {
  process.stdout.write(`chaos: ${driver}, seed ${seed}, mutant ${mutant}\n`);
  await chaos.become(seed, mutant);
  const isRight = await chaos.run(Number(values.seconds) * 1000);
  const outcome = { driver, seed, mutant, right: isRight, ...chaos.tally, cut: chaos.cut() };
  process.stdout.write(`${JSON.stringify({ ...outcome, postings: await chaos.postings() })}\n`);
  if (!isRight) process.exitCode = 1;
}

main().then(
  () => process.exit(),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    // Whoever still waits for an answer would keep the process for ever.
    process.exit(2);
  },
);
