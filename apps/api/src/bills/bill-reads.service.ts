import { Injectable } from '@nestjs/common';
import { billState, isAdjudicated } from '@songbai/billing';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type BureauIdentity, BureausService } from '../bureaus/bureaus.service';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { alongWith, isFor, NOTHING } from '../http/across';
import { nameAt, readNames } from '../http/former-names';
import { type Page, pageOf } from '../http/page';
import { differencesXlsx, statementPdf } from '../papers';
import type { SettledBill, SettledFinding, SettledMonth } from '../papers/model';
import { RegistersService } from '../registers/registers.service';
import type { BillAnswer } from './bill-answer.dto';
import { settledOf } from './bill-ends';
import { BillForesight } from './bill-foresight.service';
import { NO_HISTORY, readHistories } from './bill-history-store';
import { billListing } from './bill-listing';
import { selfServing, toConfirm } from './bill-queue-store';
import { readBill, type StoredBill } from './bill-store';
import { viewBills } from './bill-views';
import { withVisits } from './bill-visits';
import type { BillQuery, UnbilledAnswer } from './bills.dto';
import { papersOf } from './others-visits';
import { readPaymentsOf, readSettledBills } from './settled-bill-store';
import { readUnbilledMonths } from './unbilled-store';
import { UnitBills } from './unit-bills.service';

/** A paper of a bill, and the bill's number. */
interface BillPaper {
  number: string;
  content: Buffer;
}

interface Found {
  bureauId: string;
  id: string;
}

