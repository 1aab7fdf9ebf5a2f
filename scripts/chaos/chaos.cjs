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
/** A round does some hundred commands; where so many of them killed nothing, something is wrong with the killing. */
const MOST_ROUNDS = 20;
const POTS = ['allotted', 'reserved', 'expended', 'paid'];

/** A server, people at work on it, and what goes wrong meanwhile. */
class Chaos {
  constructor(options, say) {
    Object.assign(this, options, { say, wrong: [], drivers: [] });
    this.random = generator(options.seed);
  }

  async start() {
    this.server = await Server.start();
    this.proxy = new LossyProxy(() => this.server.port, this.random, this.share);
    this.proxyPort = await this.proxy.listen();
  }

  /** A bureau of its own with nothing in its books, and what is broken on purpose. */
  async become(seed, mutant) {
    const { undo = [] } = MUTANTS[this.mutant] ?? {};
    for (const sql of [...undo, ...MUTANTS[mutant].sql]) await this.server.ask(sql);
    Object.assign(this, { seed, mutant, tally: emptyTally() });
    this.world = await makeWorld((sql) => this.server.ask(sql), seed);
    const funds = this.world.funds.map((fund) => [fund, { allotted: 0, reserved: 0, expended: 0, paid: 0 }]);
    this.model = {
      funds: Object.fromEntries(funds),
      orders: [],
      reservations: [],
      expenses: [],
      payments: [],
    };
    for (const driver of this.drivers) await driver.close();
    this.drivers = Array.from({ length: CONNECTIONS }, () => this.newDriver());
    await this.allotFirst();
  }

  newDriver() {
    const url = () =>
      Object.assign(new URL(this.server.embedded.appUrl), { port: String(this.proxyPort) }).toString();
    return new SqlDriver({ url, bureau: this.world.bureau, tally: this.tally, mutant: this.mutant });
  }

  /** Rounds for so long, and more until what a run is for has happened. Answers whether all was right. */
  async run(duration) {
    for (const end = Date.now() + duration; Date.now() < end || !this.hasHappened(); ) {
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

  /** Something was killed, and something was asked again that had been done; where that does not come, so be it. */
  hasHappened() {
    const { kills, replays, rounds } = this.tally;
    return rounds >= MOST_ROUNDS || ((kills > 0 || !this.isKilling()) && (replays > 0 || this.share === 0));
  }

  isKilling() {
    return this.kills && MUTANTS[this.mutant].kills === true;
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
    const trouble = this.trouble(round, () => working).catch((error) => {
      this.wrong.push(`the trouble itself failed: ${error.message}`);
    });
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
      if (this.isKilling() && step === 2 && (round % 2 === 0 || this.mutant === 'lost-commits'))
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
    return [...problems, ...this.wrong.splice(0)];
  }

  /** How many postings of each kind the books have. */
  async postings() {
    const rows = await this.server.ask(
      'select kind, count(*)::int as n from ledger.journal where bureau_id = $1 group by kind order by kind',
      [this.world.bureau],
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

  cut() {
    return this.proxy.cut;
  }

  async stop() {
    for (const driver of this.drivers) await driver.close();
    await this.proxy?.close();
    await this.server?.stop();
  }
}

const emptyTally = () => ({
  ...{ rounds: 0, commands: 0, done: 0, refused: {}, lost: 0, busy: 0, replays: 0 },
  ...{ kills: 0, ended: 0, recovery: 0 },
});

/** A small generator of our own: the same seed, the same troubles. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

module.exports = { Chaos, emptyTally };
