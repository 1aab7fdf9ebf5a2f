'use strict';

const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { join } = require('node:path');

const STAMP = 'node_modules/.songbai/installed';

/** True when node_modules is what package-lock.json asks for, by the stamp of the last install. */
function isInstalled(root) {
  try {
    return fs.readFileSync(join(root, STAMP), 'utf8') === lockHash(root);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

/** Installs exactly the lock. An install that somebody made by hand and that fits is left as it is. */
async function install(root, say) {
  if (!fitsByHand(root)) {
    say('installing packages (npm ci), this takes a minute or so ...');
    await npmCi(root);
  }
  fs.mkdirSync(join(root, 'node_modules/.songbai'), { recursive: true });
  fs.writeFileSync(join(root, STAMP), lockHash(root));
}

function lockHash(root) {
  return createHash('sha256')
    .update(fs.readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Compares with npm's own record of what it put into node_modules. */
function fitsByHand(root) {
  try {
    const wanted = packagesOf(join(root, 'package-lock.json'));
    const present = packagesOf(join(root, 'node_modules/.package-lock.json'));
    return Object.entries(wanted).every(([path, { version, link, optional, peer }]) => {
      if (!path.startsWith('node_modules/')) return true;
      const found = present[path];
      if (found === undefined) return optional === true || peer === true;
      return fs.existsSync(join(root, path)) && (link === true || found.version === version);
    });
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages;
}

function npmCi(root) {
  // The compiler and jest are development packages: NODE_ENV=production must not leave them out.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const viaNode = npm?.endsWith('.js') === true;
  const child = spawn(viaNode ? process.execPath : 'npm', viaNode ? [npm, ...args] : args, {
    cwd: root,
    // Standard output belongs to the command that follows, so npm talks on standard error.
    stdio: ['ignore', 2, 2],
  });
  const forward = (signal) => child.kill(signal);
  process.on('SIGTERM', forward).on('SIGINT', forward);
  return new Promise((done, fail) => {
    child.once('error', (error) => fail(new Error(`npm could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => {
      process.removeListener('SIGTERM', forward).removeListener('SIGINT', forward);
      if (code === 0) done();
      else fail(new Error(`npm ci failed (${signal ?? `status ${code}`}); its messages stand above`));
    });
  });
}

module.exports = { isInstalled, install };
