import { Injectable } from '@nestjs/common';
import { type BillDecision, isAdjudicated } from '@songbai/billing';
import type { Tx } from '../db/unit-of-work';
import type { RegisterPart, RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import type { BillAnswer } from './bill-answer.dto';
import { readBills, type StoredBill } from './bill-store';
import { viewBills, viewForeseen } from './bill-views';
import { BillsService, type FiledBill } from './bills.service';
import { partOfContract } from './contract-part';
import { readLines } from './line-store';
import type { Reader } from './others-visits';

/** Bills with what the rules would make of them now, where that is not decided yet. */
@Injectable()
export class BillForesight {
  constructor(
    private readonly registers: RegistersService,
    private readonly bills: BillsService,
  ) {}

  /** Whole bills in the order of the ids. What was adjudicated is shown as it was decided. Stores nothing. */
  async view(tx: Tx, bureauId: string, ids: readonly string[], reader: Reader): Promise<BillAnswer[]> {
    const views = await viewBills(tx, bureauId, ids, reader);
    const stored = await readBills(tx, bureauId, 'bill.id = any($2)', [ids]);
    const open = stored.filter(({ status }) => !isAdjudicated(status));
    if (open.length === 0) return views;
    const foreseen = await this.foresee(tx, bureauId, open, reader);
    return views.map((view) => ({ ...view, ...foreseen.get(view.number) }));
  }

  private async foresee(
    tx: Tx,
    bureauId: string,
    open: readonly StoredBill[],
    reader: Reader,
  ): Promise<Map<string, Partial<BillAnswer>>> {
    const ids = open.map(({ id }) => id);
    const store = await this.registers.load(tx, bureauId, partOf(open));
    const lines = await readLines(tx, bureauId, ids);
    const filed = open.map(({ bill }) => ({
      bill,
      lines: (lines.get(bill.number) ?? []).map(({ line }) => line),
    }));
    const foreseen = new Map<string, Partial<BillAnswer>>();
    for (const decision of await this.together(tx, store, open, filed)) {
      const parties = { contractId: '', providerId: '' };
      const view = await viewForeseen(tx, bureauId, decision, parties, reader);
      const { approved, payable, codes, findings, lines: its, outcomes, shares } = view;
      foreseen.set(view.number, { approved, payable, codes, findings, lines: its, outcomes, shares });
    }
    return foreseen;
  }

  /** Bills that stand are decided together; one that came back takes nothing from them while it is not filed again. */
  private async together(
    tx: Tx,
    store: RegisterStore,
    open: readonly StoredBill[],
    filed: readonly FiledBill[],
  ): Promise<BillDecision[]> {
    const isBack = (i: number): boolean => open[i]?.status === 'returned';
    const decisions = await this.bills.foresee(
      tx,
      store,
      filed.filter((_, i) => !isBack(i)),
    );
    for (const [i, bill] of filed.entries())
      if (isBack(i)) decisions.push(...(await this.bills.foresee(tx, store, [bill])));
    return decisions;
  }
}

function partOf(bills: readonly StoredBill[]): RegisterPart {
  const numbers = [...new Set(bills.map(({ bill }) => bill.contract))];
  return { ...partOfContract(''), contracts: numbers, prices: numbers };
}
