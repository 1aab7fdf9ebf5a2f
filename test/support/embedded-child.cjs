'use strict';

// Run by test/db/embedded.spec.ts as a process of its own: starts the server of a home, commits one row,
// says so, and then waits to be killed. The launcher is TypeScript, so it is compiled on the way in.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { swcOptions } = require('../../scripts/swc-options.cjs');

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...swcOptions,
    sourceMaps: false,
    filename,
  });
  module._compile(code, filename);
};

const { Client } = require('pg');
const { startEmbedded } = require('../../apps/api/src/db/embedded/index.ts');

async function main() {
  const server = await startEmbedded({ home: process.argv[2], fast: process.argv[3] === 'fast' });
  const client = new Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query('create table if not exists kept (word text)');
  await client.query('insert into kept values ($1)', [`from ${server.owned ? 'owner' : 'guest'}`]);
  await client.query('begin');
  await client.query("insert into kept values ('never committed')");
  process.stdout.write(`${JSON.stringify({ owned: server.owned, ownerUrl: server.ownerUrl })}\n`);
  setInterval(() => undefined, 1_000);
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
