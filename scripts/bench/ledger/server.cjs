'use strict';

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const BIN = '/usr/lib/postgresql/15/bin';
const ACCOUNT = 'postgres';
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '256MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
};

/**
 * Debian's PostgreSQL in a temp folder, as its account, durable as in production. pgbench and our verbs run on this
 * one server, so that every figure is a ratio within it.
 */
function startServer() {
  if (!fs.existsSync(path.join(BIN, 'pgbench'))) {
    throw new Error(`pgbench is not in ${BIN}: apt-get install postgresql-15`);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'songbai-bench-pg-'));
  execFileSync('chown', [ACCOUNT, folder]);
  const data = path.join(folder, 'data');
  asAccount('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: folder });
  const options = settings.map(([name, value]) => `-c ${name}='${value}'`).join(' ');
  asAccount('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', options, 'start']);
  return {
    folder,
    url: (database, user = 'postgres') =>
      `postgres://${user}@/${database}?host=${encodeURIComponent(folder)}`,
    stop() {
      asAccount('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

function asAccount(program, args) {
  const [command, ...rest] =
    os.userInfo().uid === 0
      ? ['runuser', '-u', ACCOUNT, '--', path.join(BIN, program)]
      : [path.join(BIN, program)];
  execFileSync(command, [...rest, ...args], { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Transactions per second of one run of pgbench, connection time left out. `failed` counts what ended in an error. */
function pgbench(server, run) {
  const { database, user = 'postgres', script, seconds, clients, define = {}, options = '' } = run;
  const named = Object.entries(define).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const file = path.join(server.folder, 'script.sql');
  if (script) fs.writeFileSync(file, script);
  const what = script ? ['-f', file] : ['-b', 'tpcb-like'];
  const how = ['-n', '-c', String(clients), '-j', '2', '-M', 'prepared', '-T', String(seconds)];
  const args = [...how, ...what, ...named, database];
  const env = { ...process.env, PGHOST: server.folder, PGUSER: user, PGOPTIONS: options };
  const text = execFileSync(path.join(BIN, 'pgbench'), args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const tps = Number(/tps = ([\d.]+)/.exec(text)?.[1]);
  const done = Number(/actually processed: (\d+)/.exec(text)?.[1]);
  if (!tps) throw new Error(text);
  return { tps, done };
}

function initialise(server, database, scale) {
  const env = { ...process.env, PGHOST: server.folder, PGUSER: 'postgres' };
  const args = ['-i', '-q', '-s', String(scale), database];
  execFileSync(path.join(BIN, 'pgbench'), args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

module.exports = { startServer, pgbench, initialise };
