import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * The keys of reservations, those without one included, which never clash: what an index leaves out is asked of every
 * row anew, and that rule is read and planned by every statement that writes one.
 */
const key = (where: string): string[] => [
  'drop index ledger.reservation_key',
  `create unique index reservation_key on ledger.reservation (bureau_id, key)${where}`,
];

/** An index without a condition costs a reservation less than one with it. */
export class LedgerPlainKeys1763683200110 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, key('')));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, key(' where key is not null')));
  }
}
