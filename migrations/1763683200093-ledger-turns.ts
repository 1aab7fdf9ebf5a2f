import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ANSWER_AGAIN, RESERVE_ORDER } from './ledger-reserve-once';
import { asLedgerOwner, runAll } from './sql';

/**
 * Who reserves waits for his turn at a fund before he asks for its row. At the row itself all who wait are woken each
 * time it moves on, and whoever gets it opens his plan anew while he holds it; a lock that stands beside the row wakes
 * the next one only, who then reads the row as it is. It keeps order and guards nothing: the row's own lock and rules
 * do, and the verbs that ask for no turn are as safe. Asked as a condition it takes no statement of its own.
 */
const TURN = `  -- order at the fund, no guard of it
  if pg_advisory_xact_lock(uuid_hash_extended(p_fund, 0)) is null then
    return null;
  end if;
`;

/**
 * Two requests of one key at the same instant may meet in any of the reservation's keys, not in that of its order
 * alone: whichever it is, the later one waits and has the first one's answer.
 */
const EDITS: readonly [was: string, is: string][] = [
  ['on conflict (bureau_id, order_id, ordinal) do nothing', 'on conflict do nothing'],
  ['  with moved as (', `${TURN}  with moved as (`],
  ['create function ledger.answer_again', 'create or replace function ledger.answer_again'],
  ['and r.order_id = p_order)', 'and (r.order_id = p_order or r.key = p_key))'],
];

const edited = (text: string): string => EDITS.reduce((all, [was, is]) => all.replace(was, () => is), text);

/** A fund at which many reserve at once passes from one to the next sooner; twins of one request are told the same. */
export class LedgerTurns1763683200093 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [ANSWER_AGAIN, RESERVE_ORDER].map(edited)));
  }

  async down(db: QueryRunner): Promise<void> {
    const former = ANSWER_AGAIN.replace('create function', 'create or replace function');
    await asLedgerOwner(db, () => runAll(db, [former, RESERVE_ORDER]));
  }
}
