'use strict';

const { createHash } = require('node:crypto');
const fc = require('fast-check');

/**
 * What people do to the books, as fast-check commands. The model knows what every done command must have moved; since
 * every command is repeated until its end is known, the balances must be the model's to the 分, whatever was killed.
 */

const DAY = '2026-10-20';
const keyed = (name) => ({ name, keyed: true });
/** Of one order, which is its own key. */
const ofOrder = (name) => ({ name, keyed: false, said: true });
const plain = (name) => ({ name, keyed: false });

class Command {
  constructor(pick, part) {
    Object.assign(this, { pick, part });
  }
  check() {
    return true;
  }
  toString() {
    return `${this.constructor.name}(${this.pick}, ${this.part})`;
  }
  one(list) {
    return list.length === 0 ? undefined : list[this.pick % list.length];
  }
  /** A part of an amount, from 1 to a little more than there is, so that refusals come too. */
  of(amount) {
    return 1 + Math.floor(((amount + 2) * this.part) / 1000);
  }
}

const move = (model, fund, by) => {
  for (const [pot, amount] of Object.entries(by)) model.funds[fund][pot] += amount;
};

class Reserve extends Command {
  async run(model, real) {
    const order = model.orders.pop();
    if (!order) return;
    const id = real.id();
    const args = [order.id, DAY, id, order.fund, 0, order.amount];
    if ((await real.call({ ...ofOrder('reserve_order'), approves: [order.id] }, args)) !== 'done') return;
    move(model, order.fund, { reserved: order.amount });
    model.reservations.push({ id, fund: order.fund, left: order.amount });
  }
}

class ReserveMany extends Command {
  async run(model, real) {
    const orders = model.orders.splice(-3);
    if (orders.length === 0) return;
    const ids = orders.map(() => real.id());
    const of = (name) => orders.map((order) => order[name]);
    const args = [
      of('id'),
      orders.map(() => DAY),
      ids,
      of('id'),
      of('fund'),
      orders.map(() => 0),
      of('amount'),
    ];
    if ((await real.call({ ...keyed('reserve'), approves: of('id') }, args)) !== 'done') return;
    orders.forEach(({ fund, amount }, i) => {
      move(model, fund, { reserved: amount });
      model.reservations.push({ id: ids[i], fund, left: amount });
    });
  }
}

class Expend extends Command {
  async run(model, real) {
    const from = this.one(model.reservations);
    if (!from) return;
    const [id, amount] = [real.id(), this.of(from.left)];
    if ((await real.call(keyed('expend'), [[id], [from.id], [amount], [DAY], ['ZD']])) !== 'done') return;
    from.left -= amount;
    move(model, from.fund, { reserved: -amount, expended: amount });
    model.expenses.push({ id, from, fund: from.fund, amount });
  }
}

class Release extends Command {
  async run(model, real) {
    const from = this.one(model.reservations);
    if (!from) return;
    const amount = this.of(from.left);
    if ((await real.call(keyed('release'), [[real.id()], [from.id], [amount], [DAY], ['释放']])) !== 'done')
      return;
    from.left -= amount;
    move(model, from.fund, { reserved: -amount });
  }
}

class Reverse extends Command {
  async run(model, real) {
    const expense = this.one(model.expenses);
    if (!expense) return;
    if ((await real.call(keyed('reverse'), [[real.id()], [expense.id], [DAY], ['冲回']])) !== 'done') return;
    expense.from.left += expense.amount;
    move(model, expense.fund, { reserved: expense.amount, expended: -expense.amount });
  }
}

class Pay extends Command {
  async run(model, real) {
    const fund = this.one(Object.keys(model.funds));
    const [id, amount] = [real.id(), this.of(500)];
    if ((await real.call(keyed('pay'), [[id], [fund], [amount], [DAY], ['FK']])) !== 'done') return;
    move(model, fund, { paid: amount });
    model.payments.push({ id, fund, amount });
  }
}

class Unpay extends Command {
  async run(model, real) {
    const payment = this.one(model.payments);
    if (!payment) return;
    const amount = this.of(payment.amount);
    if ((await real.call(keyed('unpay'), [[real.id()], [payment.id], [amount], [DAY], ['退回']])) !== 'done')
      return;
    move(model, payment.fund, { paid: -amount });
  }
}

class Recover extends Command {
  async run(model, real) {
    const expense = this.one(model.expenses);
    if (!expense) return;
    const amount = this.of(expense.amount);
    const args = [
      [real.id()],
      [expense.id],
      [amount],
      [this.pick % 2 ? 'deducted' : 'returned'],
      [DAY],
      ['收回'],
    ];
    if ((await real.call(keyed('recover'), args)) !== 'done') return;
    move(model, expense.fund, { expended: -amount, paid: -amount });
  }
}

class Allot extends Command {
  async run(model, real) {
    const fund = this.one(Object.keys(model.funds));
    const amount = (this.pick % 3 ? 1 : -1) * this.of(4000);
    if ((await real.call(keyed('allot'), [[real.id()], [fund], [amount], [DAY], ['指标文']])) !== 'done')
      return;
    move(model, fund, { allotted: amount });
  }
}

class Recount extends Command {
  run(_, real) {
    return real.call(plain('rebuild_limit_windows'), []);
  }
}

class Seal extends Command {
  run(_, real) {
    return real.call(plain('seal_all'), ['2026-10-31T09:00:00Z']);
  }
}

class Tally extends Command {
  run(_, real) {
    return real.call(plain('tally'), ['2026-10-31T09:00:00Z']);
  }
}

class Forget extends Command {
  run(_, real) {
    return real.call(plain('forget_tally'), []);
  }
}

const OFTEN = [Reserve, Reserve, Reserve, ReserveMany, Expend, Expend, Release, Pay, Allot];
const SELDOM = [Reverse, Unpay, Recover, Recount, Seal, Tally, Forget];

const arbitraries = [...OFTEN, ...OFTEN, ...SELDOM].map((Kind) =>
  fc.tuple(fc.nat(10_000), fc.nat(1000)).map(([pick, part]) => new Kind(pick, part)),
);

/** The commands of one connection in one round; the same seed gives the same ones. */
function commandsOf(seed, count) {
  const lists = fc.commands(arbitraries, { maxCommands: count, size: 'max' });
  return fc.sample(lists, { seed, numRuns: 1 })[0];
}

/** Ids that come again with the seed. */
function idsOf(seed) {
  let count = 0;
  return () => {
    const hex = createHash('sha256').update(`${seed}/${count++}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

module.exports = { commandsOf, idsOf };
