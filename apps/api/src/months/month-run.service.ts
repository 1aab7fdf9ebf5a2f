import { Injectable } from '@nestjs/common';
import type { Month } from '@songbai/contracts';
import { BillsService } from '../bills/bills.service';
import { type BureauIdentity, BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import {
  checkReferences,
  type Fault,
  nothingKnown,
  type Parsed,
  type Rows,
  readRows,
  stopsRun,
} from '../intake';
import { type Deciding, OrdersService } from '../orders/orders.service';
import { insertRatings, ofFolder } from '../ratings/rating-store';
import { RegisterPostings } from '../registers/register-postings';
import type { RegisterStore } from '../registers/register-store';
import { type RegisterChange, RegistersService } from '../registers/registers.service';
import { reasonOfRun } from '../registers/version-said';
import { VisitsService } from '../visits/visits.service';
import { checkFolder, refusePassedMonth, UnreadableFolder } from './folder-check';
import type { Progress } from './progress';
import { type Settled, settledMonth } from './settle';

export interface MonthOrder {
  folder: string;
  month: Month;
  lenient: boolean;
  operator: string;
  at: Date;
  /** Only takes in what was filed and leaves the bills, without their tax invoices, to people. */
  filesOnly?: boolean;
}

export interface MonthOutcome {
  settled: Settled;
  changes: RegisterChange[];
  /** What a lenient run left out. */
  dropped: Fault[];
  counts: { orders: number; visits: number; bills: number };
}

/**
 * Takes a month's folder in and settles it: a client of the same services that the web server uses, in one
 * transaction.
 */
@Injectable()
export class MonthRunService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
    private readonly registers: RegistersService,
    private readonly postings: RegisterPostings,
    private readonly orders: OrdersService,
    private readonly visits: VisitsService,
    private readonly bills: BillsService,
  ) {}

  /** Throws UnreadableFolder or MonthPassed with nothing stored. */
  async run(order: MonthOrder, progress: Progress): Promise<MonthOutcome> {
    const parsed = await progress.stage('read', async (count) => {
      const rows = await readRows(order.folder);
      count(Object.values(rows.tables).reduce((sum, table) => sum + table.rows.length, 0));
      return rows;
    });
    const { buyer } = parsed;
    if (!buyer || stopsRun(parsed.faults, order.lenient)) {
      throw new UnreadableFolder(checkReferences(parsed, nothingKnown(), order.lenient).faults);
    }
    const bureau = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      this.bureaus.findOrName(tx, buyer.code, buyer.name),
    );
    return this.unitOfWork.run({ kind: 'system', bureauId: bureau.id }, (tx) =>
      this.settle(tx, bureau, parsed, order, progress),
    );
  }

  private async settle(
    tx: Tx,
    bureau: BureauIdentity,
    parsed: Parsed,
    order: MonthOrder,
    progress: Progress,
  ): Promise<MonthOutcome> {
    const { month, operator: by, at } = order;
    const deciding: Deciding = { month, at, by };
    await this.bureaus.hold(tx, bureau);
    await refusePassedMonth(tx, bureau.id, month);
    const store = await this.registers.load(tx, bureau.id);
    const { fresh, faults, papers, rows } = await progress.stage('check', async (count) => {
      const checked = await checkFolder(tx, store, parsed, order);
      count(Object.values(checked.rows).reduce((sum, table) => sum + table.length, 0));
      return checked;
    });

    const changes = await progress.stage('import', async (count) => {
      const changed = await this.takeIn(tx, store, rows, deciding);
      count(changed.length);
      return changed;
    });
    await progress.stage('orders', async (count) => {
      count((await this.orders.decide(tx, store, fresh.orders, deciding)).length);
    });
    await progress.stage('visits', async (count) => {
      count((await this.visits.verify(tx, store, fresh.visits, deciding)).length);
    });
    await insertRatings(tx, bureau.id, fresh.ratings, ofFolder(month));
    const filed = order.filesOnly ? { ...fresh, taxInvoices: [] } : fresh;
    await progress.stage('bills', async (count) => {
      const { bills, billLines: lines, taxInvoices: invoices } = filed;
      await this.bills.file(tx, store, { bills, lines, invoices });
      count(order.filesOnly ? lines.length : await this.adjudicate(tx, store, filed, deciding));
    });
    const shown = order.filesOnly ? { ...papers, bills: [] } : papers;
    const settled = await progress.stage('assemble', async (count) => {
      const read = await settledMonth(tx, store, bureau, month, shown);
      count(read.month.orders.length + read.month.visits.length + read.month.journal.postings.length);
      return read;
    });
    const counts = {
      orders: fresh.orders.length,
      visits: fresh.visits.length,
      bills: fresh.bills.length,
    };
    return { settled, changes, dropped: faults, counts };
  }

  /** What is filed for the month and open, and the tax invoices that came in. Answers how many lines were decided. */
  private async adjudicate(
    tx: Tx,
    store: RegisterStore,
    { taxInvoices }: Pick<Rows, 'taxInvoices'>,
    deciding: Deciding,
  ): Promise<number> {
    const { month } = deciding;
    const open = await this.bills.openBills(tx, store.bureauId, month);
    const decided = await this.bills.adjudicate(tx, store, open, deciding);
    const judged = [...decided.map(({ bill }) => bill.number), ...taxInvoices.map(({ bill }) => bill)];
    await this.bills.judgeInvoices(tx, store, [...new Set(judged)], month);
    return decided.reduce((sum, { lines }) => sum + lines.length, 0);
  }

  /** Registers, allotments, ceilings and the month itself. */
  private async takeIn(
    tx: Tx,
    store: RegisterStore,
    rows: Rows,
    { month, at, by }: Deciding,
  ): Promise<RegisterChange[]> {
    const { bureauId } = store;
    const recording = { at, by, reason: reasonOfRun(month) };
    const changes = await this.registers.record(tx, store, rows, recording);
    await tx.query(
      `insert into month_run (bureau_id, month, first_run_at, operator) values ($1, $2, $3, $4) on conflict do nothing`,
      [bureauId, month, at.toISOString(), by],
    );
    await this.postings.post(tx, store, changes, { month, at, by });
    return changes;
  }
}
