import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const SHANGHAI = `at time zone 'Asia/Shanghai'`;

/**
 * What is told as past has happened. Not asked of rows that stand already: they cannot be made to have been otherwise.
 * A visit of a folder has no `started_by` and no `finished_by`: its times are judged as they were written down.
 */
const RULES: readonly (readonly [table: string, name: string, rule: string])[] = [
  [
    'visit',
    'visit_happened',
    `(started_by is null and finished_by is null)
      or coalesce(greatest(started_at, ended_at) <= uploaded_at + interval '5 minutes', true)`,
  ],
  [
    'payment',
    'payment_left_in_time',
    `paid_on between (released_at ${SHANGHAI})::date and (confirmed_at ${SHANGHAI})::date`,
  ],
];

const OVER = `alter table ledger.period_event add constraint period_event_over
  check (action <> 'close' or to_char(acted_at ${SHANGHAI}, 'YYYY-MM') > month) not valid`;

/** Visits that have been made, payments that have left, months that are over. */
export class DaysThatCame1763683200057 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(
      db,
      RULES.map(
        ([table, name, rule]) => `alter table ${table} add constraint ${name} check (${rule}) not valid`,
      ),
    );
    await asLedgerOwner(db, () => runAll(db, [OVER]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, ['alter table ledger.period_event drop constraint period_event_over']),
    );
    await runAll(
      db,
      RULES.map(([table, name]) => `alter table ${table} drop constraint ${name}`),
    );
  }
}
