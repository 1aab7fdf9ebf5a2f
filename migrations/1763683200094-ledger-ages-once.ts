import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_RESERVATION, takenBack } from './ledger-taken-back';
import { asLedgerOwner, runAll } from './sql';

/**
 * What a fund has available, by the year in which it was first allotted. Money is used oldest first, so what is
 * reserved and expended is taken from the oldest years. The postings are summed before the fund's own year is asked
 * for, which was looked up for every one of them.
 */
const AGES = `
create or replace function ledger.ages(p_bureau uuid, p_fund uuid) returns table (origin_year int, available bigint)
language sql stable as $$
  with allotted as (
    select coalesce(k.origin_year, f.year) as year, sum(k.amount)::bigint as amount
      from (select j.origin_year, sum(j.d_allotted) as amount from ledger.journal j
        where j.bureau_id = p_bureau and j.kind <> 'reserve' and j.reservation_id is null
          and j.refers_to is null and j.fund_id = p_fund and j.d_allotted <> 0 group by j.origin_year) k
      join public.fund f on f.bureau_id = p_bureau and f.id = p_fund group by 1
  ), summed as (
    select a.year, a.amount, sum(a.amount) over (order by a.year)::bigint as so_far from allotted a
  )
  select s.year, greatest(0, least(s.amount, s.so_far - b.reserved - b.expended))::bigint
    from summed s join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = p_fund order by s.year
$$`;

/** The fund's year is asked for once and not for every allotment; its payments are still passed over one by one. */
export class LedgerAgesOnce1763683200094 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [AGES]));
  }

  async down(db: QueryRunner): Promise<void> {
    const [, , former] = takenBack(BY_RESERVATION);
    await asLedgerOwner(db, () => runAll(db, [former ?? '']));
  }
}
