'use strict';

const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const fc = require('fast-check');
const { startProcess } = require('../bench/api/processes.cjs');
const { DIST } = require('../bench/api/world.cjs');
const { Chaos, emptyTally } = require('./chaos.cjs');
const { httpCommandsOf } = require('./http-commands.cjs');
const { HttpDriver } = require('./http-driver.cjs');
const { HttpLossyProxy } = require('./http-proxy.cjs');
const { HttpWorld } = require('./http-world.cjs');
const { MUTANTS } = require('./mutants.cjs');
const { signal } = require('./server.cjs');

const CONNECTIONS = 8;
const COMMANDS = 40;
const PROCESSES = 2;
const STARTS = 5;
const PAPERS = ['requested', 'approved', 'toServe', 'toBill', 'submitted', 'adjudicated'];

/**
 * The same trouble for people who work through the API: two of its processes on one database, each killed with -9 now
 * and then, before them a proxy that keeps answers to itself and behind them one that loses replies to COMMIT.
 */
class HttpChaos extends Chaos {
  async start() {
    this.folder = mkdtempSync(join(tmpdir(), 'songbai-chaos-key-'));
    await super.start();
    this.proxy.share = this.share / 4;
    this.keyFile = join(this.folder, 'personal-data.key');
    this.world = await HttpWorld.make(this.server, this.keyFile);
    this.processes = await Promise.all(Array.from({ length: PROCESSES }, () => this.startApi()));
    this.httpProxy = new HttpLossyProxy(() => this.anyApi(), this.random, this.share);
    this.httpPort = await this.httpProxy.listen();
    this.model = { funds: await this.balances(), invoices: 1 };
    for (const paper of PAPERS) this.model[paper] = [];
  }

  /** The same bureau goes on: what was right until now may be spoilt by what comes. */
  async become(seed, mutant) {
    for (const sql of MUTANTS[mutant].sql) await this.server.ask(sql);
    Object.assign(this, { seed, mutant, tally: { ...emptyTally(), compared: 0, apiKills: 0 } });
    for (const driver of this.drivers) driver.close();
    const { httpPort: port, tally, wrong } = this;
    const shared = { port, kept: this.httpProxy.kept, tally, wrong, mutant };
    this.drivers = Array.from({ length: CONNECTIONS }, () => new HttpDriver(shared));
  }

  /** As whoever runs it would: it is started again until it stays, since the database may be away just now. */
  async startApi() {
    const url = new URL(this.server.embedded.appUrl);
    url.port = String(this.proxyPort);
    for (let attempt = 1; ; attempt++) {
      try {
        return await startProcess('platform.cjs', [DIST, url.toString(), this.keyFile]);
      } catch (error) {
        if (attempt === STARTS) throw error;
      }
    }
  }

  /** The port of one that is up, if there is any. */
  anyApi() {
    const up = this.processes.filter(Boolean);
    return up[Math.floor(this.random() * up.length)]?.port ?? 1;
  }

  async fileMore() {
    const more = 120 - this.model.requested.length;
    if (more > 0) this.model.requested.unshift(...(await this.world.fileOrders(more)));
  }

  work(driver, number) {
    let calls = 0;
    const call = (by, path, body) => {
      this.tally.commands += 1;
      return driver.call(by, path, body, `${this.seed}/${number}/${calls++}`);
    };
    const real = { world: this.world, call, again: (pick) => driver.again(pick) };
    const commands = httpCommandsOf((this.seed * 1009 + number) | 0, COMMANDS);
    return fc.asyncModelRun(() => ({ model: this.model, real }), commands);
  }

  /** In turns: an API process is killed, a connection of the database is ended, PostgreSQL is killed. */
  async trouble(round, isWorking) {
    const turns = [() => this.killApi(), () => this.endOne(), () => this.killApi(), () => this.endOne()];
    if (this.isKilling() && round % 2 === 0) turns.splice(2, 0, () => this.killServer());
    for (let step = 0; isWorking(); step++) {
      await sleep(100 + this.random() * 300);
      if (isWorking()) await turns[step % turns.length]();
    }
  }

  async killApi() {
    const place = Math.floor(this.random() * PROCESSES);
    const victim = this.processes[place];
    this.processes[place] = undefined;
    if (signal(victim.pid, 'SIGKILL')) this.tally.apiKills += 1;
    else this.wrong.push('an API process had ended by itself');
    this.processes[place] = await this.startApi();
  }

  async balances() {
    const rows = await this.server.ask(
      'select fund_id, allotted, reserved, expended, paid from ledger.balance where fund_id = any ($1)',
      [this.world.funds],
    );
    return this.world.funds.map((fund) => {
      const { fund_id: _, ...pots } = rows.find((row) => row.fund_id === fund);
      return Object.fromEntries(Object.entries(pots).map(([pot, fen]) => [pot, Number(fen)]));
    });
  }

  async problems() {
    const stored = await this.balances();
    const problems = await this.breaches();
    this.model.funds.forEach((expected, fund) => {
      for (const pot of Object.keys(expected)) {
        if (stored[fund][pot] !== expected[pot])
          problems.push(`fund ${fund} ${pot}: ${stored[fund][pot]}, the model has ${expected[pot]}`);
      }
    });
    return [...problems, ...this.wrong.splice(0)];
  }

  cut() {
    return this.proxy.cut + this.httpProxy.cut;
  }

  async stop() {
    for (const each of this.processes?.filter(Boolean) ?? []) signal(each.pid, 'SIGKILL');
    await this.httpProxy?.close();
    await super.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

module.exports = { HttpChaos };
