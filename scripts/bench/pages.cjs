'use strict';

const { spawn } = require('node:child_process');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '../..');

/**
 * `npm run bench -- pages`: how long each role's main pages take until they can be used, and how a table of 5,000 rows
 * moves, in a real browser on the demo: beside a fixed piece of work in the same page.
 */
function run(args) {
  const jest = path.join(ROOT, 'node_modules/jest/bin/jest.js');
  const files = ['--runInBand', '--testMatch', '<rootDir>/test/bench/*.bench.ts'];
  const child = spawn(process.execPath, [jest, ...files, ...args], { cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      process.exitCode = code ?? 1;
      resolve();
    });
  });
}

module.exports = { run };
