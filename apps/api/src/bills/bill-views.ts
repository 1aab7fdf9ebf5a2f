import {
  type BillDecision,
  byFund,
  isAdjudicated,
  LINE_OUTCOMES,
  type LineDecision,
  type LineOutcome,
  outcomeOf,
  type Share,
} from '@songbai/billing';
import { type Bill, codesOf, type Finding, type Language, Money, twoDecimals } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { sayFinding } from '../http/problem.filter';
import { readAdjustments, type StoredAdjustment } from './adjustment-store';
import type { AppealAnswerRow } from './appeal-answer.dto';
import { readAppeals, type StoredAppeal } from './appeal-store';
import type { BillAnswer, BillOutcomesAnswer } from './bill-answer.dto';
import { confirmationOf, isApproved, isNothingDue, NO_WORD, settledOf, withoutT01 } from './bill-ends';
import { type BillHistory, NO_HISTORY, readHistories } from './bill-history-store';
import type { BillLineAnswer, BillShareAnswer } from './bill-line-answer.dto';
import { isWithdrawal, reasonFor } from './bill-said';
import { readBills, type StoredBill } from './bill-store';
import { readLines } from './line-store';
import { type Reader, tellerFor } from './others-visits';

/** Who pays from each fund: the bureau, or the unit that owns it. By the fund's code. */
type Funds = ReadonlyMap<string, { id: string; payer: string }>;

/** Whole bills as every answer shows them, in the order of the ids. */
export async function viewBills(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
  reader: Reader,
): Promise<BillAnswer[]> {
  const bills = await readBills(tx, bureauId, 'bill.id = any($2)', [ids]);
  const lines = await readLines(tx, bureauId, ids);
  const adjustments = await readAdjustments(tx, bureauId, ids);
  const appeals = await readAppeals(tx, bureauId, ids);
  const histories = await readHistories(tx, bureauId, ids);
  const funds = await readFunds(tx, bureauId);
  const filed = bills.map(({ bill }) => ({ contract: bill.contract, lines: lines.get(bill.number) ?? [] }));
  const tell = await tellerFor(reader, tx, bureauId, filed);
  const views = new Map(
    bills.map((bill) => {
      const its = {
        lines: (lines.get(bill.bill.number) ?? []).map((line) => tell(bill.bill.contract, line)),
        adjustments: adjustments.get(bill.bill.number) ?? [],
        appeals: appeals.get(bill.id) ?? [],
        history: histories.get(bill.id) ?? NO_HISTORY,
      };
      return [bill.id, viewOf(bill, its, funds, reader.language)] as const;
    }),
  );
  return ids.flatMap((id) => views.get(id) ?? []);
}

interface Belongings {
  lines: readonly LineDecision[];
  adjustments: readonly StoredAdjustment[];
  appeals: readonly StoredAppeal[];
  history: BillHistory;
}

function viewOf(
  stored: StoredBill,
  { lines, adjustments, appeals, history }: Belongings,
  funds: Funds,
  language: Language,
): BillAnswer {
  const { id, bill, contractId, providerId, status, claimed, approved, net, findings } = stored;
  const shares = [...lines, ...adjustments].flatMap((each) => each.shares);
  const shown = lines.map((line) => viewLine(line, language));
  return {
    ...{ id, number: bill.number, contractId, providerId, month: bill.month, kind: bill.kind, status },
    ...amounts(bill, claimed, approved, net),
    nothingDue: isNothingDue(stored),
    ...said(isNothingDue(stored) && isApproved(status) ? withoutT01(findings) : findings, language),
    settled: settledOf(stored, history),
    outcomes: isAdjudicated(status) ? outcomesOf(shown) : null,
    lines: shown,
    shares: viewShares(shares, funds),
    adjustments: adjustments.map((adjustment) => ({
      ...{
        id: adjustment.id,
        kind: adjustment.kind,
        clause: adjustment.clause,
        evidence: adjustment.evidence,
      },
      ...{
        manner: adjustment.manner,
        period: adjustment.period,
        by: adjustment.madeBy,
        at: adjustment.madeAt.toISOString(),
      },
      amount: Money.sum(adjustment.shares.map(({ amount }) => amount)).toString(),
    })),
    appeals: appeals.map((appeal) => viewAppeal(appeal, language)),
    invoice: history.invoice,
    ...{
      submittedBy: stored.submittedBy,
      submittedFor: stored.submittedFor,
      submittedAt: history.submittedAt,
    },
    ...{ adjudicatedBy: stored.adjudicatedBy, adjudicatedAt: stored.adjudicatedAt?.toISOString() ?? null },
    ...confirmationOf(stored, history),
    ...{ approvedBy: history.approvedBy, approvedAt: history.approvedAt },
    returnReason: reasonFor(history.returnReason, language),
    ...{ isWithdrawn: status === 'returned' && isWithdrawal(history.returnReason) },
    returnedBy: history.returnedBy,
  };
}

