'use strict';

// Plain old JavaScript down to the version check: an old Node must reach the message, not a syntax error.
var major = Number(process.versions.node.split('.')[0]);
var minor = Number(process.versions.node.split('.')[1]);
// 20.19, 22.13 and 24.11 are the lines that NestJS 12 and TypeORM 1 support between them.
var fits =
  (major === 20 && minor >= 19) ||
  (major === 22 && minor >= 13) ||
  (major === 24 && minor >= 11) ||
  major > 24;
if (!fits) {
  process.stderr.write(
    '松柏需要 Node.js 20.19 以上（或 22.13、24.11 以上），当前是 ' +
      process.versions.node +
      '。\n' +
      'Songbai needs Node.js 20.19 or newer (or 22.13, 24.11); this is ' +
      process.versions.node +
      '.\n',
  );
  process.exit(1);
}

const { createHash } = require('node:crypto');
const { realpathSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROOT = realpathSync(join(__dirname, '..'));

/**
 * Installs the packages and builds the sources where either is out of date. Quiet and quick when nothing is.
 * Rejects with an Error whose message is for the user.
 */
async function ensure() {
  const { isInstalled, install } = require('./ensure-install.cjs');
  const { isBuilt, build } = require('./ensure-build.cjs');
  const { isPortalBuilt, buildPortal } = require('./ensure-portal.cjs');
  if (isInstalled(ROOT) && isBuilt(ROOT) && isPortalBuilt(ROOT)) return;
  const { withLock } = require('./ensure-lock.cjs');
  await withLock(
    lockPath(),
    () => say('waiting for another process that installs or builds ...'),
    async () => {
      if (!isInstalled(ROOT)) await install(ROOT, say);
      if (!isBuilt(ROOT)) await build(ROOT, say);
      if (!isPortalBuilt(ROOT)) await buildPortal(ROOT, say);
    },
  );
}

/** Runs `next` after ensure; a failure is one line on standard error and status 1. */
function ensureThen(next) {
  ensure().then(next, (error) => {
    say(error.message);
    process.exitCode = 1;
  });
}

/** Outside the clone: npm ci empties node_modules, and a lock in the clone would be a stray file. */
function lockPath() {
  const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 16);
  return join(tmpdir(), `songbai-ensure-${process.getuid ? process.getuid() : 0}-${name}.lock`);
}

function say(text) {
  process.stderr.write(`songbai: ${text}\n`);
}

module.exports = { ensure, ensureThen, ROOT };

if (require.main === module) ensureThen(() => undefined);
