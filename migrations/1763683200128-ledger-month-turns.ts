import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MONTHS_TURN, MONTHS_TURNED } from './ledger-month-turns';
import { asLedgerOwner, runAll } from './sql';

/** A month reopens for a reason that can be read, by two people, in the order in which they said so. */
export class LedgerMonthTurns1763683200128 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, MONTHS_TURN));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, MONTHS_TURNED));
  }
}
