import { Injectable } from '@nestjs/common';
import { adjudicate, type BillDecision, billState, checkTaxInvoice, expendedOn } from '@songbai/billing';
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
import { holdOrdersOf, type OpenReservations, readReservations } from '../orders/order-store';
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

export interface FiledBill {
  bill: Bill;
  lines: readonly BillLine[];
}

interface Decided {
  decisions: BillDecision[];
  visits: Awaited<ReturnType<typeof readBillableVisits>>;
  reservations: OpenReservations;
}

/** Files bills and tax invoices, and adjudicates bills line by line. */
@Injectable()
export class BillsService {
  constructor(private readonly ledger: Ledger) {}

  /** Stores new bills, lines and invoices as filed. New lines may belong to bills filed before. */
  async file(
    tx: Tx,
    store: RegisterStore,
    { bills, lines, invoices }: FiledBills,
    status: 'draft' | 'submitted' = 'submitted',
  ): Promise<void> {
    const claims = new Map(
      [...groupBy(lines, ({ bill }) => bill)].map(([bill, its]) => [
        bill,
        Money.sum(its.map(({ amount }) => amount)),
      ]),
    );
    await insertBills(tx, store, bills, claims, status);
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

  /** What the rules would make of these bills now. Nothing is stored. */
  async foresee(tx: Tx, store: RegisterStore, filed: readonly FiledBill[]): Promise<BillDecision[]> {
    return (await this.decide(tx, store, filed)).decisions;
  }

  /** The bills of a month that are filed and not yet adjudicated. */
  async openBills(tx: Tx, bureauId: string, month: Month): Promise<StoredBill[]> {
    return readBills(tx, bureauId, `bill.month = $2 and bill.status = 'submitted'`, [month]);
  }

  /** Adjudicates submitted bills of any month, and expends what is approved. */
  async adjudicate(
    tx: Tx,
    store: RegisterStore,
    bills: readonly StoredBill[],
    deciding: Deciding,
  ): Promise<BillDecision[]> {
    const { bureauId } = store;
    const ids = await lockSubmitted(
      tx,
      bureauId,
      bills.map(({ id }) => id),
    );
    const open = bills.filter(({ id }) => ids.has(id));
    if (open.length === 0) return [];
    const lines = await readLines(tx, bureauId, [...ids]);
    const filed = open.map(({ bill }) => ({
      bill,
      lines: (lines.get(bill.number) ?? []).map(({ line }) => line),
    }));
    const visited = filed.flatMap(({ lines: its }) => its.map(({ visit }) => visit));
    await holdOrdersOf(tx, bureauId, visited);
    const { decisions, visits, reservations } = await this.decide(tx, store, filed);
    const idOf = (number: string): string => open.find(({ bill }) => bill.number === number)?.id ?? '';
    await storeDecisions(tx, store, decisions, idOf, visits, deciding);
    await this.expend(tx, bureauId, decisions, visits, reservations, deciding);
    return decisions;
  }

  private async decide(tx: Tx, store: RegisterStore, filed: readonly FiledBill[]): Promise<Decided> {
    const { bureauId } = store;
    const visitNumbers = [...new Set(filed.flatMap(({ lines }) => lines.map(({ visit }) => visit)))];
    const visits = await readBillableVisits(tx, bureauId, visitNumbers);
    const orderNumbers = [...new Set([...visits.values()].map(({ order }) => order))];
    const reservations = await readReservations(tx, bureauId, orderNumbers);
    const { orders } = reservations;
    const decisions = adjudicate(filed, { visits: new Map(visits), orders, book: store.book() });
    return { decisions, visits, reservations };
  }

  /**
   * Judges the tax invoices of bills that were adjudicated now, and of earlier ones whose invoice has come. A
   * bill that becomes payable in a month's run (`month`) joins the payments of that month. Answers the
   * findings by bill.
   */
  async judgeInvoices(
    tx: Tx,
    store: RegisterStore,
    billNumbers: readonly string[],
    month?: Month,
  ): Promise<Map<string, Finding[]>> {
    const { bureauId } = store;
    const bills = await readBills(
      tx,
      bureauId,
      `bill.number = any($2) and bill.status not in ('draft', 'submitted', 'returned')`,
      [billNumbers],
    );
    const invoices = await readInvoices(
      tx,
      bureauId,
      bills.map(({ id }) => id),
    );
    const uses = await readUses(tx, bureauId, [...invoices.values()]);
    const book = store.book();
    const judged = bills.map((bill) => ({
      bill,
      findings: judge(bill, invoices.get(bill.bill.number), uses, book),
    }));
    const rows = judged.map(({ bill, findings }) => {
      const isPayable = billState(findings) === 'payable';
      const payable = month === undefined ? {} : { payable_month: isPayable ? month : null };
      return { bureau_id: bureauId, id: bill.id, findings, ...payable };
    });
    await updateRows(tx, 'bill', ['bureau_id', 'id'], rows);
    return new Map(judged.map(({ bill, findings }) => [bill.bill.number, findings]));
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
    reservations: OpenReservations,
    { month, at, by }: Deciding,
  ): Promise<void> {
    const rows = decisions.flatMap(({ lines }) =>
      lines.flatMap(({ line, shares }) => {
        const visit = visits.get(line.visit);
        if (!visit) return [];
        return shares.map(({ fund, amount }) => ({
          reservationId: reservations.idOf(visit.order, fund),
          amount,
          effectiveOn: expendedOn(visit.day, reservations.reservedOn(visit.order)),
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

/**
 * Holds the bills that are still to be adjudicated, by id; another who adjudicates one of them waits, and
 * then finds it done.
 */
async function lockSubmitted(tx: Tx, bureauId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select id from bill where bureau_id = $1 and id = any($2) and status = 'submitted'
     order by id for no key update`,
    [bureauId, ids],
  );
  return new Set(rows.map(({ id }) => id));
}

/** I14 stays; the T codes are made anew. */
function judge(
  { bill, net, findings }: StoredBill,
  invoice: TaxInvoice | undefined,
  uses: ReadonlyMap<string, number>,
  book: RegisterBook,
): Finding[] {
  const contract = book.contracts.get(bill.contract);
  const provider = book.providers.get(contract?.provider ?? '');
  const invoiced = {
    approved: net,
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
