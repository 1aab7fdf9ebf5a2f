import type { MigrationInterface, QueryRunner } from 'typeorm';
import { checkVerbs, uncheckVerbs } from './ledger-checked-verbs';
import { asLedgerOwner } from './sql';

/** Lists that do not fit together moved reservations without a posting, or took money out and put it in nowhere. */
export class LedgerCheckedVerbs1763683200127 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => checkVerbs(db));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => uncheckVerbs(db));
  }
}
