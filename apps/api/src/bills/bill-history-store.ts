import type { Tx } from '../db/unit-of-work';
import type { BillAnswer } from './bill-answer.dto';

/** What is shown of a bill's way and decides nothing. */
export interface BillHistory {
  submittedAt: string | null;
  confirmedBy: string | null;
  confirmedAt: string | null;
  confirmedFor: string | null;
  confirmedEvidence: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  returnReason: string | null;
  returnedBy: string | null;
  invoice: BillAnswer['invoice'];
}

export const NO_HISTORY: BillHistory = {
  ...{ submittedAt: null, confirmedBy: null, confirmedAt: null, confirmedFor: null, confirmedEvidence: null },
  ...{ approvedBy: null, approvedAt: null, returnReason: null, returnedBy: null, invoice: null },
};

interface HistoryColumns {
  id: string;
  submitted_at: Date | null;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  confirmed_for: string | null;
  confirmed_evidence: string | null;
  approved_by: string | null;
  approved_at: Date | null;
  return_reason: string | null;
  returned_by: string | null;
  number: string | null;
  issued_on: string;
  buyer_code: string;
  seller_code: string;
  total: string;
  file: string | null;
}

/** Who did what to these bills and when, and their standing invoices, by id. */
export async function readHistories(
  tx: Tx,
  bureauId: string,
  ids: readonly string[],
): Promise<Map<string, BillHistory>> {
  const rows = await tx.query<HistoryColumns>(
    `select b.id, b.submitted_at, b.confirmed_by, b.confirmed_at, b.confirmed_for, b.confirmed_evidence,
       b.approved_by, b.approved_at, b.return_reason, b.returned_by,
       i.number, i.issued_on, i.buyer_code, i.seller_code, i.total,
       i.file
     from bill b left join tax_invoice i on i.bureau_id = b.bureau_id and i.bill_id = b.id and i.standing
     where b.bureau_id = $1 and b.id = any($2)`,
    [bureauId, ids],
  );
  return new Map(rows.map((c) => [c.id, historyOf(c)]));
}

const historyOf = (c: HistoryColumns): BillHistory => ({
  submittedAt: momentOf(c.submitted_at),
  ...{ confirmedBy: c.confirmed_by, confirmedAt: momentOf(c.confirmed_at), confirmedFor: c.confirmed_for },
  ...{
    confirmedEvidence: c.confirmed_evidence,
    approvedBy: c.approved_by,
    approvedAt: momentOf(c.approved_at),
  },
  ...{ returnReason: c.return_reason, returnedBy: c.returned_by },
  invoice:
    c.number === null
      ? null
      : {
          ...{ number: c.number, issuedOn: c.issued_on, buyerCode: c.buyer_code, sellerCode: c.seller_code },
          ...{ total: c.total, file: c.file },
        },
});

const momentOf = (at: Date | null): string | null => at?.toISOString() ?? null;
