'use strict';

/**
 * `npm run chaos -- [--driver sql|http|both] [--seconds 60] [--seed <n>] [--mutant <name>]`: eight connections do what
 * people do, straight to the ledger and then through two processes of the API, for so many seconds each, while
 * connections are ended, answers are lost after COMMIT, and API and PostgreSQL are killed with -9. After every round
 * the model and all invariants are asked. Exit status 0: nothing was lost, doubled or wrong.
 */
const { parseArgs } = require('node:util');
const { ensure } = require('./ensure.cjs');

const { values } = parseArgs({
  options: {
    driver: { type: 'string', default: 'both' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    mutant: { type: 'string', default: '' },
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
  const mutant = values.mutant ? `, mutant ${values.mutant}` : '';
  process.stdout.write(`chaos: ${driver}, seed ${seed}${mutant}\n`);
  const options = { seed, mutant: values.mutant, share: Number(values.cut), kills: values.kill !== '0' };
  const chaos = await Kind.start(options, (line) => process.stdout.write(`${line}\n`));
  try {
    const isRight = await chaos.run(Number(values.seconds) * 1000);
    const cut = chaos.proxy.cut + (chaos.httpProxy?.cut ?? 0);
    const outcome = { driver, seed, right: isRight, ...chaos.tally, cut, postings: await chaos.postings() };
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    if (!isRight) process.exitCode = 1;
  } finally {
    await chaos.stop();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
