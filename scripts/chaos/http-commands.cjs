'use strict';

const fc = require('fast-check');
const { SIGNATURE } = require('../drawing.cjs');
const { AMOUNT, HOME, MONTH, TODAY } = require('./http-world.cjs');

/**
 * What people do at their desks, as fast-check commands over HTTP. The model knows what every answer of 2xx must have
 * moved in the books; a refusal moves nothing. Each paper is in the hands of one command at a time, so the model need
 * not guess who was first.
 */

const BASIS = { document: '宁财社〔2026〕12号', clause: '第二条' };
const yuan = (fen) => (fen / 100).toFixed(2);

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
  move(model, fund, by) {
    for (const [pot, amount] of Object.entries(by)) model.funds[fund][pot] += amount;
  }
}

class Approve extends Command {
  async run(model, { call, world }) {
    const order = model.requested.pop();
    if (!order) return;
    const done = await call(world.by('approver', this.pick), `/orders/${order.id}/approve`, {});
    if (!done) return;
    this.move(model, order.fund, { reserved: order.amount });
    (order.own ? model.toServe : model.approved).push(order);
  }
}

class Cancel extends Command {
  async run(model, { call, world }) {
    const order = model.approved.pop();
    if (!order) return;
    if (await call(world.by('clerk'), `/orders/${order.id}/cancel`, { reason: '暂不需要。' }))
      this.move(model, order.fund, { reserved: -order.amount });
  }
}

class Allot extends Command {
  async run(model, { call, world }) {
    const fund = this.pick % world.funds.length;
    const amount = (this.part % 3 ? 1 : -1) * (1 + this.part * 4);
    const body = { amount: yuan(amount), basis: BASIS };
    if (await call(world.by('finance'), `/funds/${world.funds[fund]}/allotments`, body))
      this.move(model, fund, { allotted: amount });
  }
}

/** Served, and finished by the worker; then the provider bills it. */
class Finish extends Command {
  async run(model, { call, world }) {
    const order = model.toServe.pop();
    if (!order) return;
    const visit = await world.begin(order);
    if (!visit) return;
    const body = { endedAt: visit.endedAt, location: HOME, signature: SIGNATURE, photos: [] };
    const done = await call(visit.by, `/visits/${visit.id}/finish`, body);
    if (done?.status === 'payable') model.toBill.push(order);
  }
}

class Bill extends Command {
  async run(model, { call, world }) {
    const order = model.toBill.pop();
    if (!order) return;
    const body = { contractId: world.contractId(order), month: MONTH };
    const bill = await call(world.by('manager'), '/bills', body);
    if (!bill || !(await call(world.by('manager'), `/bills/${bill.id}/submit`, {}))) return;
    model.submitted.push({ order, id: bill.id });
  }
}

class Adjudicate extends Command {
  async run(model, { call, world }) {
    const bill = model.submitted.pop();
    if (!bill) return;
    const done = await call(world.by('finance'), `/bills/${bill.id}/adjudicate`, {});
    if (!done) return;
    if (done.approved !== yuan(AMOUNT)) throw new Error(`a bill of ${yuan(AMOUNT)} came to ${done.approved}`);
    this.move(model, bill.order.fund, { reserved: -AMOUNT, expended: AMOUNT });
    model.adjudicated.push({ ...bill, invoice: String(model.invoices++).padStart(20, '9') });
  }
}

class Pay extends Command {
  async run(model, { call, world }) {
    const bill = model.adjudicated.pop();
    if (!bill) return;
    const invoice = {
      number: bill.invoice,
      issuedOn: TODAY,
      buyerCode: 'B',
      sellerCode: 'P',
      total: yuan(AMOUNT),
    };
    const steps = [
      ['manager', `/bills/${bill.id}/confirm`, {}],
      ['approver', `/bills/${bill.id}/approve`, {}],
      ['manager', `/bills/${bill.id}/invoice`, invoice],
    ];
    for (const [who, path, body] of steps) if (!(await call(world.by(who), path, body))) return;
    const payment = await call(world.by('finance'), '/payments', { billIds: [bill.id] });
    if (!payment || !(await call(world.by('finance2'), `/payments/${payment.id}/release`, {}))) return;
    const proof = { paidOn: TODAY, reference: '国库支付 1' };
    if (await call(world.by('finance'), `/payments/${payment.id}/confirm`, proof))
      this.move(model, bill.order.fund, { paid: AMOUNT });
  }
}

/** A double tap: what was answered before is asked again under its key. */
class Again extends Command {
  run(_, { again }) {
    return again(this.pick);
  }
}

const KINDS = [
  Approve,
  Approve,
  Approve,
  Approve,
  Cancel,
  Allot,
  Finish,
  Finish,
  Bill,
  Adjudicate,
  Pay,
  Again,
];

const arbitraries = KINDS.map((Kind) =>
  fc.tuple(fc.nat(10_000), fc.nat(1000)).map(([pick, part]) => new Kind(pick, part)),
);

/** The commands of one connection in one round; the same seed gives the same ones. */
function httpCommandsOf(seed, count) {
  const lists = fc.commands(arbitraries, { maxCommands: count, size: 'max' });
  return fc.sample(lists, { seed, numRuns: 1 })[0];
}

module.exports = { httpCommandsOf };
