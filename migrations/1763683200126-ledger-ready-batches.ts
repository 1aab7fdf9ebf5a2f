import type { MigrationInterface, QueryRunner } from 'typeorm';
import { READ_ORDERS, RESERVE, TAKE_READY_LIMITS } from './ledger-ready-batch';
import * as once from './ledger-reserve-once';
import { asLedgerOwner, runAll } from './sql';

const GONE = 'drop function ledger.read_orders';

/** A batch asks what is worked out of limits as a single reservation does: it worked them out for each batch anew. */
export class LedgerReadyBatches1763683200126 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        ...[GONE, READ_ORDERS, TAKE_READY_LIMITS, RESERVE],
        'revoke execute on function ledger.read_orders, ledger.take_ready_limits from public',
      ]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        ...[GONE, 'drop function ledger.take_ready_limits', once.READ_ORDERS, once.RESERVE],
        'revoke execute on function ledger.read_orders from public',
      ]),
    );
  }
}