/** Bills and their papers, for whom they are: found under the caller's own policies, then read whole. */
@Injectable()
export class BillReadsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bureaus: BureausService,
    private readonly registers: RegistersService,
    private readonly foresight: BillForesight,
    private readonly ofUnit: UnitBills,
  ) {}

  async list(caller: Caller, query: BillQuery): Promise<Page<BillAnswer>> {
    const { actor, person } = caller;
    if (actor.kind === 'unit') return this.ofUnit.list(actor, caller, query);
    if (!isFor(actor, 'bureau', 'provider', 'supervisor', 'auditor')) return NOTHING;
    const awaiting =
      query.awaiting === 'me' ? toConfirm(person, await selfServing(this.unitOfWork, person)) : [];
    const listing = billListing(query, awaiting);
    const page = await this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, foundOf));
    const isBrief = query.lines === 'none';
    const views = await alongWith(this.unitOfWork, page.items, async (tx, ids) => {
      const bureauId = tx.actor.bureauId ?? '';
      if (!isBrief) return viewBills(tx, bureauId, ids, caller);
      const whole = await this.foresight.view(tx, bureauId, ids, caller);
      return whole.map((view) => ({ ...view, lines: [] }));
    });
    const byId = new Map(views.map((view) => [view.id, view]));
    return { items: page.items.flatMap(({ id }) => byId.get(id) ?? []), nextCursor: page.nextCursor };
  }

  /** What the asker may bill, with the newest month first. */
  async unbilled({ actor }: Caller): Promise<UnbilledAnswer> {
    return { items: await this.unitOfWork.run(actor, readUnbilledMonths) };
  }

  async one(caller: Caller, id: string): Promise<BillAnswer> {
    if (caller.actor.kind === 'unit') return this.ofUnit.one(caller.actor, caller, id);
    const { bureauId } = await this.find(caller, id);
    const [view] = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      viewBills(tx, bureauId, [id], caller),
    );
    if (!view) throw new DomainError('not-found');
    return view;
  }

  /** The bill with what the rules would make of it now; once it is adjudicated, with what they did. */
  async foreseen(caller: Caller, id: string): Promise<BillAnswer> {
    const { bureauId } = await this.find(caller, id);
    const [view] = await this.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
      this.foresight.view(tx, bureauId, [id], caller),
    );
    if (!view) throw new DomainError('not-found');
    return withVisits(this.unitOfWork, caller, view);
  }

  async statement(caller: Caller, id: string): Promise<BillPaper> {
    const { month, number } = await this.settled(caller, id);
    const [bill] = month.bills;
    if (!bill) throw new DomainError('not-found');
    return { number, content: await statementPdf(bill, month) };
  }

  async differences(caller: Caller, id: string): Promise<BillPaper> {
    const { month, number } = await this.settled(caller, id);
    return { number, content: await differencesXlsx(month) };
  }

  /** Where a bill that the caller may see is kept. */
  async find({ actor }: Caller, id: string): Promise<Found> {
    if (!isFor(actor, 'bureau', 'provider', 'supervisor', 'auditor')) throw new DomainError('not-found');
    const [row] = await this.unitOfWork.run(actor, (tx) =>
      tx.query<Record<string, unknown>>('select bureau_id, id from bill where id = $1', [id]),
    );
    if (!row) throw new DomainError('not-found');
    return foundOf(row);
  }

  /** The model of a settled month, with one bill in it: its papers are the month's own. */
  private async settled(caller: Caller, id: string): Promise<{ number: string; month: SettledMonth }> {
    const { bureauId } = await this.find(caller, id);
    return this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const stored = await readBill(tx, bureauId, id);
      if (!isAdjudicated(stored.status)) {
        const facts = { name: 'bill', from: stored.status, verb: 'state' };
        throw new DomainError('illegal-transition', { facts });
      }
      const bureau = await this.bureauOf(tx, bureauId);
      const store = await this.registers.load(tx, bureauId);
      const { month } = stored.bill;
      const by = await nameOf(tx, stored.adjudicatedBy ?? '', stored.adjudicatedAt);
      const read = await readSettledBills(tx, store, month, [{ ...stored, adjudicatedBy: by }]);
      const words = await readSettled(tx, stored, bureauId);
      const bills = (await papersOf(tx, bureauId, read)).map((bill) => withWords(bill, words));
      const settled = {
        ...{ month, bureau, operator: by, book: store.book(), bills },
        decidedAt: Math.floor((stored.adjudicatedAt?.getTime() ?? 0) / 1000),
        ...{ orders: [], visits: [], alerts: [], journal: { month, opening: [], postings: [], closing: [] } },
        payments: await readPaymentsOf(tx, store, bureau, [stored]),
      };
      return { number: stored.bill.number, month: settled };
    });
  }

  private async bureauOf(tx: Tx, bureauId: string): Promise<BureauIdentity> {
    const bureau = (await this.bureaus.all(tx)).find(({ id }) => id === bureauId);
    if (!bureau) throw new Error('a bureau is gone');
    return bureau;
  }
}

const foundOf = (row: Record<string, unknown>): Found => ({
  bureauId: String(row.bureau_id),
  id: String(row.id),
});

/** What of the bill was settled since, with people's names. */
async function readSettled(tx: Tx, bill: StoredBill, bureauId: string): Promise<SettledFinding[]> {
  const history = (await readHistories(tx, bureauId, [bill.id])).get(bill.id) ?? NO_HISTORY;
  const words: SettledFinding[] = [];
  for (const { code, by, at, onBehalfOf } of settledOf(bill, history)) {
    words.push({
      code,
      by: await nameOf(tx, by, new Date(at)),
      at: Math.floor(Date.parse(at) / 1000),
      onBehalfOf,
    });
  }
  return words;
}

/** What was settled stays on the paper, and stands against nothing any more. */
function withWords(bill: SettledBill, settled: SettledFinding[]): SettledBill {
  const isOpen = ({ code }: { code: string }): boolean => !settled.some((each) => each.code === code);
  return { ...bill, settled, state: billState(bill.findings.filter(isOpen)) };
}

/** On paper stands a person's name of the day; a month's run signs as its operator. */
async function nameOf(tx: Tx, by: string, at: Date | null): Promise<string> {
  const history = (await readNames(tx, 'username', [by])).get(by);
  return history === undefined ? by : nameAt(history, at?.getTime());
}
