/**
 * The only writer of balances and journal beside `reserve_order`, and the last step of every verb, because the balance
 * row is the hot one. One UPDATE per fund moves the sums and takes as many numbers as there are postings; they are
 * given in the order asked. The WHERE refuses politely; the fences of the table would refuse too.
 */
export const POST = `
create or replace function ledger.post(
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
      expended = b.expended + e * total, paid = b.paid + p * total,
      available = b.available + (a - r - e) * total, seq = b.seq + postings
    where b.bureau_id = p_bureau and b.fund_id = p_funds[1]
      and b.available + (a - r - e) * total >= 0
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

/** The same over several funds, which are locked by id first. */
export const POST_TO_MANY = `
create or replace function ledger.post_to_many(
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
        expended = b.expended + e * k.total, paid = b.paid + p * k.total,
        available = b.available + (a - r - e) * k.total, seq = b.seq + k.postings
      from asked k
      where b.bureau_id = p_bureau and b.fund_id = k.fund_id
        and b.available + (a - r - e) * k.total >= 0
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
