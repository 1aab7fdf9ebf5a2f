import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

/**
 * Verbs run as the ledger's owner, whose policies look at app.bureau only. So each verb first makes sure that
 * the bureau it was asked about is the one this transaction is bound to: an argument alone opens nothing.
 */
const CHECK_SCOPE = `
create function ledger.check_scope(p_bureau uuid) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if p_bureau is null or p_bureau::text is distinct from current_setting('app.bureau', true) then
    raise exception 'bureau % is not in scope', p_bureau using errcode = 'LE401';
  end if;
end $$`;

/**
 * Takes an idempotency key. Null: it was free, go on, and `p_result` is now its answer. Otherwise the stored
 * answer. A twin that comes at the same moment waits on the unique index until the first has committed.
 */
const CLAIM = `
create function ledger.claim(p_bureau uuid, p_scope text, p_key text, p_hash bytea, p_result jsonb)
returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  stored record;
begin
  perform ledger.check_scope(p_bureau);
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

/**
 * Holds the period open until the transaction ends. A month in "soft" close takes expenses and releases only.
 */
const GATE = `
create function ledger.gate(p_bureau uuid, p_period text, variadic p_states text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  found_state text;
begin
  select p.state into found_state from ledger.period p
    where p.bureau_id = p_bureau and p.month = p_period for share;
  if found_state is null or found_state <> all (p_states) then
    raise exception 'period % is %', p_period, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
end $$`;

/**
 * The only writer of balances and journal, and the last step of every verb, because the balance row is the
 * hot one. One UPDATE per fund moves the sums and takes as many numbers as there are postings; they are given
 * in the order asked. The WHERE refuses politely; the CHECKs of the table would refuse too.
 */
const POST = `
create function ledger.post(
  p_bureau uuid, p_kind text, p_key text, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_reservations uuid[], p_amounts bigint[],
  p_effective date[], p_documents text[])
returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  to_allotted constant int := case when p_kind = 'allot' then 1 else 0 end;
  to_reserved constant int := case p_kind when 'reserve' then 1 when 'allot' then 0 else -1 end;
  to_expended constant int := case when p_kind = 'expend' then 1 else 0 end;
  written bigint;
begin
  if cardinality(p_funds) > 1 then
    perform 1 from ledger.balance b where b.bureau_id = p_bureau and b.fund_id = any (p_funds)
      order by b.fund_id for no key update;
  end if;
  with asked as (
    select u.fund_id, sum(u.amount)::bigint as total, count(*) as postings
      from unnest(p_funds, p_amounts) as u (fund_id, amount) group by u.fund_id
  ), moved as (
    update ledger.balance b set
        allotted = b.allotted + to_allotted * a.total, reserved = b.reserved + to_reserved * a.total,
        expended = b.expended + to_expended * a.total, seq = b.seq + a.postings
      from asked a
      where b.bureau_id = p_bureau and b.fund_id = a.fund_id
        and b.reserved + b.expended + (to_reserved + to_expended) * a.total
          <= b.allotted + to_allotted * a.total
      returning b.fund_id, b.owner_unit_id, b.seq - a.postings as before
  )
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id,
      d_allotted, d_reserved, d_expended, effective_on, period, posted_at, actor, document, key)
    select p_bureau, u.id, u.fund_id, m.owner_unit_id,
        m.before + row_number() over (partition by u.fund_id order by u.ord),
        p_kind, u.reservation_id, to_allotted * u.amount, to_reserved * u.amount, to_expended * u.amount,
        u.effective_on, p_period, p_at, p_actor, u.document, p_key
      from unnest(p_ids, p_funds, p_reservations, p_amounts, p_effective, p_documents)
        with ordinality as u (id, fund_id, reservation_id, amount, effective_on, document, ord)
      join moved m on m.fund_id = u.fund_id;
  get diagnostics written = row_count;
  if written <> cardinality(p_ids) then
    raise exception 'the funds do not cover it' using errcode = 'LE403',
      detail = ledger.short_funds(p_bureau, p_kind, p_key, p_funds, p_amounts);
  end if;
end $$`;

/**
 * The funds that POST has just refused, as JSON for the caller; `available` is null where a fund has no
 * balance.
 */
const SHORT_FUNDS = `
create function ledger.short_funds(p_bureau uuid, p_kind text, p_key text, p_funds uuid[], p_amounts bigint[])
returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(json_agg(json_build_object(
      'fundId', a.fund_id,
      'asked', (case p_kind when 'allot' then -1 else 1 end * a.total)::text,
      'available', (b.allotted - b.reserved - b.expended)::text) order by a.fund_id), '[]')::text
    from (select u.fund_id, sum(u.amount)::bigint as total
            from unnest(p_funds, p_amounts) as u (fund_id, amount) group by u.fund_id) a
    left join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = a.fund_id
    where not exists (select from ledger.journal j where j.bureau_id = p_bureau and j.fund_id = a.fund_id
      and j.seq = b.seq and j.kind = p_kind and j.key = p_key)
$$`;

/** Opens a month for postings; one that is there stays as it is. Answers its state. */
const OPEN_PERIOD = `
create function ledger.open_period(p_bureau uuid, p_month text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  insert into ledger.period (bureau_id, month, state) values (p_bureau, p_month, 'open')
    on conflict do nothing;
  return (select p.state from ledger.period p where p.bureau_id = p_bureau and p.month = p_month);
end $$`;

/**
 * Changes allotments by differences, which may be negative; a cut below what is reserved and expended is
 * LE403. Makes the balance of a fund on first sight, and takes over its owner from the register. A difference
 * of nothing is not posted.
 */
const ALLOT = `
create function ledger.allot(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_differences bigint[], p_effective date[], p_documents text[])
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  answer jsonb := ledger.claim(p_bureau, 'allot', p_key, p_hash,
      jsonb_build_object('funds', cardinality(p_ids)));
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open');
  insert into ledger.balance as b (bureau_id, fund_id, owner_unit_id)
    select f.bureau_id, f.id, f.owner_unit_id from public.fund f
      where f.bureau_id = p_bureau and f.id = any (p_funds) order by f.id
    on conflict (bureau_id, fund_id) do update set owner_unit_id = excluded.owner_unit_id;
  perform ledger.post(p_bureau, 'allot', p_key, p_period, p_actor, p_at, array_agg(u.id order by u.ord),
      array_agg(u.fund_id order by u.ord), array_agg(null::uuid), array_agg(u.difference order by u.ord),
      array_agg(u.effective_on order by u.ord), array_agg(u.document order by u.ord))
    from unnest(p_ids, p_funds, p_differences, p_effective, p_documents)
      with ordinality as u (id, fund_id, difference, effective_on, document, ord)
    where u.difference <> 0 having count(*) > 0;
  return jsonb_build_object('funds', cardinality(p_ids));
end $$`;

const STATEMENTS = [CHECK_SCOPE, CLAIM, GATE, SHORT_FUNDS, POST, OPEN_PERIOD, ALLOT];

/** The core of the ledger: scope, keys, the month gate and the one place that posts. */
export class LedgerCore1763683200010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `grant select on fund, contract, service_order, order_fund, item, usage_limit to songbai_ledger`,
    );
    await asLedgerOwner(db, () => runAll(db, STATEMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.allot, ledger.open_period, ledger.post, ledger.short_funds,
          ledger.gate, ledger.claim, ledger.check_scope`,
      ]),
    );
  }
}
