import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const VERB = `returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$`;

/**
 * Changes allotments by differences, which may be negative; a cut below what is reserved and expended is LE403 and
 * says by
 * whom it is held. Makes the balance of a fund on first sight, and takes over its owner from the register. A
 * difference of
 * nothing is not posted.
 */
const ALLOT = `
create or replace function ledger.allot(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_differences bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('funds', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'allot', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.plan_for(cardinality(p_ids));
  perform ledger.gate(p_bureau, p_period, 'open');
  perform ledger.open_balances(p_bureau, p_funds);
  perform ledger.post(p_bureau, 'allot', p_key, p_period, p_actor, p_at, array_agg(u.id order by u.ord),
      array_agg(u.fund_id order by u.ord), array_agg(null::uuid), array_agg(u.difference order by u.ord),
      array_agg(u.effective_on order by u.ord), array_agg(u.document order by u.ord))
    from unnest(p_ids, p_funds, p_differences, p_effective, p_documents)
      with ordinality as u (id, fund_id, difference, effective_on, document, ord)
    where u.difference <> 0 having count(*) > 0;
  return done;
end $$`;

/** Balances of these funds, made where there is none, with the owners that the register has now; locked, in order. */
const OPEN_BALANCES = `
create function ledger.open_balances(p_bureau uuid, p_funds uuid[]) returns void language sql as $$
  insert into ledger.balance as b (bureau_id, fund_id, owner_unit_id)
    select f.bureau_id, f.id, f.owner_unit_id from public.fund f
      where f.bureau_id = p_bureau and f.id = any (p_funds) order by f.id
    on conflict (bureau_id, fund_id) do update set owner_unit_id = excluded.owner_unit_id
$$`;

/** What was expended is now paid, by fund and paper. Never more than is expended and unpaid. */
const PAY = `
create function ledger.pay(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_amounts bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'pay', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.plan_for(cardinality(p_ids));
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  perform ledger.post(p_bureau, 'pay', p_key, p_period, p_actor, p_at, p_ids, p_funds, null, p_amounts,
    p_effective, p_documents);
  return done;
end $$`;

/** A payment that came back: it is expended and unpaid again. In whole or in part, never more than was paid by it. */
const UNPAY = `
create function ledger.unpay(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_postings uuid[], p_amounts bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'unpay', p_key, p_hash, done);
  funds uuid[];
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  perform 1 from ledger.balance b where b.bureau_id = p_bureau and b.fund_id in (
      select j.fund_id from ledger.journal j where j.bureau_id = p_bureau and j.id = any (p_postings))
    order by b.fund_id for no key update;
  select array_agg(k.fund_id order by k.ord) into funds
    from (select u.ord, j.fund_id, u.amount, sum(u.amount) over (partition by j.id) as asked, j.d_paid as paid,
            (select coalesce(sum(-b.d_paid), 0) from ledger.journal b
              where b.bureau_id = p_bureau and b.refers_to = j.id) as back
          from unnest(p_postings, p_amounts) with ordinality as u (id, amount, ord)
          join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and j.kind = 'pay') k
    where k.amount > 0 and k.back + k.asked <= k.paid;
  if coalesce(cardinality(funds), 0) <> cardinality(p_postings) then
    raise exception 'a posting is no payment, or less of it is left' using errcode = 'LE407';
  end if;
  perform ledger.post(p_bureau, 'unpay', p_key, p_period, p_actor, p_at, p_ids, funds, null, p_amounts,
    p_effective, p_documents, p_postings);
  return done;
end $$`;

/**
 * What a fund has available, by the year in which it was first allotted. Money is used oldest first, so what is
 * reserved
 * and expended is taken from the oldest years.
 */
