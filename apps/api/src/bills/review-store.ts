import type { ReviewOutcome } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import type { ReviewRow } from './reviews.dto';

interface ReviewColumns {
  line: number;
  outcome: ReviewOutcome;
  reason: string;
  rule: string | null;
  kind: 'deduct' | 'supplement' | null;
  amount_fen: string | null;
  reviewed_by: string;
  reviewed_at: Date;
}

/** The word on each line that counts, which is the newest, in the order of the lines. */
export async function readReviews(tx: Tx, bureauId: string, billId: string): Promise<ReviewRow[]> {
  const rows = await tx.query<ReviewColumns>(
    `select distinct on (line) line, outcome, reason, rule, kind, amount_fen, reviewed_by, reviewed_at
     from bill_review where bureau_id = $1 and bill_id = $2 order by line, reviewed_at desc, id desc`,
    [bureauId, billId],
  );
  return rows.map(({ line, outcome, reason, rule, kind, amount_fen: fen, reviewed_by: by, ...row }) => ({
    ...{ line, outcome, reason, rule, kind, by, at: row.reviewed_at.toISOString() },
    amount: fen === null ? null : Money.ofFen(fen).toString(),
  }));
}

export interface NewReviews {
  billId: string;
  lines: readonly number[];
  outcome: ReviewOutcome;
  reason: string;
  rule: string | null;
  kind: 'deduct' | 'supplement' | null;
  amount: string | null;
  by: string;
  at: Date;
}

/** The same word on several lines. */
export async function insertReviews(tx: Tx, reviews: NewReviews): Promise<void> {
  const { billId, lines, outcome, reason, rule, kind, amount, by, at } = reviews;
  const rows = lines.map((line) => ({
    ...{ id: uuid(), bill_id: billId, line, outcome, reason, rule, kind },
    amount_fen: amount === null ? null : Money.of(amount).toFen(),
    ...{ reviewed_by: by, reviewed_at: at.toISOString() },
  }));
  await insertRows(tx, 'bill_review', rows);
}
