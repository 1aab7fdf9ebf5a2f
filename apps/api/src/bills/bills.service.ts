import { Injectable } from '@nestjs/common';
import { adjudicate, type BillDecision, billState, checkTaxInvoice } from '@songbai/billing';
import {
  type Bill,
  type BillLine,
  type Finding,
  groupBy,
  Money,
  type Month,
  type RegisterBook,
  type TaxInvoice,
} from '@songbai/contracts';
import { updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { batchKey, Ledger } from '../ledger/ledger';
import { readReservations } from '../orders/order-store';
import type { Deciding } from '../orders/orders.service';
import type { RegisterStore } from '../registers/register-store';
import { readBillableVisits } from '../visits/visit-store';
import { storeDecisions } from './bill-decisions';
import { identifyBills, insertBills, readBills, type StoredBill } from './bill-store';
import { insertInvoices, readInvoices } from './invoice-store';
import { insertLines, readLines } from './line-store';

/** What a provider files for a month. */
export interface FiledBills {
  bills: readonly Bill[];
  lines: readonly BillLine[];
  invoices: readonly TaxInvoice[];
}

/** Files bills and tax invoices, and adjudicates the bills of a month line by line. */
@Injectable()
export class BillsService {
  constructor(private readonly ledger: Ledger) {}

  /** Stores new bills, lines and invoices as filed. New lines may belong to bills filed before. */
  async file(tx: Tx, store: RegisterStore, { bills, lines, invoices }: FiledBills): Promise<void> {
    const claims = new Map(
      [...groupBy(lines, ({ bill }) => bill)].map(([bill, its]) => [
        bill,
        Money.sum(its.map(({ amount }) => amount)),
      ]),
    );
    await insertBills(tx, store, bills, claims);
    const numbers = [...new Set([...lines, ...invoices].map(({ bill }) => bill))];
    const identities = await identifyBills(tx, store.bureauId, numbers);
    const filedNow = new Set(bills.map(({ number }) => number));
    await this.addToClaims(
      tx,
      store.bureauId,
      [...claims].filter(([number]) => !filedNow.has(number)),
    );
    await insertLines(tx, store, lines, identities);
    await insertInvoices(tx, store.bureauId, invoices, identities);
  }

  /** Adjudicates what is filed for the month and not yet adjudicated, and expends what is approved. */
  async adjudicate(tx: Tx, store: RegisterStore, deciding: Deciding): Promise<BillDecision[]> {
    const { bureauId } = store;
    const open = await readBills(tx, bureauId, `bill.month = $2 and bill.status = 'submitted'`, [
      deciding.month,
    ]);
    if (open.length === 0) return [];
    const lines = await readLines(
      tx,
      bureauId,
      open.map(({ id }) => id),
    );
    const filed = open.map(({ bill }) => ({
      bill,
      lines: (lines.get(bill.number) ?? []).map(({ line }) => line),
    }));
    const visitNumbers = [...new Set(filed.flatMap(({ lines: its }) => its.map(({ visit }) => visit)))];
    const visits = await readBillableVisits(tx, bureauId, visitNumbers);
    const orderNumbers = [...new Set([...visits.values()].map(({ order }) => order))];
    const reservations = await readReservations(tx, bureauId, orderNumbers);
    const decisions = adjudicate(filed, {
      visits: new Map(visits),
      orders: reservations.orders,
      book: store.book(),
    });

    const idOf = (number: string): string => open.find(({ bill }) => bill.number === number)?.id ?? '';
    await storeDecisions(tx, store, decisions, idOf, visits, deciding);
    await this.expend(tx, bureauId, decisions, visits, reservations.idOf, deciding);
    return decisions;
  }

  /**
   * Judges the tax invoices of bills that were adjudicated now, and of earlier ones whose invoice has come with this folder. A bill
   * that becomes payable joins the payments of the month.
   */
  async judgeInvoices(
    tx: Tx,
    store: RegisterStore,
    billNumbers: readonly string[],
    month: Month,
  ): Promise<void> {
    const { bureauId } = store;
    const bills = await readBills(
      tx,
      bureauId,
      `bill.number = any($2) and bill.status not in ('draft', 'submitted')`,
      [billNumbers],
    );
    const invoices = await readInvoices(
      tx,
      bureauId,
      bills.map(({ id }) => id),
    );
    const uses = await readUses(tx, bureauId, [...invoices.values()]);
    const book = store.book();
    const rows = bills.map((bill) => {
      const findings = judge(bill, invoices.get(bill.bill.number), uses, book);
      const isPayable = billState(findings) === 'payable';
      return { bureau_id: bureauId, id: bill.id, findings, payable_month: isPayable ? month : null };
    });
    await updateRows(tx, 'bill', ['bureau_id', 'id'], rows);
  }

  private async addToClaims(
    tx: Tx,
    bureauId: string,
    claims: readonly (readonly [string, Money])[],
  ): Promise<void> {
    await tx.query(
      `update bill set claimed_fen = claimed_fen + given.amount
       from unnest($2::text[], $3::bigint[]) as given (number, amount)
       where bill.bureau_id = $1 and bill.number = given.number`,
      [bureauId, claims.map(([number]) => number), claims.map(([, amount]) => amount.toFen())],
    );
  }

  private async expend(
    tx: Tx,
    bureauId: string,
    decisions: readonly BillDecision[],
    visits: Awaited<ReturnType<typeof readBillableVisits>>,
    reservationOf: (order: string, fund: string) => string,
    { month, at, by }: Deciding,
  ): Promise<void> {
    const rows = decisions.flatMap(({ lines }) =>
      lines.flatMap(({ line, shares }) => {
        const visit = visits.get(line.visit);
        if (!visit) return [];
        return shares.map(({ fund, amount }) => ({
          reservationId: reservationOf(visit.order, fund),
          amount,
          effectiveOn: visit.day,
          document: `${line.bill}#${line.line}`,
        }));
      }),
    );
    const key = batchKey(
      'expend',
      month,
      decisions.map(({ bill }) => bill.number),
    );
    await this.ledger.expend(tx, { bureauId, period: month, actor: by, at, key }, rows);
  }
}

/** I14 stays; the T codes are made anew. */
function judge(
  { bill, approved, findings }: StoredBill,
  invoice: TaxInvoice | undefined,
  uses: ReadonlyMap<string, number>,
  book: RegisterBook,
): Finding[] {
  const contract = book.contracts.get(bill.contract);
  const provider = book.providers.get(contract?.provider ?? '');
  const invoiced = {
    approved,
    buyerCode: contract?.buyerCode ?? '',
    providerCode: provider?.creditCode ?? '',
  };
  const isUsedTwice = invoice !== undefined && (uses.get(invoice.number) ?? 0) > 1;
  const others = findings.filter(({ code }) => !code.startsWith('T'));
  return [...others, ...checkTaxInvoice(invoice, invoiced, isUsedTwice)];
}

/** How many bills, of any bureau, hold each number. */
async function readUses(
  tx: Tx,
  bureauId: string,
  invoices: readonly TaxInvoice[],
): Promise<Map<string, number>> {
  const rows = await tx.query<{ number: string; uses: string }>('select * from invoice_number_uses($1, $2)', [
    bureauId,
    [...new Set(invoices.map(({ number }) => number))],
  ]);
  return new Map(rows.map(({ number, uses }) => [number, Number(uses)]));
}
