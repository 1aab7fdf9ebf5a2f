import { Injectable } from '@nestjs/common';
import { billMachine } from '@songbai/billing';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { invalid } from '../http/request.pipe';
import { readBill } from './bill-store';
import { insertReviews, readReviews } from './review-store';
import type { NewReview, ReviewsAnswer } from './reviews.dto';

/** Finance's word on single lines: kept as it is given, so that an afternoon's work survives the evening. */
@Injectable()
export class BillReviewsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
  ) {}

  async list({ actor }: Caller, id: string): Promise<ReviewsAnswer> {
    return this.unitOfWork.run(actor, async (tx) => {
      const [bill] = await tx.query<{ bureau_id: string }>('select bureau_id from bill where id = $1', [id]);
      if (!bill) throw new DomainError('not-found');
      return { items: await readReviews(tx, bill.bureau_id, id) };
    });
  }

  /** One word on one line or on many that have something in common. It moves no money. */
  review(caller: Caller, id: string, body: NewReview): Promise<ReviewsAnswer> {
    const { lines, outcome, reason, rule = null } = body;
    const { kind, amount } = adjustmentOf(body);
    const by = { by: caller.person.username, at: caller.at };
    return this.commands.on(caller, 'bill', id, async (tx, bureauId) => {
      const { status } = await readBill(tx, bureauId, id);
      billMachine.next(status, 'review');
      await assertLines(tx, id, lines);
      await insertReviews(tx, { billId: id, lines, outcome, reason, rule, kind, amount, ...by });
      const after = { outcome, lines: lines.length, ...(rule && { rule }), ...(amount && { kind, amount }) };
      audit(tx, caller, { verb: 'bill.review', subject: 'bill', id, after });
      return { items: await readReviews(tx, bureauId, id) };
    });
  }
}

/** An adjustment says which way and by how much; the other words say neither. */
function adjustmentOf({ outcome, kind = null, amount = null }: NewReview) {
  const isAdjusted = outcome === 'adjust';
  const wanting = [
    ...(isAdjusted === (kind !== null) ? [] : [{ path: 'kind', rule: 'word', limit: 'deduct, supplement' }]),
    ...(isAdjusted === (amount !== null) ? [] : [{ path: 'amount', rule: 'some-money' }]),
  ];
  if (wanting.length > 0) throw invalid(wanting);
  return { kind, amount };
}

async function assertLines(tx: Tx, billId: string, lines: readonly number[]): Promise<void> {
  const rows = await tx.query<{ line: number }>(
    'select line from bill_line where bill_id = $1 and line = any($2)',
    [billId, lines],
  );
  const known = new Set(rows.map(({ line }) => line));
  const unknown = lines.flatMap((line, i) =>
    known.has(line) ? [] : [{ path: `lines.${i}`, rule: 'known-id' }],
  );
  if (unknown.length > 0) throw invalid(unknown);
}
