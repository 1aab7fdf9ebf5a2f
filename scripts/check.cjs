'use strict';

const { ensure, ROOT } = require('./ensure.cjs');
const { spawn } = require('node:child_process');
const { join } = require('node:path');

const tool = (path) => join(ROOT, 'node_modules', path);

/** What does not need each other, two at a time. Its output is shown only where it fails. */
const QUICK = [
  { name: 'types', run: [tool('typescript/bin/tsc'), '--noEmit'] },
  { name: 'types of the portal', run: [tool('typescript/bin/tsc'), '--noEmit', '-p', 'apps/portal'] },
  { name: 'lint and format', run: [tool('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'] },
  {
    name: 'import rules',
    run: [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...[
        '--config',
        '.dependency-cruiser.cjs',
        'libs',
        'migrations',
        'apps/api/src',
        'apps/portal/src',
        'test',
      ],
    ],
  },
  { name: 'unused code', run: [tool('knip/bin/knip.js')] },
];
const TESTS = { name: 'tests', run: [join(__dirname, 'test.cjs')] };
const AT_ONCE = 2;

async function main(words) {
  const unknown = words.find((word) => word !== '--fast');
  if (unknown !== undefined) throw new Error(`unknown option ${unknown}; npm run check -- [--fast]`);
  const failed = [];
  const note = async ({ name }, work) => {
    const began = Date.now();
    const problem = await work();
    if (problem !== null) failed.push(name);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    if (problem) process.stdout.write(`${problem.trimEnd()}\n`);
    process.stdout.write(`${problem === null ? 'ok    ' : 'FAILED'} ${name}, ${seconds} s\n`);
  };
  await note({ name: 'install and build' }, () => ensure().then(() => null));
  const waiting = [...QUICK];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await note(step, () => quietly(step.run));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (!words.includes('--fast')) await note(TESTS, () => aloud(TESTS.run));
  if (failed.length === 0) return;
  process.stdout.write(`failed: ${failed.join(', ')}\n`);
  process.exitCode = 1;
}

/** Null when the step went well, otherwise what it printed. */
function quietly(args) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  return ended(child).then((isGood) => (isGood ? null : Buffer.concat(printed).toString()));
}

function aloud(args) {
  return ended(spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })).then((isGood) =>
    isGood ? null : '',
  );
}

/** On Ctrl-C the terminal tells the steps itself; a SIGTERM is ours to pass on. */
function ended(child) {
  const stop = () => child.kill('SIGTERM');
  process.once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      process.removeListener('SIGTERM', stop);
      resolve(code === 0);
    });
  });
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`songbai: ${error.message}\n`);
  process.exitCode = 1;
});
