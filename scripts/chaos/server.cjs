'use strict';

const { readdirSync, readFileSync, rmSync, mkdtempSync, existsSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');
const { join } = require('node:path');
const { Client } = require('pg');

/** The embedded database as users have it, durable, in a home of its own; it can be killed and comes back. */
class Server {
  static async start() {
    const server = new Server();
    server.home = mkdtempSync(join(tmpdir(), 'songbai-chaos-'));
    require('node:fs').chmodSync(server.home, 0o755);
    await server.restart();
    const { migrate } = require('../../apps/api/dist/db/migrate.js');
    await migrate(server.embedded.ownerUrl);
    return server;
  }

  async restart() {
    const { startEmbedded } = require('../../apps/api/dist/db/embedded');
    this.embedded = await startEmbedded({ home: this.home });
    this.port = Number(new URL(this.embedded.appUrl).port);
  }

  /** Ends every process of the server at once, as a power cut would, by their ids. Waits until they are gone. */
  async kill() {
    const postmaster = this.pid();
    const all = [postmaster, ...childrenOf(postmaster)];
    for (const pid of all) signal(pid, 'SIGKILL');
    while (all.some((pid) => signal(pid, 0))) await sleep(10);
  }

  pid() {
    return Number(readFileSync(join(this.folder(), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  folder() {
    const place = join(this.home, 'place.json');
    return existsSync(place) ? JSON.parse(readFileSync(place, 'utf8')).folder : this.home;
  }

  /** Rows of a query past all policies. */
  async ask(text, params) {
    const client = new Client({ connectionString: this.embedded.superUrl('songbai') });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, params)).rows;
    } finally {
      await client.end();
    }
  }

  /** Nobody wants its data any more, so it need not be written to the end. */
  async stop() {
    const folder = this.folder();
    await this.kill();
    await this.embedded.stop().catch(() => undefined);
    for (const path of [folder, this.home]) rmSync(path, { recursive: true, force: true });
  }
}

/** Whether the process was there to get it. */
function signal(pid, name) {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
    return false;
  }
}

function childrenOf(parent) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

module.exports = { Server, signal };
