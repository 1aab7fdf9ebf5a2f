import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * For whoever decides over many rows and posts all of it or nothing: waits for whoever posts in any month of the
 * bureau, at every gate, and keeps others out until the transaction ends.
 */
const KEEP_OUT = `
create function ledger.keep_out(p_bureau uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  perform 1 from ledger.period_gate g where g.bureau_id = p_bureau order by g.month, g.slot for update;
end $$`;

const GRANTS = [
  'revoke execute on function ledger.keep_out from public',
  'grant execute on function ledger.keep_out to songbai_act_bureau, songbai_act_system',
];

/** A folder's orders are decided while nobody else reserves, so that what was decided is never overtaken. */
export class LedgerKeepOut1763683200064 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [KEEP_OUT, ...GRANTS]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop function ledger.keep_out']));
  }
}
