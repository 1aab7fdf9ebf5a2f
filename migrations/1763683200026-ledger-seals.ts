import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const FIXED = 'security definer set search_path = pg_catalog, pg_temp';

/**
 * Fields as one text that can be read back in one way only: each as "<bytes>:<text>", or "-" where there is nothing.
 * The
 * same rule in every language; scripts/verify-ledger.mjs has it in JavaScript.
 */
const FIELDS = `
create function ledger.fields(variadic p_fields text[]) returns bytea language sql immutable as $$
  select convert_to(string_agg(coalesce(octet_length(u.field)::text || ':' || u.field, '-'), '' order by u.ord), 'UTF8')
    from unnest(p_fields) with ordinality as u (field, ord)
$$`;

/** A posting in version 1 of its canonical text. A new column or rule makes a version 2, for new blocks only. */
const CANONICAL = `
create function ledger.canonical(j ledger.journal) returns bytea language sql stable as $$
  select ledger.fields('posting1', j.bureau_id::text, j.fund_id::text, j.seq::text, j.id::text, j.owner_unit_id::text,
    j.kind, j.reservation_id::text, j.refers_to::text, j.origin_year::text, j.manner, j.d_allotted::text,
    j.d_reserved::text, j.d_expended::text, j.d_paid::text, j.effective_on::text, j.period,
    to_char(j.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), j.actor, j.document, j.key)
$$`;

/**
 * The root of a hash tree over texts, as in RFC 6962: leaves and nodes are hashed apart, and an odd one goes up as it
 * is.
 */
const ROOT = `
create function ledger.tree_root(p_texts bytea[]) returns bytea language plpgsql immutable as $$
declare
  level bytea[] := array(select sha256('\\x00'::bytea || u.text) from unnest(p_texts) with ordinality as u (text, ord)
    order by u.ord);
begin
  while cardinality(level) > 1 loop
    level := array(select case count(*) when 1 then (array_agg(u.hash))[1]
        else sha256('\\x01'::bytea || string_agg(u.hash, ''::bytea order by u.ord)) end
      from unnest(level) with ordinality as u (hash, ord) group by (u.ord - 1) / 2 order by (u.ord - 1) / 2);
  end loop;
  return coalesce(level[1], sha256(''));
end $$`;

const SEAL_TEXT = `
create function ledger.seal_text(s ledger.seal) returns bytea language sql immutable as $$
  select ledger.fields('seal1', s.bureau_id::text, s.fund_id::text, s.height::text, s.head_height::text,
    s.from_seq::text, s.to_seq::text, encode(s.root, 'hex'), encode(s.previous_hash, 'hex'))
$$`;

const HEAD_TEXT = `
create function ledger.head_text(h ledger.head) returns bytea language sql stable as $$
  select ledger.fields('head1', h.bureau_id::text, h.height::text, h.funds::text, h.postings::text,
    encode(h.root, 'hex'), encode(h.previous_hash, 'hex'),
    to_char(h.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
$$`;

/** Seals the postings (from_seq, upto] of one fund in blocks. */
const SEAL_FUND = `
create function ledger.seal_fund(p_bureau uuid, p_fund uuid, p_upto bigint, p_head int) returns void
language plpgsql as $$
declare
  block constant int := 256;
  s ledger.seal;
begin
  select * into s from ledger.seal l where l.bureau_id = p_bureau and l.fund_id = p_fund order by l.height desc limit 1;
  s := row(p_bureau, p_fund, coalesce(s.height, 0), p_head, coalesce(s.from_seq, 0), coalesce(s.to_seq, 0), null,
    ''::bytea, coalesce(s.hash, ''));
  while s.to_seq < p_upto loop
    s.height := s.height + 1;
    s.from_seq := s.to_seq + 1;
    s.to_seq := least(s.to_seq + block, p_upto);
    s.previous_hash := s.hash;
    s.root := ledger.tree_root(array(select ledger.canonical(j) from ledger.journal j
      where j.bureau_id = p_bureau and j.fund_id = p_fund and j.seq between s.from_seq and s.to_seq order by j.seq));
    s.hash := sha256(ledger.seal_text(s));
    insert into ledger.seal select s.*;
  end loop;
end $$`;

