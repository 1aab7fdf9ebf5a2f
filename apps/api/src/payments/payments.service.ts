import { Injectable } from '@nestjs/common';
import {
  billMachine,
  checkAccounts,
  checkPaidOn,
  checkPayment,
  checkReleaser,
  checkReturn,
  type PaymentStatus,
  paymentMachine,
} from '@songbai/billing';
import { assertAllowed, type Day, DomainError, dayOf, type Instant, monthOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { moveBill, readBills, type StoredBill } from '../bills/bill-store';
import type { Actor } from '../db/actor';
import type { Row } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { equal, type Page, pageOf } from '../http/page';
import { Ledger } from '../ledger/ledger';
import { readPaidPostings, readRecovered } from './payment-returns';
import { rowsOf } from './payment-rows';
import {
  freeRows,
  insertPayment,
  lockBills,
  markVisits,
  movePayment,
  readPayments,
  type StoredPayment,
} from './payment-store';
import { viewPayment } from './payment-view';
import type { FailureReason, NewPayment, PaymentAnswer, PaymentProof, PaymentQuery } from './payments.dto';

type Verb = (typeof paymentMachine.verbs)[number];

/** Who comes back to a payment within half an hour is still at the same look. */
const LOOK_MS = 30 * 60_000;

/** What is applied for at the treasury: prepared by one person, released by another, confirmed or failed. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly ledger: Ledger,
  ) {}

  async list(caller: Caller, query: PaymentQuery): Promise<Page<PaymentAnswer>> {
    const { actor, person } = caller;
    const paid = await this.ofUnit(actor);
    if (!paid && !isFor(actor, 'bureau', 'supervisor', 'auditor')) return NOTHING;
    const ofBill = `exists (select from payment_row r where r.payment_id = p.id and r.bill_id = ?
      and (?::uuid is null or r.payer_unit_id = ?))`;
    const where = [
      paid ? (['p.id = any(?)', paid.ids] as const) : null,
      equal('p.status', query.status),
      query.billId ? ([ofBill, query.billId, person.unitId, person.unitId] as const) : null,
    ];
    const order = { key: 'p.prepared_at', keyType: 'timestamptz', id: 'p.id', descending: true } as const;
    return this.unitOfWork.run(paid?.reader ?? actor, async (tx) => {
      const listing = { select: 'p.id', from: 'payment p', where, ...order };
      const { items, nextCursor } = await pageOf(tx, listing, query, ({ id }) => String(id));
      const payments = await readPayments(tx, items);
      return { items: payments.map((payment) => viewPayment(payment, caller)), nextCursor };
    });
  }

  async one(caller: Caller, id: string): Promise<PaymentAnswer> {
    const { actor } = caller;
    const paid = await this.ofUnit(actor);
    if (paid ? !paid.ids.includes(id) : !isFor(actor, 'bureau', 'supervisor', 'auditor')) {
      throw new DomainError('not-found');
    }
    if (caller.person.role === 'bureau-approver') return this.open(caller, id);
    return this.unitOfWork.run(paid?.reader ?? actor, async (tx) =>
      viewPayment(await readPayment(tx, id), caller),
    );
  }

  /**
   * Who releases compares the accounts digit by digit; that they were looked at is on record, once for a look: a page
   * that is left open asks again by itself.
   */
  private async open(caller: Caller, id: string): Promise<PaymentAnswer> {
    if (await this.isLooking(caller, id))
      return this.unitOfWork.run(caller.actor, async (tx) =>
        viewPayment(await readPayment(tx, id), caller, true),
      );
    return this.commands.own(caller, async (tx) => {
      const payment = await readPayment(tx, id);
      audit(tx, caller, { verb: 'payment.open', subject: 'payment', id, after: { status: payment.status } });
      return viewPayment(payment, caller, true);
    });
  }

  private isLooking({ actor, person, at }: Caller, id: string): Promise<boolean> {
    const since = new Date(at.getTime() - LOOK_MS).toISOString();
    return this.unitOfWork.run({ kind: 'system', bureauId: actor.bureauId ?? '' }, async (tx) => {
      const [entry] = await tx.query(
        `select 1 from audit_log where bureau_id = $1 and subject_id = $2 and actor = $3 and at > $4
           and verb = 'payment.open' limit 1`,
        [actor.bureauId, id, person.id, since],
      );
      return entry !== undefined;
    });
  }

  /** The payments with a row that this unit pays, found under its own policy, and who reads the rest of them. */
  private async ofUnit(actor: Actor): Promise<{ ids: string[]; reader: Actor } | undefined> {
    if (actor.kind !== 'unit') return undefined;
    const rows = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ id: string }>('select distinct payment_id as id from payment_row'),
    );
    return { ids: rows.map(({ id }) => id), reader: { kind: 'system', bureauId: actor.bureauId } };
  }

  /**
   * One row per payer and bill. The bills' rows are locked by id, so that two payments do not take one bill.
   */
  prepare(caller: Caller, { billIds, settlement }: NewPayment): Promise<PaymentAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const bills = await readLockedBills(tx, bureauId, billIds);
      for (const { status } of bills) billMachine.next(status, 'prepare');
      assertAllowed(checkPayment(bills.map((bill) => ({ ...bill, number: bill.bill.number }))));
      const rows = await rowsOf(tx, bureauId, bills, settlement ?? 'reimbursed');
      const { username: by } = caller.person;
      const id = await insertPayment(tx, rows, { by, at: caller.at });
      const payment = await readPayment(tx, id);
      const after = { status: payment.status, total: payment.total.toString(), bills: bills.length };
      audit(tx, caller, { verb: 'payment.prepare', subject: 'payment', id, after });
      return viewPayment(payment, caller);
    });
  }

  release(caller: Caller, id: string): Promise<PaymentAnswer> {
    const { username: by } = caller.person;
    return this.step(caller, id, 'release', async (_, { preparedBy, accountChanges }) => {
      assertAllowed([...checkReleaser(by, preparedBy), ...checkAccounts(by, accountChanges)]);
      return { released_by: by, released_at: caller.at };
    });
  }

  /** The money has left: the bills are paid. */
  confirm(caller: Caller, id: string, { paidOn, reference }: PaymentProof): Promise<PaymentAnswer> {
    const { username: by } = caller.person;
    return this.step(caller, id, 'confirm', async (tx, payment) => {
      const released = secondsOf(payment.releasedAt ?? caller.at);
      assertAllowed(checkPaidOn(paidOn, released, secondsOf(caller.at)));
      const bills = await readLockedBills(tx, payment.bureauId, billsOf(payment));
      for (const bill of bills) await moveBill(tx, bill, billMachine.next(bill.status, 'pay'));
      await markVisits(tx, payment.bureauId, billsOf(payment), { from: 'billed', to: 'paid' });
      await this.pay(tx, payment, caller, paidOn);
      return { confirmed_by: by, confirmed_at: caller.at, paid_on: paidOn, reference };
    });
  }

  /** Posted in the month in which we learn of it, dated with the day on which the money left. */
  private async pay(
    tx: Tx,
    { id, bureauId, rows }: StoredPayment,
    { at, person }: Caller,
    paidOn: Day,
  ): Promise<void> {
    const period = monthOf(dayOf(secondsOf(at)));
    await this.ledger.openPeriod(tx, bureauId, period);
    const batch = { bureauId, period, actor: person.username, at, key: keyOf(id) };
    const payouts = rows.flatMap(({ funds, billNumber }) =>
      funds.map(({ fundId, amount }) => ({ fundId, amount, effectiveOn: paidOn, document: billNumber })),
    );
    await this.ledger.pay(tx, batch, payouts);
  }

  /**
   * The bills are payable, and may be applied for again. Money that came back after all is unpaid again: whoever saw
   * that none had left did not say so.
   */
  fail(caller: Caller, id: string, { reason, seenStatus }: FailureReason): Promise<PaymentAnswer> {
    const { username: by } = caller.person;
    return this.step(caller, id, 'fail', async (tx, payment) => {
      if ((seenStatus ?? payment.status) !== payment.status)
        throw new DomainError('conflict', { because: 'changed-meanwhile' });
      const bills = await readLockedBills(tx, payment.bureauId, billsOf(payment));
      if (payment.status === 'confirmed') await this.takeBack(tx, payment, bills, caller);
      await freeRows(tx, payment.id);
      return { failed_by: by, failed_at: caller.at, fail_reason: reason };
    });
  }

  /** Posted on the day on which we learn of it: what the books said in between was true then. */
  private async takeBack(
    tx: Tx,
    { id, bureauId }: StoredPayment,
    bills: readonly StoredBill[],
    { at, person }: Caller,
  ): Promise<void> {
    const ids = bills.map((bill) => bill.id);
    assertAllowed(checkReturn(await readRecovered(tx, bureauId, ids)));
    for (const bill of bills) await moveBill(tx, bill, billMachine.next(bill.status, 'unpay'));
    await markVisits(tx, bureauId, ids, { from: 'paid', to: 'billed' });
    const effectiveOn = dayOf(secondsOf(at));
    const period = monthOf(effectiveOn);
    await this.ledger.openPeriod(tx, bureauId, period);
    const batch = { bureauId, period, actor: person.username, at, key: `${keyOf(id)}/back` };
    const postings = await readPaidPostings(tx, bureauId, keyOf(id));
    await this.ledger.unpay(
      tx,
      batch,
      postings.map((posting) => ({ ...posting, effectiveOn })),
    );
  }

  private step(
    caller: Caller,
    id: string,
    verb: Verb,
    work: (tx: Tx, payment: StoredPayment) => Promise<Row>,
  ): Promise<PaymentAnswer> {
    return this.commands.on(caller, 'payment', id, async (tx) => {
      const payment = await readPayment(tx, id);
      const to: PaymentStatus = paymentMachine.next(payment.status, verb);
      await movePayment(tx, payment, to, await work(tx, payment));
      const before = { status: payment.status };
      audit(tx, caller, { verb: `payment.${verb}`, subject: 'payment', id, before, after: { status: to } });
      return viewPayment(await readPayment(tx, id), caller);
    });
  }
}

const secondsOf = (at: Date): Instant => Math.floor(at.getTime() / 1000);

/** The key under which the ledger posted a payment. */
const keyOf = (id: string): string => `payment/${id}`;

const billsOf = ({ rows }: StoredPayment): string[] => [...new Set(rows.map(({ billId }) => billId))];

async function readPayment(tx: Tx, id: string): Promise<StoredPayment> {
  const [payment] = await readPayments(tx, [id]);
  if (!payment) throw new DomainError('not-found');
  return payment;
}

async function readLockedBills(tx: Tx, bureauId: string, ids: readonly string[]): Promise<StoredBill[]> {
  const found = await lockBills(tx, bureauId, ids);
  if (found.length < new Set(ids).size) throw new DomainError('not-found');
  return readBills(tx, bureauId, 'bill.id = any($2)', [ids]);
}
