import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/** All that a share must be, in one call: a second CHECK costs four times what one more comparison in here does. */
const IS_SHARE = `
create function ledger.is_share(place int, amount bigint, expended bigint, released bigint) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return place >= 0 and amount > 0 and expended >= 0 and released >= 0 and expended + released <= amount;
end $$`;

const fence = (
  check: string,
): string => `alter table ledger.reservation drop constraint reservation_used_once,
  add constraint reservation_used_once check (${check})`;

/** The place of a share in its order is checked again, by the fence that every share passes anyway. */
export class LedgerSharePlaces1763683200065 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [IS_SHARE, fence('ledger.is_share(position, amount, expended, released)')]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        fence('ledger.is_used_once(amount, expended, released)'),
        'drop function ledger.is_share(int, bigint, bigint, bigint)',
      ]),
    );
  }
}
