'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const fc = require('fast-check');
const { commandsOf, idsOf } = require('./commands.cjs');
const { MUTANTS } = require('./mutants.cjs');
const { LossyProxy } = require('./proxy.cjs');
const { Server } = require('./server.cjs');
const { SqlDriver } = require('./sql-driver.cjs');
const { fileOrders, makeWorld } = require('./world.cjs');

const CONNECTIONS = 8;
const COMMANDS = 60;
const POTS = ['allotted', 'reserved', 'expended', 'paid'];

/** A server, people at work on it, and what goes wrong meanwhile. */
class Chaos {
  static async start(options, say) {
    const chaos = new Chaos();
    Object.assign(chaos, options, { say });
    chaos.tally = {
      rounds: 0,
      commands: 0,
      done: 0,
      refused: {},
      lost: 0,
      busy: 0,
      replays: 0,
      kills: 0,
      ended: 0,
      recovery: 0,
    };
    chaos.random = generator(options.seed);
    chaos.server = await Server.start();
    for (const sql of MUTANTS[options.mutant] ?? []) await chaos.server.ask(sql);
    chaos.world = await makeWorld((sql) => chaos.server.ask(sql), options.seed);
    chaos.proxy = new LossyProxy(() => chaos.server.port, chaos.random, options.share);
    chaos.proxyPort = await chaos.proxy.listen();
    const funds = chaos.world.funds.map((fund) => [fund, { allotted: 0, reserved: 0, expended: 0, paid: 0 }]);
    chaos.model = {
      funds: Object.fromEntries(funds),
      orders: [],
      reservations: [],
      expenses: [],
      payments: [],
    };
    chaos.drivers = Array.from({ length: CONNECTIONS }, () => chaos.newDriver());
    return chaos;
  }

  newDriver() {
    const url = () =>
      Object.assign(new URL(this.server.embedded.appUrl), { port: String(this.proxyPort) }).toString();
    return new SqlDriver({ url, bureau: this.world.bureau, tally: this.tally, mutant: this.mutant });
  }

  async run(duration) {
    await this.allotFirst();
    for (const end = Date.now() + duration; Date.now() < end; ) {
      const problems = await this.round();
      const { rounds, done, replays, kills, ended, lost } = this.tally;
      this.say(
        `round ${rounds}: done ${done}, replays ${replays}, kills ${kills}, ended ${ended}, lost ${lost}`,
      );
      for (const problem of problems) this.say(`  ✗ ${problem}`);
      if (problems.length > 0) return false;
    }
    return true;
  }

  async allotFirst() {
    const id = idsOf(`first ${this.seed}`);
    for (const fund of this.world.funds) {
      await this.drivers[0].call({ name: 'allot', keyed: true }, id(), [
        [id()],
        [fund],
        [20_000],
        ['2026-10-01'],
        ['初始'],
      ]);
      this.model.funds[fund].allotted += 20_000;
    }
  }

  /** Everybody does a list of commands; trouble comes meanwhile; then the books are asked. */
  async round() {
    const round = this.tally.rounds++;
    await this.fileMore();
    let working = true;
    const trouble = this.trouble(round, () => working);
    const lists = this.drivers.map((driver, i) => this.work(driver, round * CONNECTIONS + i));
    try {
      await Promise.all(lists);
    } finally {
      working = false;
      await trouble;
    }
    return this.problems();
  }

  async fileMore() {
    const more = 150 - this.model.orders.length;
    if (more > 0)
      this.model.orders.unshift(...(await fileOrders((sql) => this.server.ask(sql), this.world, more)));
  }

  work(driver, number) {
    const seed = this.seed * 1009 + number;
    const id = idsOf(`${this.seed}/${number}`);
    const call = (verb, args) => {
      this.tally.commands += 1;
      return driver.call(verb, id(), args);
    };
    return fc.asyncModelRun(
      () => ({ model: this.model, real: { id, call } }),
      commandsOf(seed | 0, COMMANDS),
    );
  }

  async trouble(round, isWorking) {
    for (let step = 0; isWorking(); step++) {
      await sleep(40 + this.random() * 120);
      if (!isWorking()) return;
      if (this.kills && step === 2 && (round % 2 === 0 || this.mutant === 'lost-commits'))
        await this.killServer();
      else if (step % 3 === 1) await this.endOne();
    }
  }

  async killServer() {
    const began = Date.now();
    await this.server.kill();
    await this.server.restart();
    this.tally.kills += 1;
    this.tally.recovery = Math.max(this.tally.recovery, Date.now() - began);
  }

  async endOne() {
    const sql = `select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'songbai_app' order by random() limit 1`;
    this.tally.ended += (await this.server.ask(sql).catch(() => [])).length;
  }

  /** What is not as it must be, in words. */
  async problems() {
    const problems = await this.breaches();
    const balances = await this.server.ask('select * from ledger.balance where bureau_id = $1', [
      this.world.bureau,
    ]);
    const stored = new Map(balances.map((row) => [row.fund_id, row]));
    for (const [fund, expected] of Object.entries(this.model.funds)) {
      const wrong = POTS.filter((pot) => Number(stored.get(fund)?.[pot]) !== expected[pot]);
      for (const pot of wrong)
        problems.push(`${fund} ${pot}: ${stored.get(fund)?.[pot]}, the model has ${expected[pot]}`);
    }
    return problems;
  }

  /** How many postings of each kind the books have. */
  async postings() {
    const rows = await this.server.ask(
      'select kind, count(*)::int as n from ledger.journal group by kind order by kind',
    );
    return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
  }

  /** The invariants that do not hold, and deadlocks. */
  async breaches() {
    const { breaches } = require('../../apps/api/dist/ledger/breaches.js');
    const found = await breaches((sql, params) => this.server.ask(sql, params), this.world.bureau);
    const problems = found.map(({ invariant, rows }) => `${invariant.code} ${invariant.en}: ${rows.length}`);
    const [{ deadlocks }] = await this.server.ask(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    if (Number(deadlocks) > 0) problems.push(`${deadlocks} deadlocks`);
    return problems;
  }

  async stop() {
    for (const driver of this.drivers) await driver.close();
    await this.proxy.close();
    await this.server.stop();
  }
}

/** A small generator of our own: the same seed, the same troubles. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

module.exports = { Chaos, generator };
