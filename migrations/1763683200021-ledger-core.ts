import type { MigrationInterface, QueryRunner } from 'typeorm';
import { HELD_BY, SHORT_FUNDS } from './ledger-refusals';
import { asLedgerOwner, runAll } from './sql';

/**
 * How this and the next files differ from the first form of the verbs, all of it measured (`npm run bench -- ledger`):
 * inner functions fix no search path of their own, since the verb that calls them has (setting it costs more than a
 * row);
 * verbs plan their statements once (`plan_cache_mode`), except for large batches, whose arrays deserve a look;
 * the window of a limit and the row of a contract are made, locked in order and moved in one statement each.
 */
const CLAIM = `
create or replace function ledger.claim(p_bureau uuid, p_scope text, p_key text, p_hash bytea, p_result jsonb)
returns jsonb language plpgsql as $$
declare
  stored record;
begin
  if p_bureau is null or p_bureau::text is distinct from current_setting('app.bureau', true) then
    raise exception 'bureau % is not in scope', p_bureau using errcode = 'LE401';
  end if;
  insert into ledger.idempotency (bureau_id, scope, key, request_hash, result)
    values (p_bureau, p_scope, p_key, p_hash, p_result) on conflict do nothing;
  if found then
    return null;
  end if;
  select i.request_hash, i.result into stored from ledger.idempotency i
    where i.bureau_id = p_bureau and i.scope = p_scope and i.key = p_key;
  if stored.request_hash is distinct from p_hash then
    raise exception 'key % was used for another request', p_key using errcode = 'LE409';
  end if;
  return stored.result;
end $$`;

const GATE = `
create function ledger.gate(p_bureau uuid, p_period text, variadic p_states text[]) returns boolean
language plpgsql as $$
declare
  found_state text;
begin
  select p.state into found_state from ledger.period p
    where p.bureau_id = p_bureau and p.month = p_period for share;
  if found_state is null or found_state <> all (p_states) then
    raise exception 'period % is %', p_period, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
  return true;
end $$`;

/** Generic plans guess ten rows per array: right for a click, wrong for a month. */
const PLAN_FOR = `
create function ledger.plan_for(p_rows int) returns void language plpgsql as $$
begin
  if p_rows > 200 then
    perform set_config('plan_cache_mode', 'force_custom_plan', true);
  end if;
end $$`;

/**
 * The only writer of balances and journal, and the last step of every verb, because the balance row is the hot one. One
 * UPDATE per fund moves the sums and takes as many numbers as there are postings; they are given in the order asked.
 * The
 * WHERE refuses politely; the CHECKs of the table would refuse too.
 */
const POST = `
create function ledger.post(
  p_bureau uuid, p_kind text, p_key text, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[],
  p_refers uuid[] default null, p_years int[] default null, p_manners text[] default null)
returns void language plpgsql as $$
declare
  a constant int := case p_kind when 'allot' then 1 when 'carry-in' then 1 when 'carry-out' then -1
    when 'lapse' then -1 else 0 end;
  r constant int := case p_kind when 'reserve' then 1 when 'reverse' then 1 when 'expend' then -1
    when 'release' then -1 else 0 end;
  e constant int := case p_kind when 'expend' then 1 when 'reverse' then -1 when 'recover' then -1 else 0 end;
  p constant int := case p_kind when 'pay' then 1 when 'unpay' then -1 when 'recover' then -1 else 0 end;
  postings constant bigint := cardinality(p_ids);
  total bigint := p_amounts[1];
  moved record;
begin
  if postings = 0 then
    return;
  end if;
  if array_remove(p_funds, p_funds[1]) <> '{}' then
    perform ledger.post_to_many(p_bureau, p_kind, p_key, p_period, p_actor, p_at, p_ids, p_funds, p_reservations,
      p_amounts, p_effective, p_documents, p_refers, p_years, p_manners, a, r, e, p);
    return;
  end if;
  if postings > 1 then
    total := (select sum(u.amount) from unnest(p_amounts) as u (amount));
  end if;
  update ledger.balance b set allotted = b.allotted + a * total, reserved = b.reserved + r * total,
      expended = b.expended + e * total, paid = b.paid + p * total, seq = b.seq + postings
    where b.bureau_id = p_bureau and b.fund_id = p_funds[1]
      and b.reserved + b.expended + (r + e) * total <= b.allotted + a * total
      and b.paid + p * total between 0 and b.expended + e * total
    returning b.owner_unit_id, b.seq - postings as before into moved;
  if not found then
    perform ledger.refuse_post(p_bureau, p_kind, p_key, p_funds, p_amounts);
  end if;
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_allotted, d_reserved,
      d_expended, d_paid, effective_on, period, posted_at, actor, document, key, refers_to, origin_year, manner)
    select p_bureau, u.id, p_funds[1], moved.owner_unit_id, moved.before + u.ord, p_kind, u.reservation_id,
        a * u.amount,
        r * u.amount, e * u.amount, p * u.amount, u.effective_on, p_period, p_at, p_actor, u.document, p_key,
        u.refers_to, u.origin_year, u.manner
      from unnest(p_ids, p_reservations, p_amounts, p_effective, p_documents, p_refers, p_years, p_manners)
        with ordinality as u (id, reservation_id, amount, effective_on, document, refers_to, origin_year, manner, ord);
end $$`;

