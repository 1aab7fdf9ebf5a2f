import { Injectable } from '@nestjs/common';
import {
  billMachine,
  billState,
  checkAppeal,
  checkApprover,
  checkConfirmer,
  checkInvoiceAge,
  checkIssuedOn,
} from '@songbai/billing';
import { assertAllowed, DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Tx } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import { Ledger } from '../ledger/ledger';
import { RegistersService } from '../registers/registers.service';
import { answerAppeals, insertAppeal } from './appeal-store';
import type { BillAnswer } from './bill-answer.dto';
import { hasBillFile } from './bill-file-store';
import { SAID } from './bill-said';
import { BillSteps, type Step, type Stepped } from './bill-steps.service';
import { moveBill, type StoredBill } from './bill-store';
import type { AnswerToAppeal, Appeal, ConfirmOnBehalf, NewInvoice, OnBehalf, Reason } from './bills.dto';
import { BillsService } from './bills.service';
import { partOfContract } from './contract-part';
import { insertInvoices } from './invoice-store';
import { readLines } from './line-store';

/** What people do with a bill between filing and payment. */
@Injectable()
export class BillVerbsService {
  constructor(
    private readonly steps: BillSteps,
    private readonly registers: RegistersService,
    private readonly bills: BillsService,
    private readonly ledger: Ledger,
  ) {}

  submit(caller: Caller, id: string, body: OnBehalf): Promise<BillAnswer> {
    const { username: by } = caller.person;
    const columns = { submitted_by: by, submitted_at: caller.at, submitted_for: body.onBehalfOf ?? null };
    return this.steps.asProvider(caller, id, 'submit', body, () => ({ columns }));
  }

  withdraw(caller: Caller, id: string, body: OnBehalf): Promise<BillAnswer> {
    const columns = {
      returned_by: caller.person.username,
      return_reason: SAID.withdrawnBill,
    };
    return this.steps.asProvider(caller, id, 'withdraw', body, () => ({ columns }));
  }

  /** Sends a submitted bill back to the provider, or a confirmed one back to who adjudicates. */
  return(caller: Caller, id: string, { reason }: Reason): Promise<BillAnswer> {
    const columns = { returned_by: caller.person.username, return_reason: reason };
    return this.steps.take(caller, id, 'return', () => ({ columns, facts: { reason } }));
  }

  /**
   * The month run's own way, with one bill. A second adjudication at the same moment waits for the row, and
   * finds it done.
   */
  adjudicate(caller: Caller, id: string): Promise<BillAnswer> {
    return this.steps.take(caller, id, 'adjudicate', async ({ tx, bureauId, bill }) => {
      const store = await this.registers.load(tx, bureauId, partOfContract(bill.bill.contract));
      await this.ledger.openPeriod(tx, bureauId, bill.bill.month);
      const deciding = { month: bill.bill.month, at: caller.at, by: caller.person.username };
      await this.bills.adjudicate(tx, store, [bill], deciding);
      await this.bills.judgeInvoices(tx, store, [bill.bill.number]);
      return { isMoved: true };
    });
  }

  /**
   * The provider's word that the amount stands; what it still appealed is withdrawn by it. Staff who give it for the
   * provider are a person of their own.
   */
  confirm(caller: Caller, id: string, body: ConfirmOnBehalf): Promise<BillAnswer> {
    const { username: by } = caller.person;
    const onBehalfOf = body.onBehalfOf ?? null;
    const columns = {
      ...{ confirmed_by: by, confirmed_at: caller.at, confirmed_for: onBehalfOf },
      confirmed_evidence: body.evidence ?? null,
    };
    return this.steps.asProvider(caller, id, 'confirm', body, async ({ tx, bill }) => {
      assertAllowed(checkConfirmer(by, onBehalfOf, bill));
      const withdrawn = { answer: 'withdrawn', reason: SAID.withdrawnAppeal, by, at: caller.at } as const;
      const withdrawnAppeals = await answerAppeals(tx, id, null, withdrawn);
      return { columns, facts: withdrawnAppeals > 0 ? { withdrawnAppeals } : {} };
    });
  }

