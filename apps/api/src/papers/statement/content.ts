import { createHash } from 'node:crypto';
import { ADJUSTMENT_KINDS, inCapitals, type LineOutcome } from '@songbai/billing';
import { BILL_KINDS, formatLocal, type Month } from '@songbai/contracts';
import { outcomeOfLine } from '../lines';
import type { Adjusted, SettledBill, SettledFinding, SettledMonth } from '../model';
import { type Reason, reasonOf } from '../reasons';
import { type Acceptance, acceptanceOf } from './acceptance-content';
import { type CutLine, type CutReason, cutLines, cutReasons } from './cut-content';
import { type Payer, payersOf } from './payer-content';

/**
 * Everything that a statement says, in the words and figures in which it says it. The document hash is made
 * of this.
 */
export interface StatementContent {
  bill: { number: string; month: Month; kind: string; state: string; declared: string };
  bureau: { name: string; creditCode: string };
  provider: { name: string; creditCode: string; bank: string; bankAccount: string };
  contract: { number: string; startsOn: string; endsOn: string };
  claimed: string;
  approved: string;
  /** Where it was adjusted after that: what was taken or given, from or to which lines, and what is payable then. */
  adjusted?: { steps: { kind: string; clause: string; amount: string; lines: string }[]; payable: string };
  /** Of what is payable. */
  capitals: string;
  cut: string;
  counts: { lines: number; full: number; part: number; refused: number };
  /** Every line of the bill, so that the hash stands for those without a cut as well. */
  lines: { line: number; visit: string; claimed: string; approved: string }[];
  reasons: CutReason[];
  cutLines: CutLine[];
  payers: Payer[];
  invoice: { number: string; issuedOn: string; buyerCode: string; sellerCode: string; total: string } | null;
  /** What is wrong with the bill itself, or with its tax invoice. */
  findings: Reason[];
  /** What of it was settled since, in one sentence each. */
  settled: string[];
  decided: { by: string; operator: string; at: string };
  acceptance: Acceptance;
}

const STATES = { payable: '可支付', 'awaiting-invoice': '待发票', disputed: '有争议，暂不支付' } as const;

const NOTHING_DUE = '应付为零，不开票、不付款';

/** Nothing is to be paid, and an invoice for nothing is not wanting. */
const isNothingDue = ({ payable, state, invoice }: SettledBill): boolean =>
  payable.isZero() && state === 'awaiting-invoice' && invoice === undefined;

function stateOf(settled: SettledBill): string {
  if (settled.openAppeals > 0) return `有异议：${settled.openAppeals} 行申诉待答复，金额未定`;
  return isNothingDue(settled) ? NOTHING_DUE : STATES[settled.state];
}

function settledInWords({ code, by, at, onBehalfOf }: SettledFinding): string {
  const who = onBehalfOf === null ? by : `${onBehalfOf}（由 ${by} 代为登记）`;
  return `${code} 已了结：${who} 于 ${formatLocal(at)} 确认了核定金额。`;
}

export function statementContent(settled: SettledBill, month: SettledMonth): StatementContent {
  const { bill, provider, contract, claimed, approved, payable } = settled;
  return {
    bill: {
      number: bill.number,
      month: bill.month,
      kind: BILL_KINDS[bill.kind].zh || '正常',
      state: stateOf(settled),
      declared: bill.declared.toFixed(2),
    },
    bureau: { name: contract.buyerName, creditCode: contract.buyerCode },
    provider: {
      name: provider.name,
      creditCode: provider.creditCode,
      bank: provider.bank,
      bankAccount: provider.bankAccount,
    },
    contract: { number: contract.number, startsOn: contract.startsOn, endsOn: contract.endsOn },
    claimed: claimed.toFixed(2),
    approved: approved.toFixed(2),
    // Absent where nothing was adjusted: no statement gets another hash by this. (It does where its words or counts
    // were said in another way when it was signed: nothing due, appeals, lines cut to nothing.)
    ...(settled.adjustments.length > 0 && {
      adjusted: { steps: settled.adjustments.map(adjustmentOf), payable: payable.toFixed(2) },
    }),
    capitals: inCapitals(payable),
    cut: claimed.minus(approved).toFixed(2),
    counts: countsOf(settled),
    lines: linesOf(settled),
    reasons: cutReasons(settled, month),
    cutLines: cutLines(settled, month),
    payers: payersOf(settled, month),
    invoice: invoiceOf(settled),
    findings: settled.findings.filter(({ code }) => !(code === 'T01' && isNothingDue(settled))).map(reasonOf),
    settled: (settled.settled ?? []).map(settledInWords),
    decided: { by: settled.adjudicatedBy, operator: month.operator, at: formatLocal(month.decidedAt) },
    acceptance: acceptanceOf(settled, month),
  };
}

function countsOf({ lines }: SettledBill): StatementContent['counts'] {
  const outcomes = lines.map(outcomeOfLine);
  const count = (wanted: LineOutcome): number => outcomes.filter((outcome) => outcome === wanted).length;
  const [part, refused] = [count('cut'), count('refused')];
  return { lines: lines.length, full: lines.length - part - refused, part, refused };
}

/** An adjustment of the whole bill is taken from all of its lines. */
const MOST_NAMED = 8;

const adjustmentOf = ({ kind, clause, amount, lines }: Adjusted) => ({
  ...{ kind: ADJUSTMENT_KINDS[kind].zh, clause, amount: amount.toFixed(2) },
  lines:
    lines.length > MOST_NAMED ? `${lines.length} 行` : `第 ${lines.map(({ line }) => line).join('、')} 行`,
});

function linesOf({ lines }: SettledBill): StatementContent['lines'] {
  return lines.map(({ line, amount }) => ({
    line: line.line,
    visit: line.visit,
    claimed: line.amount.toFixed(2),
    approved: amount.toFixed(2),
  }));
}

function invoiceOf({ invoice }: SettledBill): StatementContent['invoice'] {
  if (!invoice) return null;
  const { number, issuedOn, buyerCode, sellerCode, total } = invoice;
  return { number, issuedOn, buyerCode, sellerCode, total };
}

/**
 * SHA-256 over the content as JSON with sorted keys, in UTF-8: the same statement has the same hash wherever
 * it is made.
 */
export function documentHash(content: StatementContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