/**
 * One reservation from one fund: the same two steps, for the path that most people wait for. INSERT takes the row
 * that is
 * there without reading it twice, as an UPDATE does that had to wait; a fund without a balance (seq 0) is refused.
 */
const POST_RESERVE = `
create function ledger.post_reserve(p_bureau uuid, p_key text, p_period text, p_actor text, p_at timestamptz,
  p_id uuid, p_fund uuid, p_amount bigint, p_effective date, p_document text)
returns boolean language plpgsql as $$
declare
  moved record;
begin
  insert into ledger.balance as b (bureau_id, fund_id) values (p_bureau, p_fund)
    on conflict (bureau_id, fund_id) do update set reserved = b.reserved + p_amount, seq = b.seq + 1
      where b.reserved + b.expended + p_amount <= b.allotted
    returning b.owner_unit_id, b.seq into moved;
  if not found or moved.seq = 0 then
    perform ledger.refuse_post(p_bureau, 'reserve', p_key, array[p_fund], array[p_amount]);
  end if;
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_reserved,
      effective_on, period, posted_at, actor, document, key)
    values (p_bureau, p_id, p_fund, moved.owner_unit_id, moved.seq, 'reserve', p_id, p_amount,
      p_effective, p_period, p_at, p_actor, p_document, p_key);
  return true;
end $$`;

/** The same over several funds, which are locked by id first. */
const POST_TO_MANY = `
create function ledger.post_to_many(
  p_bureau uuid, p_kind text, p_key text, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[],
  p_refers uuid[], p_years int[], p_manners text[], a int, r int, e int, p int)
returns void language plpgsql as $$
declare
  written bigint;
begin
  perform 1 from ledger.balance b where b.bureau_id = p_bureau and b.fund_id = any (p_funds)
    order by b.fund_id for no key update;
  with asked as (
    select u.fund_id, sum(u.amount)::bigint as total, count(*) as postings
      from unnest(p_funds, p_amounts) as u (fund_id, amount) group by u.fund_id
  ), moved as (
    update ledger.balance b set allotted = b.allotted + a * k.total, reserved = b.reserved + r * k.total,
        expended = b.expended + e * k.total, paid = b.paid + p * k.total, seq = b.seq + k.postings
      from asked k
      where b.bureau_id = p_bureau and b.fund_id = k.fund_id
        and b.reserved + b.expended + (r + e) * k.total <= b.allotted + a * k.total
        and b.paid + p * k.total between 0 and b.expended + e * k.total
      returning b.fund_id, b.owner_unit_id, b.seq - k.postings as before
  )
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_allotted, d_reserved,
      d_expended, d_paid, effective_on, period, posted_at, actor, document, key, refers_to, origin_year, manner)
    select p_bureau, u.id, u.fund_id, m.owner_unit_id,
        m.before + row_number() over (partition by u.fund_id order by u.ord), p_kind, u.reservation_id,
        a * u.amount, r * u.amount, e * u.amount, p * u.amount, u.effective_on, p_period, p_at, p_actor, u.document,
        p_key, u.refers_to, u.origin_year, u.manner
      from unnest(p_ids, p_funds, p_reservations, p_amounts, p_effective, p_documents, p_refers, p_years, p_manners)
        with ordinality
        as u (id, fund_id, reservation_id, amount, effective_on, document, refers_to, origin_year, manner, ord)
      join moved m on m.fund_id = u.fund_id;
  get diagnostics written = row_count;
  if written <> cardinality(p_ids) then
    perform ledger.refuse_post(p_bureau, p_kind, p_key, p_funds, p_amounts);
  end if;
end $$`;

const REFUSE_POST = `
create function ledger.refuse_post(p_bureau uuid, p_kind text, p_key text, p_funds uuid[], p_amounts bigint[])
returns void language plpgsql as $$
begin
  if p_kind in ('pay', 'unpay', 'reverse', 'recover') then
    raise exception 'more than is expended and unpaid, or than is paid' using errcode = 'LE406',
      detail = ledger.short_funds(p_bureau, p_kind, p_key, p_funds, p_amounts);
  end if;
  raise exception 'the funds do not cover it' using errcode = 'LE403',
    detail = ledger.short_funds(p_bureau, p_kind, p_key, p_funds, p_amounts);
end $$`;

const STATEMENTS = [
  CLAIM,
  GATE,
  PLAN_FOR,
  HELD_BY,
  SHORT_FUNDS,
  REFUSE_POST,
  POST_TO_MANY,
  POST,
  POST_RESERVE,
];

/** The core of the ledger again, for all kinds of posting, and at a tenth of the cost. */
export class LedgerCore1763683200021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      // The first form of post had fewer arguments; beside it a call would be ambiguous.
      runAll(db, [
        'drop function if exists ledger.post',
        'drop function if exists ledger.gate',
        ...STATEMENTS,
      ]),
    );
  }

  /** What was replaced stays replaced: its first form has no use for anybody. */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        'drop function ledger.post_reserve, ledger.post_to_many, ledger.refuse_post, ledger.held_by, ledger.plan_for',
      ]),
    );
  }
}
