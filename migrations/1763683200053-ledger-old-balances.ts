import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * What a fund had on a day, as we knew it at a time: facts that belong to `p_as_of` or before, posted at `p_known_at`
 * or before, and numbered `p_known_seq` at most (each null for "all"). Day totals answer for the postings that they
 * cover, where all of those count; without them, or with a hole in them, the journal answers for all.
 *
 * The rest of the journal is read along the fund's numbers, from where the cache ends. The planner has to be told: it
 * guesses that a third of a fund comes after a number that it does not know, and would read the whole journal. And the
 * comparison is bare, since under the policies of whoever asks no function in it may lead an index.
 */
const balanceAt = (last: string, settings: string): string => `
create or replace function ledger.balance_at(p_bureau uuid, p_fund uuid, p_as_of date,
  p_known_at timestamptz default null, p_known_seq bigint default null)
returns table (allotted bigint, reserved bigint, expended bigint, paid bigint)
language sql stable ${settings} as $$
  with spans as (
    select d.upto_seq, d.upto_seq - d.after_seq as width from ledger.day_total d
      where d.bureau_id = p_bureau and d.fund_id = p_fund and d.upto_seq <= coalesce(p_known_seq, d.upto_seq)
        and d.last_posted_at <= coalesce(p_known_at, d.last_posted_at)
      group by d.upto_seq, d.after_seq
  ), covered as (
    select case when sum(s.width) = max(s.upto_seq) then max(s.upto_seq) else 0 end as upto from spans s
  ), parts as (
    select d.allotted, d.reserved, d.expended, d.paid from ledger.day_total d
      where d.bureau_id = p_bureau and d.fund_id = p_fund and d.upto_seq <= (select upto from covered)
        and d.effective_on <= coalesce(p_as_of, d.effective_on)
    union all
    select j.d_allotted, j.d_reserved, j.d_expended, j.d_paid from ledger.journal j
      where j.bureau_id = p_bureau and j.fund_id = p_fund and j.seq > ${last}
        and j.seq <= coalesce(p_known_seq, j.seq) and j.posted_at <= coalesce(p_known_at, j.posted_at)
        and j.effective_on <= coalesce(p_as_of, j.effective_on)
  )
  select coalesce(sum(p.allotted), 0)::bigint, coalesce(sum(p.reserved), 0)::bigint,
      coalesce(sum(p.expended), 0)::bigint, coalesce(sum(p.paid), 0)::bigint from parts p
$$`;

/** The balance of a fund on a day costs what came after the last count, however long the journal is. */
export class LedgerOldBalances1763683200053 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const settings = 'set enable_seqscan = off set enable_bitmapscan = off';
    await asLedgerOwner(db, () => runAll(db, [balanceAt('(select upto from covered)', settings)]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [balanceAt('coalesce((select upto from covered), 0)', '')]));
  }
}
