import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const GATES = `perform 1 from ledger.period_gate g where g.bureau_id = p_bureau order by g.month, g.slot for update;`;

/**
 * Counts everything again under the limits as they are now, after limits, items or fund types changed; call it before
 * anything is posted in the transaction. It waits for whoever posts in any month, at every gate, and keeps others out
 * until the transaction ends. Use beyond a lowered cap stays: the allowance is then what is used. Answers those
 * windows, which the new rule cannot cap yet, with what is over.
 */
const rebuild = (gates: string): string => `
create or replace function ledger.rebuild_limit_windows(p_bureau uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  ${gates}
  delete from ledger.reservation_limit t where t.bureau_id = p_bureau;
  insert into ledger.reservation_limit
      (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
    select p_bureau, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount
      from ledger.limit_legs(p_bureau,
        array(select o.id from public.service_order o where o.bureau_id = p_bureau)) g;
  delete from ledger.limit_window w where w.bureau_id = p_bureau;
  insert into ledger.limit_window (bureau_id, limit_id, cadre_id, window_start, cap, allowance, used)
    select p_bureau, t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths,
        greatest(l.cap_hundredths, sum(t.amount)::bigint), sum(t.amount)::bigint
      from ledger.reservation_limit t
      join public.usage_limit l on l.bureau_id = t.bureau_id and l.id = t.limit_id
      where t.bureau_id = p_bureau
      group by t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths;
  return (select jsonb_build_object('windows', count(*), 'over', coalesce(jsonb_agg(jsonb_build_object(
        'limitId', w.limit_id, 'cadreId', w.cadre_id, 'windowStart', w.window_start, 'cap', w.cap::text,
        'used', w.used::text) order by w.limit_id, w.cadre_id, w.window_start) filter (where w.used > w.cap), '[]'))
    from ledger.limit_window w where w.bureau_id = p_bureau);
end $$`;

/** Counting limits again shuts the gates of all months, since whoever posts holds a gate and not the month. */
export class LedgerRecount1763683200054 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [rebuild(GATES)]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [rebuild('')]));
  }
}
