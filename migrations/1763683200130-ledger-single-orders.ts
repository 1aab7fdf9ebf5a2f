import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  IS_USED_ONCE,
  IS_USED_ONCE_AND_SAME,
  KEYS_OF_JOURNAL,
  keepReservation,
} from './1763683200091-ledger-fewer-rows';
import { replaceIn } from './ledger-checked-verbs';
import * as gate from './ledger-contract-gate';
import { ANSWER_AGAIN, KEY_OF_SHARES, RESERVE_ORDER } from './ledger-own-keys';
import { RESERVE_ORDER as FORMER_RESERVE_ORDER } from './ledger-ready';
import * as once from './ledger-reserve-once';
import { asLedgerOwner, runAll } from './sql';

const GONE = 'drop function ledger.reserve_order, ledger.answer_again';
const RIGHTS = [
  'revoke execute on function ledger.reserve_order, ledger.answer_again from public',
  'grant execute on function ledger.reserve_order to songbai_act_bureau, songbai_act_system',
];

const CHANGES = [...gate.PLACES, ...KEY_OF_SHARES.map((change) => ['reserve', ...change] as const)];

const IS_SAME = `${IS_USED_ONCE}
    and (new.order_id, new.ordinal, new.request_hash)
      is not distinct from (old.order_id, old.ordinal, old.request_hash)`;

const FORMER_COLUMN = [
  'alter table ledger.reservation add column key ledger.key',
  KEYS_OF_JOURNAL,
  'create unique index reservation_key on ledger.reservation (bureau_id, key)',
];

/**
 * A single reservation asks and writes less: its order is its key, since an order is reserved once, and the row of its
 * contract is its gate.
 */
export class LedgerSingleOrders1763683200130 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, async () => {
      await runAll(db, [...gate.COLUMNS, ...gate.FUNCTIONS]);
      await runAll(db, [GONE, once.FORMER_CLAIM, ANSWER_AGAIN, RESERVE_ORDER, ...RIGHTS]);
      for (const [verb, before, now] of CHANGES) await replaceIn(db, verb, before, now);
      await runAll(db, [keepReservation(IS_SAME), 'alter table ledger.reservation drop column key']);
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, async () => {
      await runAll(db, [...FORMER_COLUMN, keepReservation(IS_USED_ONCE_AND_SAME), GONE]);
      for (const [verb, before, now] of CHANGES) await replaceIn(db, verb, now, before);
      await runAll(db, [once.CLAIM, once.ANSWER_AGAIN, FORMER_RESERVE_ORDER, ...RIGHTS]);
      await runAll(db, gate.FORMER);
    });
  }
}
