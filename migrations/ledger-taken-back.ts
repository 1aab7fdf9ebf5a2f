const VERB = `returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$`;

/** How the postings that take back of `j` are found; each of these verbs knows what else they say. */
interface Finding {
  readonly ofExpense: string;
  readonly ofPayment: string;
  readonly ofAllotment: string;
}

/** Along one index over all that does not reserve. */
export const BY_RESERVATION: Finding = {
  ofExpense: `b.bureau_id = p_bureau and b.kind <> 'reserve' and b.reservation_id = j.reservation_id
                and b.refers_to = j.id`,
  ofPayment: `b.bureau_id = p_bureau and b.kind <> 'reserve' and b.reservation_id is null
                and b.refers_to = j.id`,
  ofAllotment: `j.bureau_id = p_bureau and j.kind <> 'reserve' and j.reservation_id is null
        and j.refers_to is null and j.fund_id = p_fund and j.d_allotted <> 0`,
};

/** Along an index for each question. */
export const BY_QUESTION: Finding = {
  ofExpense: 'b.bureau_id = p_bureau and b.refers_to = j.id',
  ofPayment: 'b.bureau_id = p_bureau and b.refers_to = j.id',
  ofAllotment: 'j.bureau_id = p_bureau and j.fund_id = p_fund and j.d_allotted <> 0',
};

/** The functions that look for postings which are neither an order's nor a month's. */
export const takenBack = (by: Finding): string[] => [takeBack(by), unpay(by), ages(by)];

/**
 * The expenses that are to be taken back, with their reservations locked: while those are held, nobody else can take
 * back the same. Refuses what is no expense, was reversed, or has less left than asked; asked null is all of it.
 */
const takeBack = ({ ofExpense }: Finding): string => `
create or replace function ledger.take_back(p_bureau uuid, p_postings uuid[], p_amounts bigint[],
  out reservations uuid[], out funds uuid[], out amounts bigint[])
language plpgsql as $$
begin
  perform 1 from ledger.reservation r where r.bureau_id = p_bureau and r.id in (
      select j.reservation_id from ledger.journal j where j.bureau_id = p_bureau and j.id = any (p_postings))
    order by r.id for no key update;
  select array_agg(k.reservation_id order by k.ord), array_agg(k.fund_id order by k.ord),
      array_agg(k.amount order by k.ord)
    into reservations, funds, amounts
    from (select u.ord, j.reservation_id, j.fund_id, coalesce(u.amount, j.d_expended) as amount,
            sum(coalesce(u.amount, j.d_expended)) over (partition by j.id) as asked, j.d_expended as spent,
            (select coalesce(sum(-b.d_expended), 0) from ledger.journal b
              where ${ofExpense}) as back
          from unnest(p_postings, p_amounts) with ordinality as u (id, amount, ord)
          join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and j.kind = 'expend') k
    where k.amount > 0 and k.back + k.asked <= k.spent;
  if coalesce(cardinality(funds), 0) <> cardinality(p_postings) then
    raise exception 'a posting is no expense, or less of it is left' using errcode = 'LE407';
  end if;
end $$`;

/** A payment that came back: it is expended and unpaid again. In whole or in part, never more than was paid by it. */
const unpay = ({ ofPayment }: Finding): string => `
create or replace function ledger.unpay(
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
              where ${ofPayment}) as back
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
 * reserved and expended is taken from the oldest years.
 */
const ages = ({ ofAllotment }: Finding): string => `
create or replace function ledger.ages(p_bureau uuid, p_fund uuid) returns table (origin_year int, available bigint)
language sql stable as $$
  with allotted as (
    select coalesce(j.origin_year, f.year) as year, sum(j.d_allotted)::bigint as amount
      from ledger.journal j join public.fund f on f.bureau_id = j.bureau_id and f.id = j.fund_id
      where ${ofAllotment} group by 1
  ), summed as (
    select a.year, a.amount, sum(a.amount) over (order by a.year)::bigint as so_far from allotted a
  )
  select s.year, greatest(0, least(s.amount, s.so_far - b.reserved - b.expended))::bigint
    from summed s join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = p_fund order by s.year
$$`;
