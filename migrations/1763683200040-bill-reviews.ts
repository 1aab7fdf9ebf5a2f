import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { oneOf, runAll } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/**
 * Finance's word on one line of a bill: what the rules made of it stands, or the line is a reason to send the bill
 * back, or it is to be adjusted. The newest of a line counts; the former ones stay. `rule` says in words what the
 * lines that were decided together had in common.
 */
const BILL_REVIEW = `
create table bill_review (
  bureau_id   uuid        not null,
  id          uuid        not null,
  bill_id     uuid        not null,
  line        int         not null,
  outcome     text        not null check (${oneOf('outcome', 'agree', 'return', 'adjust')}),
  reason      text        not null check (reason <> ''),
  rule        text,
  kind        text        check (${oneOf('kind', 'deduct', 'supplement')}),
  amount_fen  bigint      check (amount_fen > 0),
  reviewed_by text        not null,
  reviewed_at timestamptz not null,
  primary key (bureau_id, id),
  constraint bill_review_adjusts check ((outcome = 'adjust') = (kind is not null)
    and (outcome = 'adjust') = (amount_fen is not null))
)`;

/** What finance has looked at on a bill, line by line. */
export class BillReviews1763683200040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      BILL_REVIEW,
      'create index bill_review_line on bill_review (bureau_id, bill_id, line, reviewed_at, id)',
      `alter table bill_review add constraint bill_review_line_fkey
        foreign key (bureau_id, bill_id, line) references bill_line (bureau_id, bill_id, line)`,
      `create trigger append_only before update or delete on bill_review
        for each row execute function public.refuse_change('bill_review is append-only')`,
      ...secure('bill_review'),
      ...(['bureau', 'system'] as const).flatMap((actor) =>
        allow(actor, ['select', 'insert'], 'bill_review', IN_BUREAU),
      ),
      ...(['supervisor', 'auditor'] as const).flatMap((actor) =>
        allow(actor, ['select'], 'bill_review', IN_BUREAU),
      ),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop table bill_review']);
  }
}