/** What a head says of each fund, in the order of their ids: how far it was sealed, and the hash of its last block. */
const FUND_LEAVES = `
create function ledger.fund_leaves(p_bureau uuid, p_head int) returns bytea[] language sql stable as $$
  select array(select ledger.fields('fund1', l.fund_id::text, l.height::text, l.to_seq::text, encode(l.hash, 'hex'))
    from (select distinct on (s.fund_id) s.* from ledger.seal s
        where s.bureau_id = p_bureau and s.head_height <= p_head order by s.fund_id, s.height desc) l
    order by l.fund_id)
$$`;

/**
 * Seals all that was posted since the last head and makes a head over all funds; answers its height. A fund's numbers
 * have
 * no gap and are given by its balance row, so whoever reads number n finds every number before it: no posting can
 * come in
 * behind the seal. Where nothing is new it answers the last head.
 */
const SEAL = `
create function ledger.seal_all(p_bureau uuid, p_at timestamptz) returns int
language plpgsql ${FIXED} as $$
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
        select max(s.to_seq) from ledger.seal s where s.bureau_id = p_bureau and s.fund_id = b.fund_id), 0)
      order by b.fund_id
  loop
    perform ledger.seal_fund(p_bureau, fund.fund_id, fund.seq, h.height);
  end loop;
  if fund is null then
    return last.height;
  end if;
  select count(*), sum(f.upto) into h.funds, h.postings from (select max(s.to_seq) as upto from ledger.seal s
    where s.bureau_id = p_bureau group by s.fund_id) f;
  h.root := ledger.tree_root(ledger.fund_leaves(p_bureau, h.height));
  h.previous_hash := last.hash;
  h.sealed_at := p_at;
  h.hash := sha256(ledger.head_text(h));
  insert into ledger.head select h.*;
  return h.height;
end $$`;

/** Works every block and head out again and names what is not as it was sealed. For `songbai verify`. */
const BROKEN_SEALS = `
create function ledger.broken_seals(p_bureau uuid) returns table (fund_id uuid, height int, problem text)
language sql stable as $$
  with blocks as (
    select s as seal, lag(s.hash, 1, ''::bytea) over w as before, lag(s.to_seq, 1, 0::bigint) over w as after,
        row_number() over w as place
      from ledger.seal s where s.bureau_id = p_bureau window w as (partition by s.fund_id order by s.height)
  ), heads as (
    select h as head, lag(h.hash) over (order by h.height) as before, row_number() over (order by h.height) - 1 as place
      from ledger.head h where h.bureau_id = p_bureau
  )
  select (b.seal).fund_id, (b.seal).height, p.problem from blocks b cross join lateral (values
      ((b.seal).height <> b.place or (b.seal).from_seq <> b.after + 1 or (b.seal).previous_hash <> b.before,
        'a block is missing or in another place'),
      ((b.seal).hash <> sha256(ledger.seal_text(b.seal)), 'the block is not what was sealed'),
      ((b.seal).root <> ledger.tree_root(array(select ledger.canonical(j) from ledger.journal j
          where j.bureau_id = p_bureau and j.fund_id = (b.seal).fund_id
            and j.seq between (b.seal).from_seq and (b.seal).to_seq order by j.seq)),
        'its postings are not what was sealed')) as p (broken, problem)
    where p.broken
  union all
  select null, (h.head).height, p.problem from heads h cross join lateral (values
      ((h.head).height <> h.place or (h.head).previous_hash <> h.before, 'a head is missing or in another place'),
      ((h.head).hash <> sha256(ledger.head_text(h.head)), 'the head is not what was sealed'),
      ((h.head).root <> ledger.tree_root(ledger.fund_leaves(p_bureau, (h.head).height)),
        'the funds are not what was sealed')) as p (broken, problem)
    where p.broken and (h.head).height > 0
$$`;

const STATEMENTS = [
  ...[FIELDS, CANONICAL, ROOT, SEAL_TEXT, HEAD_TEXT, SEAL_FUND, FUND_LEAVES, SEAL, BROKEN_SEALS],
];

/** Seals: what was once sealed cannot be changed without being seen, not even by whoever owns the server. */
export class LedgerSeals1763683200026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, STATEMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.broken_seals, ledger.seal_all, ledger.fund_leaves, ledger.seal_fund, ledger.head_text,
          ledger.seal_text, ledger.tree_root, ledger.canonical, ledger.fields`,
      ]),
    );
  }
}
