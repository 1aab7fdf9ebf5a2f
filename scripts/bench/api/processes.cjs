'use strict';

const { execFile, fork } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');

const TICKS = 100;

/** Starts a server of this folder in a process of its own, and answers its port and how to end it. */
function startProcess(file, args, execArgv = []) {
  const child = fork(path.join(__dirname, file), args, {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => {
    child.once('exit', resolve);
  });
  return new Promise((resolve, reject) => {
    child.once('message', ({ port }) =>
      resolve({ port, pid: child.pid, stop: () => child.kill('SIGTERM') && ended }),
    );
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** Sends the requests from a process of its own. Answers ops/s, p50 and p99 in ms. */
async function load(folder, job) {
  const file = path.join(folder, 'load.json');
  fs.writeFileSync(file, JSON.stringify(job));
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(__dirname, 'load.cjs'), file]);
  return JSON.parse(stdout);
}

/** CPU seconds that a process has used, where /proc says so. */
function cpuOf(pid) {
  try {
    const [, , , , , , , , , , , , , user, system] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
    return (Number(user) + Number(system)) / TICKS;
  } catch {
    return 0;
  }
}

/** The same of all processes of a server of PostgreSQL. */
function cpuOfServer({ folder }) {
  const [master] = fs.readFileSync(path.join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n');
  const isChild = (pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[3] === master;
    } catch {
      return false;
    }
  };
  const pids = fs.existsSync('/proc') ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  return pids.filter(isChild).reduce((sum, pid) => sum + cpuOf(pid), cpuOf(master));
}

module.exports = { startProcess, load, cpuOf, cpuOfServer };
