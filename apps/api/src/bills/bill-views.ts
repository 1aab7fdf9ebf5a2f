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
import { readAppeals, type StoredAppeal } from './appeal-store';
import type { BillAnswer, BillLineAnswer, BillOutcomesAnswer, BillShareAnswer } from './bill-answer.dto';
import { readBills, type StoredBill } from './bill-store';
import { readLines } from './line-store';

/** Who pays from each fund: the bureau, or the unit that owns it. By the fund's code. */
type Funds = ReadonlyMap<string, { id: string; payer: string }>;

interface More {
  approvedBy: string | null;
  returnReason: string | null;
  invoice: BillAnswer['invoice'];
}

/** Whole bills as every answer shows them, in the order of the ids. */
export async function viewBills(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
  language: Language,
): Promise<BillAnswer[]> {
  const bills = await readBills(tx, bureauId, 'bill.id = any($2)', [ids]);
  const lines = await readLines(tx, bureauId, ids);
  const adjustments = await readAdjustments(tx, bureauId, ids);
  const appeals = await readAppeals(tx, bureauId, ids);
  const more = await readMore(tx, bureauId, ids);
  const funds = await readFunds(tx, bureauId);
  const views = new Map(
    bills.map((bill) => {
      const its = {
        lines: lines.get(bill.bill.number) ?? [],
        adjustments: adjustments.get(bill.bill.number) ?? [],
        appeals: appeals.get(bill.id) ?? [],
        more: more.get(bill.id),
      };
      return [bill.id, viewOf(bill, its, funds, language)] as const;
    }),
  );
  return ids.flatMap((id) => views.get(id) ?? []);
}

interface Belongings {
  lines: readonly LineDecision[];
  adjustments: readonly StoredAdjustment[];
  appeals: readonly StoredAppeal[];
  more: More | undefined;
}

function viewOf(
  stored: StoredBill,
  { lines, adjustments, appeals, more }: Belongings,
  funds: Funds,
  language: Language,
): BillAnswer {
  const { id, bill, contractId, providerId, status, claimed, approved, net, findings } = stored;
  const shares = [...lines, ...adjustments].flatMap((each) => each.shares);
  const shown = lines.map((line) => viewLine(line, language));
  return {
    ...{ id, number: bill.number, contractId, providerId, month: bill.month, kind: bill.kind, status },
    ...amounts(bill, claimed, approved, net),
    ...said(findings, language),
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
    appeals: appeals.map(({ line, reason, evidence, filedAt, answer, answerReason }) => ({
      ...{ line, reason, evidence, at: filedAt.toISOString(), answer, answerReason },
    })),
    invoice: more?.invoice ?? null,
    adjudicatedBy: stored.adjudicatedBy,
    approvedBy: more?.approvedBy ?? null,
    returnReason: more?.returnReason ?? null,
  };
}

/** A bill that is stored nowhere, with what the rules would make of it. */
export async function viewForeseen(
  tx: Tx,
  bureauId: string,
  decision: BillDecision,
  { contractId, providerId }: { contractId: string; providerId: string },
  language: Language,
): Promise<BillAnswer> {
  const { bill, claimed, approved, findings, lines } = decision;
  const shares = lines.flatMap((line) => line.shares);
  const shown = lines.map((line) => viewLine(line, language));
  return {
    ...{ id: null, number: bill.number, contractId, providerId, month: bill.month, kind: bill.kind },
    status: 'draft',
    ...amounts(bill, claimed, approved, approved),
    ...said(findings, language),
    outcomes: outcomesOf(shown),
    lines: shown,
    shares: viewShares(shares, await readFunds(tx, bureauId)),
    ...{ adjustments: [], appeals: [], invoice: null },
    ...{ adjudicatedBy: null, approvedBy: null, returnReason: null },
  };
}

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
  { line, quantity, price, amount, findings }: LineDecision,
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

interface MoreColumns {
  id: string;
  approved_by: string | null;
  return_reason: string | null;
  number: string | null;
  issued_on: string;
  buyer_code: string;
  seller_code: string;
  total: string;
  file: string | null;
}

/** What is shown and decides nothing. */
async function readMore(tx: Tx, bureauId: string, ids: readonly string[]): Promise<Map<string, More>> {
  const rows = await tx.query<MoreColumns>(
    `select b.id, b.approved_by, b.return_reason, i.number, i.issued_on, i.buyer_code, i.seller_code, i.total, i.file
     from bill b left join tax_invoice i on i.bureau_id = b.bureau_id and i.bill_id = b.id and i.standing
     where b.bureau_id = $1 and b.id = any($2)`,
    [bureauId, ids],
  );
  return new Map(
    rows.map(({ id, approved_by: approvedBy, return_reason: returnReason, number, total, file, ...i }) => {
      const codes = { issuedOn: i.issued_on, buyerCode: i.buyer_code, sellerCode: i.seller_code };
      return [
        id,
        { approvedBy, returnReason, invoice: number === null ? null : { number, ...codes, total, file } },
      ];
    }),
  );
}