  appeal(caller: Caller, id: string, body: Appeal): Promise<BillAnswer> {
    const { line, reason, evidence = null, file = null } = body;
    return this.steps.asProvider(caller, id, 'appeal', body, async ({ tx, bureauId, bill }) => {
      const lines = (await readLines(tx, bureauId, [id])).get(bill.bill.number) ?? [];
      const appealed = lines.find((each) => each.line.line === line);
      if (!appealed) throw invalid([{ path: 'line', rule: 'known-id' }]);
      assertAllowed(checkAppeal({ line, claimed: appealed.line.amount, approved: appealed.amount }));
      if (file !== null && !(await hasBillFile(tx, id, file)))
        throw invalid([{ path: 'file', rule: 'known-id' }]);
      const filing = { file, by: caller.person.username, at: caller.at };
      await insertAppeal(tx, { billId: id, providerId: bill.providerId, line, reason, evidence, ...filing });
      return { facts: { line } };
    });
  }

  /** When the last open appeal has its answer, the amount is the provider's to confirm again. */
  answer(caller: Caller, id: string, { line, answer, reason }: AnswerToAppeal): Promise<BillAnswer> {
    return this.steps.take(caller, id, 'answer', async ({ tx, bill }) => {
      const answering = { answer, reason, by: caller.person.username, at: caller.at };
      const answered = await answerAppeals(tx, id, line, answering);
      if (answered === 0) throw invalid([{ path: 'line', rule: 'known-id' }]);
      const isSettled = !(await hasOpenAppeals(tx, id));
      return { facts: { line, answer }, ...(isSettled && { to: billMachine.next(bill.status, 'settle') }) };
    });
  }

  invoice(caller: Caller, id: string, body: NewInvoice): Promise<BillAnswer> {
    const { number, issuedOn, buyerCode, sellerCode, total, file = null } = body;
    return this.steps.asProvider(caller, id, 'invoice', body, async (step) => {
      const { tx, bureauId, bill } = step;
      const { startsOn } = await termOf(tx, bill.contractId);
      assertAllowed([
        ...checkIssuedOn(issuedOn, Math.floor(caller.at.getTime() / 1000)),
        ...checkInvoiceAge(issuedOn, bill.bill.month, startsOn),
      ]);
      const invoice = { bill: bill.bill.number, number, issuedOn, buyerCode, sellerCode, total };
      const identity = { id, providerId: bill.providerId };
      await insertInvoices(tx, bureauId, [invoice], new Map([[bill.bill.number, identity]]), file);
      return { ...(await this.judged(step, bill)), facts: { invoice: number } };
    });
  }

  /**
   * A third person: not who filed, adjudicated, adjusted or confirmed it. Payable at once where its invoice
   * is there already.
   */
  approve(caller: Caller, id: string): Promise<BillAnswer> {
    const { username: approver } = caller.person;
    return this.steps.take(caller, id, 'approve', async (step) => {
      const { tx, bill, to } = step;
      assertAllowed(checkApprover(approver, bill.handledBy));
      await moveBill(tx, bill, to, { approved_by: approver, approved_at: caller.at });
      const { to: further } = await this.judged(step, { ...bill, status: to });
      if (further) await moveBill(tx, { ...bill, status: to }, further);
      return { isMoved: true };
    });
  }

  /** The T codes made anew; an approved bill whose invoice matches is payable. */
  private async judged({ tx, bureauId }: Step, bill: StoredBill): Promise<Stepped> {
    const { number, contract } = bill.bill;
    const store = await this.registers.load(tx, bureauId, partOfContract(contract));
    const findings = (await this.bills.judgeInvoices(tx, store, [number])).get(number) ?? [];
    // I14 has its answer by now: the provider confirmed the amount and the approver approved it.
    const isMatched = billState(findings.filter(({ code }) => code.startsWith('T'))) === 'payable';
    return isMatched && billMachine.allows(bill.status, 'match')
      ? { to: billMachine.next(bill.status, 'match') }
      : {};
  }
}

async function hasOpenAppeals(tx: Tx, billId: string): Promise<boolean> {
  const rows = await tx.query('select 1 from bill_appeal where bill_id = $1 and answer is null limit 1', [
    billId,
  ]);
  return rows.length > 0;
}

async function termOf(tx: Tx, contractId: string): Promise<{ startsOn: string }> {
  const [row] = await tx.query<{ startsOn: string }>(
    'select starts_on::text as "startsOn" from contract where id = $1',
    [contractId],
  );
  if (!row) throw new DomainError('not-found');
  return row;
}