const viewAppeal = (appeal: StoredAppeal, language: Language): AppealAnswerRow => ({
  ...{ line: appeal.line, reason: appeal.reason, evidence: appeal.evidence, file: appeal.file },
  ...{ by: appeal.filedBy, at: appeal.filedAt.toISOString(), answer: appeal.answer },
  answerReason: reasonFor(appeal.answerReason, language),
  answeredBy: appeal.answeredBy,
  answeredAt: appeal.answeredAt?.toISOString() ?? null,
  billedAnewOn: appeal.billedAnewOn,
});

/** A bill that is stored nowhere, with what the rules would make of it. */
export async function viewForeseen(
  tx: Tx,
  bureauId: string,
  decision: BillDecision,
  { contractId, providerId }: { contractId: string; providerId: string },
  reader: Reader,
): Promise<BillAnswer> {
  const { bill, claimed, approved, findings, lines } = decision;
  const { language } = reader;
  const shares = lines.flatMap((line) => line.shares);
  const tell = await tellerFor(reader, tx, bureauId, [{ contract: bill.contract, lines }]);
  const shown = lines.map((line) => viewLine(tell(bill.contract, line), language));
  return {
    ...{ id: null, number: bill.number, contractId, providerId, month: bill.month, kind: bill.kind },
    status: 'draft',
    ...amounts(bill, claimed, approved, approved),
    nothingDue: false,
    ...said(findings, language),
    settled: [],
    outcomes: outcomesOf(shown),
    lines: shown,
    shares: viewShares(shares, await readFunds(tx, bureauId)),
    ...{ adjustments: [], appeals: [], invoice: null },
    ...{ ...NO_HANDS, ...NO_WORD, returnReason: null, isWithdrawn: false, returnedBy: null },
  };
}

const NO_HANDS = {
  ...{ submittedBy: null, submittedFor: null, submittedAt: null },
  ...{ adjudicatedBy: null, adjudicatedAt: null, approvedBy: null, approvedAt: null },
};

const amounts = (bill: Bill, claimed: Money, approved: Money, net: Money) => ({
  declared: bill.declared.toString(),
  claimed: claimed.toString(),
  approved: approved.toString(),
  payable: net.toString(),
});

const said = (findings: readonly Finding[], language: Language) => ({
  codes: codesOf(findings),
  findings: findings.map((finding) => sayFinding(finding, language)),
});

function viewLine(
  { line, quantity, price, amount, findings, judgedOn }: LineDecision,
  language: Language,
): BillLineAnswer {
  return {
    line: line.line,
    visitNumber: line.visit,
    itemCode: line.item,
    quantity: twoDecimals(line.quantity),
    unitPrice: line.unitPrice.toString(),
    amount: line.amount.toString(),
    approvedQuantity: twoDecimals(quantity),
    approvedPrice: price.toString(),
    approvedAmount: amount.toString(),
    ...said(findings, language),
    visitFindings: judgedOn?.findings.map((finding) => sayFinding(finding, language)) ?? null,
  };
}

function outcomesOf(lines: readonly BillLineAnswer[]): BillOutcomesAnswer {
  const outcomes = lines.map(outcomeOf);
  const count = (wanted: LineOutcome): number => outcomes.filter((outcome) => outcome === wanted).length;
  const kinds = Object.keys(LINE_OUTCOMES) as LineOutcome[];
  return Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<LineOutcome, number>;
}

function viewShares(shares: readonly Share[], funds: Funds): BillShareAnswer[] {
  return byFund(shares).map(({ fund, amount }) => {
    const { id = '', payer = '' } = funds.get(fund) ?? {};
    return { fundId: id, payer, amount: amount.toString() };
  });
}

async function readFunds(tx: Tx, bureauId: string): Promise<Funds> {
  const rows = await tx.query<{ code: string; id: string; payer: string }>(
    'select code, id, coalesce(owner_unit_id, bureau_id) as payer from fund where bureau_id = $1',
    [bureauId],
  );
  return new Map(rows.map(({ code, id, payer }) => [code, { id, payer }]));
}
