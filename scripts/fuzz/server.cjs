'use strict';

const { spawn } = require('node:child_process');
const { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ROOT } = require('../ensure.cjs');

const PASSWORD = 'demo-password-of-the-fuzzer';

/** The server as users start it, in a home of its own with the demo in it. Answers once it listens. */
async function startServer() {
  const home = mkdtempSync(join(tmpdir(), 'songbai-fuzz-'));
  chmodSync(home, 0o755);
  const env = {
    ...process.env,
    SONGBAI_HOME: home,
    SONGBAI_DEMO_PASSWORD: PASSWORD,
    PORT: '0',
    HOST: '127.0.0.1',
  };
  delete env.DATABASE_URL;
  const child = spawn(process.execPath, [join(ROOT, 'apps/api/dist/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const listening = await firstUrl(child).catch((error) => {
    clear(dataOf(home), home);
    throw error;
  });
  const { startEmbedded } = require('../../apps/api/dist/db/embedded');
  const database = await startEmbedded({ home });
  return {
    ...{ host: listening.hostname, port: Number(listening.port), password: PASSWORD },
    url: database.superUrl('songbai'),
    isUp: () => child.exitCode === null,
    stop: async () => {
      const ended = new Promise((done) => child.once('close', done));
      if (child.exitCode === null && child.kill('SIGTERM')) await ended;
      const folder = dataOf(home);
      await database.stop();
      clear(folder, home);
    },
  };
}

/** Where the server says that it listens. */
function firstUrl(child) {
  return new Promise((done, fail) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
      const found = /Songbai: (http:\/\/[^\s]+)/.exec(said);
      if (found) done(new URL(found[1]));
    });
    child.once('close', () => fail(new Error(`the server did not start: ${said}`)));
  });
}

/** The folder of the database, which may lie outside the home. */
function dataOf(home) {
  const place = join(home, 'place.json');
  return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')).folder : home;
}

function clear(...folders) {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

module.exports = { startServer };
