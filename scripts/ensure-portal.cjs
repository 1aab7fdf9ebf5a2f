'use strict';

const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { join } = require('node:path');
const zlib = require('node:zlib');

const STAMP = 'node_modules/.songbai/portal.json';
const SOURCES = [
  'apps/portal',
  'libs/billing/src',
  'libs/contracts/src',
  'libs/client/src',
  'scripts/ensure-portal.cjs',
];
const MODES = ['desk', 'field'];
const OUT = 'apps/portal/dist';
const TEXT = /\.(js|css|html|svg|webmanifest)$/;

/** True when the front ends are those of the sources as they stand. */
function isPortalBuilt(root) {
  try {
    return (
      MODES.every((mode) => fs.existsSync(join(root, OUT, mode, 'index.html'))) &&
      fs.readFileSync(join(root, STAMP), 'utf8') === stampOf(root)
    );
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Builds both front ends, and lays compressed copies beside their files. Throws an Error that says what is wrong. */
async function buildPortal(root, say) {
  const began = Date.now();
  const stamp = stampOf(root);
  for (const mode of MODES) await vite(root, mode);
  for (const mode of MODES) compress(join(root, OUT, mode));
  fs.mkdirSync(join(root, 'node_modules/.songbai'), { recursive: true });
  fs.writeFileSync(join(root, STAMP), stamp);
  say(`built the front ends in ${Date.now() - began} ms`);
}

/** A process of its own: the bundler reads NODE_ENV, and the tests have another one. */
function vite(root, mode) {
  const bin = join(root, 'node_modules/vite/bin/vite.js');
  const args = [
    bin,
    'build',
    '--config',
    'apps/portal/vite.config.mts',
    '--mode',
    mode,
    '--logLevel',
    'error',
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`the front end ${mode} does not build\n${Buffer.concat(printed)}`));
    });
  });
}

/** The server sends these as they lie, so that no request waits for a compressor. */
function compress(folder) {
  for (const file of filesUnder(folder)) {
    if (!TEXT.test(file)) continue;
    const content = fs.readFileSync(file);
    fs.writeFileSync(`${file}.gz`, zlib.gzipSync(content, { level: 9 }));
    const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 };
    fs.writeFileSync(`${file}.br`, zlib.brotliCompressSync(content, { params }));
  }
}

function stampOf(root) {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES.map((path) => join(root, path))) {
    for (const file of fs.statSync(source).isFile() ? [source] : filesUnder(source)) {
      if (/\.spec\.tsx?$/.test(file)) continue;
      const { size, mtimeMs } = fs.statSync(file);
      hash.update(`${file.slice(root.length)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const isOurs = !['node_modules', 'dist'].includes(entry.name);
    if (entry.isDirectory()) return isOurs ? filesUnder(path) : [];
    return [path];
  });
}

module.exports = { isPortalBuilt, buildPortal };
