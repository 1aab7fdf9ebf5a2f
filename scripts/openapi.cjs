'use strict';

const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { ensureThen, ROOT } = require('./ensure.cjs');

/** openapi.json from the code, and from that the types of the client. */
ensureThen(() => {
  const steps = [
    ['apps/api/dist/docs/write-openapi.js'],
    [
      'libs/client/node_modules/openapi-typescript/bin/cli.js',
      ...['apps/api/openapi.json', '--output', 'libs/client/src/schema.d.ts'],
    ],
  ];
  for (const [script, ...args] of steps) {
    const { status } = spawnSync(process.execPath, [join(ROOT, script), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
});
