'use strict';

/**
 * `npm run fuzz -- [--count 20000] [--seed <n>] [--only <turn>]`: bad requests, made from apps/api/openapi.json, and
 * raw bytes, to the server as users start it, on the demo, by each role. No answer may be a 5xx or show the inside,
 * every error is a problem with a code, what is refused changes nothing, and the server is still there at the end.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { ensure, ROOT } = require('./ensure.cjs');

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});

const say = (line) => process.stdout.write(`${line}\n`);

async function main() {
  await ensure();
  const { Fuzz } = require('./fuzz/run.cjs');
  const { startServer } = require('./fuzz/server.cjs');
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  say(`fuzz: seed ${seed}; again with npm run fuzz -- --seed ${seed}`);
  const document = JSON.parse(readFileSync(join(ROOT, 'apps/api/openapi.json'), 'utf8'));
  const server = await startServer();
  try {
    const fuzz = await Fuzz.start({ ...server, document, seed, say });
    const [count, from] = values.only ? [1, Number(values.only)] : [Number(values.count), 0];
    const isRight = await fuzz.run(count, { from });
    await fuzz.stop();
    const isUp = server.isUp();
    say(JSON.stringify({ seed, right: isRight && isUp, failures: fuzz.failures.length, ...fuzz.tally }));
    if (!isRight || !isUp) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 2;
});
