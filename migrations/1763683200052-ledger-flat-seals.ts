import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/** The last block of each fund, one step into the index per fund, however many blocks there are. */
const lastSeals = (head: string): string => `(
    select l.* from ledger.balance b cross join lateral (
        select s.* from ledger.seal s
          where s.bureau_id = p_bureau and s.fund_id = b.fund_id and s.head_height <= ${head}
          order by s.height desc limit 1) l
      where b.bureau_id = p_bureau)`;

/** What a head says of each fund, in the order of their ids: how far it was sealed, and the hash of its last block. */
const FUND_LEAVES = `
create or replace function ledger.fund_leaves(p_bureau uuid, p_head int) returns bytea[] language sql stable as $$
  select array(select ledger.fields('fund1', l.fund_id::text, l.height::text, l.to_seq::text, encode(l.hash, 'hex'))
    from ${lastSeals('p_head')} l order by l.fund_id)
$$`;

/**
 * Seals all that was posted since the last head and makes a head over all funds; answers its height. A fund's numbers
 * have no gap and are given by its balance row, so whoever reads number n finds every number before it: no posting can
 * come in behind the seal. Where nothing is new it answers the last head.
 */
const SEAL_ALL = `
create or replace function ledger.seal_all(p_bureau uuid, p_at timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last ledger.head;
  h ledger.head;
  fund record;
begin
  perform ledger.hold_books(p_bureau, p_at);
  select * into last from ledger.head e where e.bureau_id = p_bureau order by e.height desc limit 1;
  h := last;
  h.height := last.height + 1;
  for fund in
    select b.fund_id, b.seq from ledger.balance b where b.bureau_id = p_bureau and b.seq > coalesce((
        select s.to_seq from ledger.seal s where s.bureau_id = p_bureau and s.fund_id = b.fund_id
          order by s.height desc limit 1), 0)
      order by b.fund_id
  loop
    perform ledger.seal_fund(p_bureau, fund.fund_id, fund.seq, h.height);
  end loop;
  if fund is null then
    return last.height;
  end if;
  select count(*), sum(l.to_seq) into h.funds, h.postings from ${lastSeals('h.height')} l;
  h.root := ledger.tree_root(ledger.fund_leaves(p_bureau, h.height));
  h.previous_hash := last.hash;
  h.sealed_at := p_at;
  h.hash := sha256(ledger.head_text(h));
  insert into ledger.head select h.*;
  return h.height;
end $$`;

/** What sealing costs grows with the funds and what is new, and no longer with all that was ever sealed. */
export class LedgerFlatSeals1763683200052 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [FUND_LEAVES, SEAL_ALL]));
  }

  /** The older form does the same, only slower, so nothing is put back but the name. */
  async down(): Promise<void> {}
}
