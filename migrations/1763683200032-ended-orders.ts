import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LIMIT_LEGS } from './ledger-limit-legs';
import { asLedgerOwner, runAll } from './sql';

/**
 * How much of an order that has ended visits used, or may use yet: those under way when it ended, and those that a
 * person must look at. Null while it goes on.
 */
const KEPT = `
alter table service_order
  add column kept_hundredths bigint check (kept_hundredths between 0 and quantity_hundredths)`;

/** Limits in a quantity that are counted anew count what a cancelled order keeps, as they did when it was cancelled. */
const COUNTED = LIMIT_LEGS.replace(
  'then o.used_hundredths else',
  'then coalesce(o.kept_hundredths, o.used_hundredths) else',
);

/** Orders keep what visits may still need when they end. */
export class EndedOrders1763683200032 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [KEPT]);
    await asLedgerOwner(db, () => runAll(db, [COUNTED]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [LIMIT_LEGS]));
    await runAll(db, ['alter table service_order drop column kept_hundredths']);
  }
}
