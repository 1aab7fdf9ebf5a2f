'use strict';

/**
 * `npm run chaos -- [--seconds 60] [--seed <n>] [--mutant <name>]`: eight connections do what people do, while
 * connections are ended, replies to COMMIT are lost and the server is killed with -9. After every round the model and
 * all invariants are asked. Exit status 0: nothing was lost, doubled or wrong.
 */
const { parseArgs } = require('node:util');
const { ensure } = require('./ensure.cjs');

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string' },
    mutant: { type: 'string', default: '' },
    cut: { type: 'string', default: '0.05' },
    kill: { type: 'string', default: '1' },
  },
});

async function main() {
  await ensure();
  const { Chaos } = require('./chaos/chaos.cjs');
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  process.stdout.write(`chaos: seed ${seed}${values.mutant ? `, mutant ${values.mutant}` : ''}\n`);
  const options = { seed, mutant: values.mutant, share: Number(values.cut), kills: values.kill !== '0' };
  const chaos = await Chaos.start(options, (line) => process.stdout.write(`${line}\n`));
  try {
    const isRight = await chaos.run(Number(values.seconds) * 1000);
    process.stdout.write(
      `${JSON.stringify({ seed, right: isRight, ...chaos.tally, cut: chaos.proxy.cut })}\n`,
    );
    if (!isRight) process.exitCode = 1;
  } finally {
    await chaos.stop();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
