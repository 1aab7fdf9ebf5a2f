import { Injectable } from '@nestjs/common';
import { billedDays, checkBillMonth, checkOffered, draftLines } from '@songbai/billing';
import {
  assertAllowed,
  type Bill,
  type BillLine,
  DomainError,
  finding,
  Money,
  type Month,
  quantity,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { invalid } from '../http/request.pipe';
import { refuseClosed } from '../ledger/period-store';
import type { RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import type { BillAnswer } from './bill-answer.dto';
import { storeForeseen } from './bill-decisions';
import { identifyBills } from './bill-store';
import { viewBills, viewForeseen } from './bill-views';
import { withVisitsOf } from './bill-visits';
import type { NewBill } from './bills.dto';
import { BillsService, type FiledBill } from './bills.service';
import { partOfContract } from './contract-part';
import { forProvider } from './on-behalf';
import { readBillsOf, readUnbilledOf } from './unbilled-store';

interface BilledContract {
  number: string;
  providerId: string;
}

/** Where a bill begins: drafted from what was verified, or filed line by line by the provider. */
@Injectable()
export class BillFilingService {
  constructor(
    private readonly commands: Commands,
    private readonly registers: RegistersService,
    private readonly bills: BillsService,
  ) {}

  /** The contract's row is locked, so that two drafts do not take the same visits or the same number. */
  create(caller: Caller, body: NewBill): Promise<BillAnswer> {
    forProvider(caller, body);
    return this.commands.on(caller, 'contract', body.contractId, async (tx, bureauId) => {
      const { store, filed } = await this.prepare(tx, bureauId, caller, body);
      // A bill of a closed month could never be adjudicated.
      await refuseClosed(tx, bureauId, body.month);
      const { bill, lines } = filed;
      await this.bills.file(tx, store, { bills: [bill], lines, invoices: [] }, 'draft');
      const id = (await identifyBills(tx, bureauId, [bill.number])).get(bill.number)?.id ?? '';
      for (const decision of await this.bills.foresee(tx, store, [filed]))
        await storeForeseen(tx, id, decision);
      audit(tx, caller, {
        ...{ verb: 'bill.draft', subject: 'bill', id },
        after: { status: 'draft', number: bill.number, month: bill.month, lines: lines.length },
        ...(body.onBehalfOf && { onBehalfOf: body.onBehalfOf }),
      });
      return this.answer(tx, bureauId, id, caller);
    });
  }

  /** The same bill with what the rules would make of it. Nothing is stored. */
  preview(caller: Caller, body: NewBill): Promise<BillAnswer> {
    forProvider(caller, body);
    return this.commands.on(caller, 'contract', body.contractId, async (tx, bureauId) => {
      const { store, filed, contract } = await this.prepare(tx, bureauId, caller, body);
      const [decision] = await this.bills.foresee(tx, store, [filed]);
      if (!decision) throw new Error('a bill was not decided');
      const parties = { contractId: body.contractId, providerId: contract.providerId };
      const view = await viewForeseen(tx, bureauId, decision, parties, caller);
      return withVisitsOf(tx, caller, view);
    });
  }

  private async prepare(tx: Tx, bureauId: string, { at }: Caller, body: NewBill) {
    assertAllowed(checkBillMonth(body.month, Math.floor(at.getTime() / 1000)));
    const contract = await readContract(tx, body.contractId);
    const store = await this.registers.load(tx, bureauId, partOfContract(contract.number));
    const number = await nextNumber(tx, bureauId, body.contractId, contract.number, body.month);
    const head = {
      number,
      contract: contract.number,
      month: body.month,
      kind: body.kind ?? 'regular',
    } as const;
    const filed = body.lines ? filedLines(head, body, store) : await this.drafted(tx, head, body, store);
    return { store, filed, contract };
  }

  /** All that can be billed or, of what was offered, what was ticked: as it was shown, or nothing is made. */
  private async drafted(
    tx: Tx,
    head: Omit<Bill, 'declared'>,
    { contractId, offered }: NewBill,
    store: RegisterStore,
  ): Promise<FiledBill> {
    const visits = await readUnbilledOf(tx, store.bureauId, contractId, billedDays(head.month, head.kind));
    const all = draftLines(head, visits, store.book());
    const lines = offered ? await tickedOf(tx, store.bureauId, contractId, offered, all) : all;
    if (lines.length === 0) {
      assertAllowed([finding('P01', { contract: head.contract, month: head.month })]);
    }
    return { bill: { ...head, declared: Money.sum(lines.map(({ amount }) => amount)) }, lines };
  }

  private async answer(tx: Tx, bureauId: string, id: string, caller: Caller): Promise<BillAnswer> {
    const [view] = await viewBills(tx, bureauId, [id], caller);
    if (!view) throw new DomainError('not-found');
    return view;
  }
}

/** The lines that were ticked, numbered anew; refused where one is not as it was shown. */
async function tickedOf(
  tx: Tx,
  bureauId: string,
  contractId: string,
  offered: NonNullable<NewBill['offered']>,
  lines: readonly BillLine[],
): Promise<BillLine[]> {
  const ticked = offered.map(({ visitNumber, amount }) => ({ visit: visitNumber, amount: Money.of(amount) }));
  const visits = new Set(ticked.map(({ visit }) => visit));
  assertAllowed(checkOffered(ticked, lines, await readBillsOf(tx, bureauId, contractId, [...visits])));
  return lines.filter(({ visit }) => visits.has(visit)).map((line, i) => ({ ...line, line: i + 1 }));
}

/** The provider's own lines, as it wrote them. */
function filedLines(head: Omit<Bill, 'declared'>, body: NewBill, store: RegisterStore): FiledBill {
  const { lines = [], declared } = body;
  if (!declared) throw invalid([{ path: 'declared', rule: 'some-money' }]);
  const unknown = (lines ?? []).flatMap(({ itemCode }, i) =>
    store.find('items', itemCode)
      ? []
      : [{ path: `lines.${i}.itemCode`, rule: 'known-code', limit: itemCode }],
  );
  if (unknown.length > 0) throw invalid(unknown);
  const rows = (lines ?? []).map(
    (line, i): BillLine => ({
      bill: head.number,
      line: i + 1,
      visit: line.visitNumber,
      item: line.itemCode,
      quantity: quantity(line.quantity),
      unitPrice: Money.of(line.unitPrice),
      amount: Money.of(line.amount),
    }),
  );
  return { bill: { ...head, declared: Money.of(declared) }, lines: rows };
}

async function readContract(tx: Tx, id: string): Promise<BilledContract> {
  const [row] = await tx.query<{ number: string; provider_id: string }>(
    'select number, provider_id from contract where id = $1',
    [id],
  );
  if (!row) throw new DomainError('not-found');
  return { number: row.number, providerId: row.provider_id };
}

/** Contract, month, and which bill of that month it is. */
async function nextNumber(
  tx: Tx,
  bureauId: string,
  contractId: string,
  contract: string,
  month: Month,
): Promise<string> {
  const [row] = await tx.query<{ count: string }>(
    'select count(*) from bill where bureau_id = $1 and contract_id = $2 and month = $3',
    [bureauId, contractId, month],
  );
  return `${contract}-${month.replace('-', '')}-${Number(row?.count ?? 0) + 1}`;
}
