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
import { readBalances } from '../ledger/balances';
import { batchKey, Ledger } from '../ledger/ledger';
import { type Deciding, OrdersService } from '../orders/orders.service';
import { insertRatings } from '../ratings/rating-store';
import type { RegisterStore } from '../registers/register-store';
import { type RegisterChange, RegistersService } from '../registers/registers.service';
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
}

export interface MonthOutcome {
  settled: Settled;
  changes: RegisterChange[];
  /** What a lenient run left out. */
  dropped: Fault[];
  counts: { orders: number; visits: number; bills: number };
}

/** Takes a month's folder in and settles it: a client of the same services that the web server uses, in one transaction. */
@Injectable()
export class MonthRunService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
    private readonly registers: RegistersService,
    private readonly ledger: Ledger,
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
    const { fresh, faults, papers, rows } = await progress.stage('check', () =>
      checkFolder(tx, store, parsed, order),
    );

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
    await insertRatings(tx, bureau.id, fresh.ratings, month);
    await progress.stage('bills', async (count) => {
      await this.bills.file(tx, store, {
        bills: fresh.bills,
        lines: fresh.billLines,
        invoices: fresh.taxInvoices,
      });
      const decided = await this.bills.adjudicate(tx, store, deciding);
      const judged = [
        ...decided.map(({ bill }) => bill.number),
        ...fresh.taxInvoices.map(({ bill }) => bill),
      ];
      await this.bills.judgeInvoices(tx, store, [...new Set(judged)], month);
      count(decided.reduce((sum, { lines }) => sum + lines.length, 0));
    });
    const settled = await progress.stage('assemble', () => settledMonth(tx, store, bureau, month, papers));
    const counts = {
      orders: fresh.orders.length,
      visits: fresh.visits.length,
      bills: fresh.bills.length,
    };
    return { settled, changes, dropped: faults, counts };
  }

  /** Registers, allotments, ceilings and the month itself. */
  private async takeIn(
    tx: Tx,
    store: RegisterStore,
    rows: Rows,
    { month, at, by }: Deciding,
  ): Promise<RegisterChange[]> {
    const { bureauId } = store;
    const recording = { at, by, reason: `month ${month}` };
    const changes = await this.registers.record(tx, store, rows, recording);
    await tx.query(
      `insert into month_run (bureau_id, month, first_run_at, operator) values ($1, $2, $3, $4) on conflict do nothing`,
      [bureauId, month, at.toISOString(), by],
    );
    await this.ledger.openPeriod(tx, bureauId, month);
    if (changes.some(({ register }) => ['limits', 'items', 'funds'].includes(register))) {
      await this.ledger.recountLimits(tx, bureauId);
    }
    await this.allot(tx, store, { month, at, by });
    const contracts = changes.filter(({ register }) => register === 'contracts');
    await this.ledger.setCeilings(
      tx,
      bureauId,
      contracts.map(({ key }) => store.idOf('contracts', key)),
    );
    return changes;
  }

  /** Brings allotments to what the register says now. */
  private async allot(tx: Tx, store: RegisterStore, { month, at, by }: Deciding): Promise<void> {
    const { bureauId } = store;
    const balances = new Map((await readBalances(tx, bureauId)).map((balance) => [balance.fund, balance]));
    const rows = store.all('funds').flatMap((fund) => {
      const before = balances.get(fund.code);
      const difference = before ? fund.allotted.minus(before.allotted) : fund.allotted;
      if (difference.isZero()) return [];
      const version = store.find('funds', fund.code)?.version ?? 1;
      const fundId = store.idOf('funds', fund.code);
      return [{ fundId, difference, effectiveOn: `${month}-01`, document: `指标 ${fund.code} v${version}` }];
    });
    if (rows.length === 0) return;
    const key = batchKey(
      'allot',
      month,
      rows.map(({ document }) => document),
    );
    await this.ledger.allot(tx, { bureauId, period: month, actor: by, at, key }, rows);
  }
}
