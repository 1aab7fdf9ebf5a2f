'use strict';

/** `npm run bench [-- <name>]`: figures as ratios within one run. Each file of scripts/bench is one bench. */
const { ensure } = require('./ensure.cjs');

const BENCHES = {
  api: './bench/api.cjs',
  ledger: './bench/ledger.cjs',
  month: './bench/month.cjs',
  pages: './bench/pages.cjs',
};

async function main([name = 'month', ...rest]) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no bench ${name}: ${Object.keys(BENCHES).join(', ')}`);
  await ensure({ build: true });
  await require(bench).run(rest);
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
