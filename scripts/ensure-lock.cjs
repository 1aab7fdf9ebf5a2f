'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');

const POLL_MS = 100;
const EMPTY_MS = 5000;

/**
 * Runs `body` while no other process holds `path`; a dead process's lock is taken over. `onWait` is
 * told once. The same way as apps/api/src/db/embedded/lock.ts, which cannot be used before it is compiled.
 */
async function withLock(path, onWait, body) {
  for (let waited = false; !create(path); ) {
    const held = read(path);
    if (held !== null && isStale(path, held)) takeAway(path, held);
    else {
      if (!waited) onWait();
      waited = true;
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }
  const release = () => fs.rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await body();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function create(path) {
  try {
    fs.writeFileSync(path, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }), {
      flag: 'wx',
      mode: 0o600,
    });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function isStale(path, text) {
  try {
    const { pid, start } = JSON.parse(text);
    return startOf(pid) !== start;
  } catch {
    const found = fs.statSync(path, { throwIfNoEntry: false });
    return found !== undefined && Date.now() - found.mtimeMs > EMPTY_MS;
  }
}

/** Only the holder of the claim removes, and only the very lock that was seen: never somebody's fresh one. */
function takeAway(path, seen) {
  const claim = `${path}.claim`;
  if (!create(claim)) {
    const claimed = read(claim);
    if (claimed !== null && isStale(claim, claimed)) fs.rmSync(claim, { force: true });
    return;
  }
  try {
    if (read(path) === seen) fs.rmSync(path, { force: true });
  } finally {
    fs.rmSync(claim, { force: true });
  }
}

/** When the process began, so that a reused number is not taken for it; null when it does not run. */
function startOf(pid) {
  try {
    if (!fs.existsSync('/proc/self/stat')) {
      const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], options).trim();
    }
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? null : `${boot}:${fields[19]}`;
  } catch {
    return null;
  }
}

module.exports = { withLock };
