import { Injectable } from '@nestjs/common';
import {
  type Adjustable,
  checkAdjustment,
  checkRecovery,
  type LineShare,
  spreadAdjustment,
  stillExpended,
  takeBack,
} from '@songbai/billing';
import { assertAllowed, dayOf, Money, type Month, monthOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { type Batch, Ledger } from '../ledger/ledger';
import { monthState } from '../ledger/period-store';
import { holdOrdersOf, type OpenReservations, readReservations } from '../orders/order-store';
import { RegistersService } from '../registers/registers.service';
import { readBillableVisits } from '../visits/visit-store';
import { insertAdjustment } from './adjustment-store';
import type { BillAnswer } from './bill-answer.dto';
import { BillSteps, type Step } from './bill-steps.service';
import { moveBill, readBill, type StoredBill } from './bill-store';
import type { NewAdjustment } from './bills.dto';
import { BillsService } from './bills.service';
import { partOfContract } from './contract-part';
import { readLineExpenses } from './expense-store';
import { readAdjustedLines } from './settled-bill-store';

/** A bill as its adjustment sees it, with the reservations behind it. */
interface Adjusting {
  adjustable: Adjustable;
  orderOf: ReadonlyMap<number, string>;
  reservations: OpenReservations;
}

interface Posted {
  /** The id of the stored adjustment. */
  adjustment: string;
  shares: readonly LineShare[];
  period: Month;
  adjusting: Adjusting;
}

/** Deductions and supplements before payment, recoveries after it: signed, each under a clause, never an edit. */
@Injectable()
export class AdjustmentsService {
  constructor(
    private readonly steps: BillSteps,
    private readonly ledger: Ledger,
    private readonly bills: BillsService,
    private readonly registers: RegistersService,
  ) {}

  /** Before payment a changed amount is the provider's to confirm again, and the approver's to approve. */
  adjust(caller: Caller, id: string, body: NewAdjustment): Promise<BillAnswer> {
    const verb = body.kind === 'recover' ? 'recover' : 'adjust';
    return this.steps.take(caller, id, verb, async (step) => {
      const { tx, bureauId, bill, to } = step;
      const adjusting = await readAdjusting(tx, bureauId, bill);
      const amount = Money.of(body.amount);
      assertAllowed([
        ...checkAdjustment(body.kind, amount, adjusting.adjustable),
        ...(body.kind === 'recover' ? checkComingBack(bill.bill.number, body) : []),
      ]);
      const shares = spreadAdjustment(body.kind, amount, adjusting.adjustable);
      const period = await this.openPeriod(step, caller.at, body.kind === 'recover');
      const adjustment = await this.record(step, caller, body, shares, period);
      await this.post(step, caller, body, { adjustment, shares, period, adjusting });
      await moveBill(tx, bill, to, { adjusted_by: caller.person.username });
      // The words on the former amount go after the state that needs them.
      const again = { confirmed_by: null, confirmed_at: null, approved_by: null, approved_at: null };
      if (to !== 'paid') await updateRows(tx, 'bill', ['id'], [{ id, ...again }]);
      if (to !== 'paid') await this.judgeAgain(tx, bureauId, bill);
      return { isMoved: true, facts: { kind: body.kind, amount: body.amount, clause: body.clause } };
    });
  }

  /**
   * Into the bill's own month while that takes postings, else into the month of today; a recovery into the month in
   * which the money comes back.
   */
  private async openPeriod({ tx, bureauId, bill }: Step, at: Date, isBack: boolean): Promise<Month> {
    const { month } = bill.bill;
    const isClosed = (await monthState(tx, bureauId, month)) === 'closed';
    const period = isClosed || isBack ? monthOf(today(at)) : month;
    await this.ledger.openPeriod(tx, bureauId, period);
    return period;
  }

  private async record(
    { tx, bureauId, bill }: Step,
    { at, person }: Caller,
    body: NewAdjustment,
    shares: readonly LineShare[],
    period: Month,
  ): Promise<string> {
    const funds = await tx.query<{ code: string; id: string }>(
      'select code, id from fund where bureau_id = $1',
      [bureauId],
    );
    const ids = new Map(funds.map(({ code, id }) => [code, id]));
    return insertAdjustment(tx, {
      ...{ billId: bill.id, providerId: bill.providerId, kind: body.kind, amount: Money.of(body.amount) },
      ...{
        clause: body.clause,
        evidence: body.evidence ?? null,
        period,
        madeBy: person.username,
        madeAt: at,
      },
      manner: body.kind === 'recover' ? (body.manner ?? 'returned') : null,
      shares: shares.map((share) => ({ ...share, fundId: ids.get(share.fund) ?? '' })),
    });
  }

  /** Under the adjustment's own id: each is posted, and each once. */
  private async post(
    { tx, bureauId, bill }: Step,
    { at, person }: Caller,
    { kind, manner }: NewAdjustment,
    { adjustment, shares, period, adjusting }: Posted,
  ): Promise<void> {
    const key = `bill/${bill.id}/${kind}/${adjustment}`;
    const batch: Batch = { bureauId, period, actor: person.username, at, key };
    const effectiveOn = today(at);
    const documentOf = (line: number): string => `${bill.bill.number}#${line}`;
    if (kind === 'supplement') {
      const rows = shares.map(({ line, fund, amount }) => ({
        reservationId: adjusting.reservations.idOf(adjusting.orderOf.get(line) ?? '', fund),
        ...{ amount, effectiveOn, document: documentOf(line) },
      }));
      return this.ledger.expend(tx, batch, rows);
    }
    const taken = takeBack(shares, await readLineExpenses(tx, bureauId, bill.bill.number));
    const corrections = taken.map(({ expense, amount }) => ({
      ...{ postingId: expense.id, amount, effectiveOn, document: documentOf(expense.line) },
    }));
    if (kind === 'recover') {
      const rows = corrections.map((row) => ({ ...row, manner: manner ?? ('returned' as const) }));
      return this.ledger.recover(tx, batch, rows);
    }
    await this.ledger.reverse(tx, batch, corrections);
    const rest = stillExpended(taken).map(({ reservation, line, amount }) => ({
      ...{ reservationId: reservation, amount, effectiveOn, document: documentOf(line) },
    }));
    if (rest.length > 0) await this.ledger.expend(tx, batch, rest);
  }

  /** An invoice for the amount before no longer matches. */
  private async judgeAgain(tx: Tx, bureauId: string, { id, bill }: StoredBill): Promise<void> {
    const store = await this.registers.load(tx, bureauId, partOfContract(bill.contract));
    const { bill: now } = await readBill(tx, bureauId, id);
    await this.bills.judgeInvoices(tx, store, [now.number]);
  }
}

const checkComingBack = (bill: string, { amount, manner }: NewAdjustment) =>
  checkRecovery({ bill, amount: Money.of(amount), manner: manner ?? 'returned' });

const today = (at: Date): string => dayOf(Math.floor(at.getTime() / 1000));

/** Lines that were accepted, with what they draw now, and what their orders have left. */
async function readAdjusting(
  tx: Tx,
  bureauId: string,
  { id, bill, isInPayment }: StoredBill,
): Promise<Adjusting> {
  const all = (await readAdjustedLines(tx, bureauId, [id])).get(bill.number) ?? [];
  const accepted = all.filter(({ isAccepted }) => isAccepted);
  const visited = accepted.map(({ line }) => line.visit);
  await holdOrdersOf(tx, bureauId, visited);
  const visits = await readBillableVisits(tx, bureauId, visited);
  const orderOf = new Map(accepted.map(({ line }) => [line.line, visits.get(line.visit)?.order ?? '']));
  const reservations = await readReservations(tx, bureauId, [...new Set(orderOf.values())]);
  const lines = accepted.map(({ line, shares }) => ({
    ...{ line: line.line, order: orderOf.get(line.line) ?? '', claimed: line.amount, shares },
  }));
  const reserved = new Map([...reservations.orders].map(([order, { shares }]) => [order, shares]));
  return { adjustable: { number: bill.number, isInPayment, lines, reserved }, orderOf, reservations };
}