const AGES = `
create function ledger.ages(p_bureau uuid, p_fund uuid) returns table (origin_year int, available bigint)
language sql stable as $$
  with allotted as (
    select coalesce(j.origin_year, f.year) as year, sum(j.d_allotted)::bigint as amount
      from ledger.journal j join public.fund f on f.bureau_id = j.bureau_id and f.id = j.fund_id
      where j.bureau_id = p_bureau and j.fund_id = p_fund and j.d_allotted <> 0 group by 1
  ), summed as (
    select a.year, a.amount, sum(a.amount) over (order by a.year)::bigint as so_far from allotted a
  )
  select s.year, greatest(0, least(s.amount, s.so_far - b.reserved - b.expended))::bigint
    from summed s join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = p_fund order by s.year
$$`;

/**
 * Refuses to take more of a year's money out of a fund than the fund has left of that year. The balances are locked.
 */
const CHECK_AGES = `
create function ledger.check_ages(p_bureau uuid, p_funds uuid[], p_years int[], p_amounts bigint[]) returns void
language plpgsql as $$
begin
  if exists (
    select from (select u.fund_id, u.year, sum(u.amount) as total, min(u.amount) as least
        from unnest(p_funds, p_years, p_amounts) as u (fund_id, year, amount) group by u.fund_id, u.year) a
      left join lateral ledger.ages(p_bureau, a.fund_id) g on g.origin_year = a.year
      where a.least <= 0 or a.total > coalesce(g.available, 0)) then
    raise exception 'a fund has less left of money of that year' using errcode = 'LE403',
      detail = ledger.short_funds(p_bureau, 'carry-out', '', p_funds, p_amounts);
  end if;
end $$`;

/** At the year's end: money that is not committed goes to the next year's fund of the same kind, with its age. */
const CARRY_OVER = `
create function ledger.carry_over(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_out_ids uuid[], p_in_ids uuid[], p_from uuid[], p_into uuid[], p_amounts bigint[], p_years int[],
  p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_out_ids));
  answer jsonb := ledger.claim(p_bureau, 'carry-out', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.claim(p_bureau, 'carry-in', p_key, p_hash, done);
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  if exists (select from unnest(p_from, p_into) as u (source, target)
      left join public.fund s on s.bureau_id = p_bureau and s.id = u.source
      left join public.fund t on t.bureau_id = p_bureau and t.id = u.target
      where (t.year, t.type) is distinct from (s.year + 1, s.type) or t.owner_unit_id is distinct from s.owner_unit_id)
  then
    raise exception 'money is carried into the next year''s fund of the same type and owner' using errcode = 'LE400';
  end if;
  perform ledger.open_balances(p_bureau, p_from || p_into);
  perform ledger.check_ages(p_bureau, p_from, p_years, p_amounts);
  perform ledger.post(p_bureau, 'carry-out', p_key, p_period, p_actor, p_at, p_out_ids, p_from, null, p_amounts,
    p_effective, p_documents, null, p_years);
  perform ledger.post(p_bureau, 'carry-in', p_key, p_period, p_actor, p_at, p_in_ids, p_into, null, p_amounts,
    p_effective, p_documents, null, p_years);
  return done;
end $$`;

/** Money that is given up: it goes back to whoever allotted it. */
const LAPSE = `
create function ledger.lapse(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_amounts bigint[], p_years int[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'lapse', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');
  perform ledger.open_balances(p_bureau, p_funds);
  perform ledger.check_ages(p_bureau, p_funds, p_years, p_amounts);
  perform ledger.post(p_bureau, 'lapse', p_key, p_period, p_actor, p_at, p_ids, p_funds, null, p_amounts,
    p_effective, p_documents, null, p_years);
  return done;
end $$`;

const STATEMENTS = [OPEN_BALANCES, ALLOT, PAY, UNPAY, AGES, CHECK_AGES, CARRY_OVER, LAPSE];

/** Money in and out of funds: allotments, payments, the turn of the year. */
export class LedgerPay1763683200024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, STATEMENTS));
  }

  /** What was replaced stays replaced: its first form has no use for anybody. */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.lapse, ledger.carry_over, ledger.check_ages, ledger.ages, ledger.unpay, ledger.pay,
          ledger.open_balances`,
      ]),
    );
  }
}
