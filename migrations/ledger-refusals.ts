/**
 * The funds that were just refused, as JSON for the caller; `available` is null where a fund has no balance. A cut of
 * an
 * allotment also says by whom the money is held: the orders with most of it, and how many more there are.
 */
export const SHORT_FUNDS = `
create or replace function ledger.short_funds(p_bureau uuid, p_kind text, p_key text, p_funds uuid[],
  p_amounts bigint[])
returns text language sql stable as $$
  select coalesce(json_agg(json_build_object(
      'fundId', a.fund_id,
      'asked', (case p_kind when 'allot' then -1 else 1 end * a.total)::text,
      'available', (b.allotted - b.reserved - b.expended)::text,
      'unpaid', (b.expended - b.paid)::text,
      'heldBy', case when p_kind in ('allot', 'carry-out', 'lapse') then ledger.held_by(p_bureau, a.fund_id) end
      ) order by a.fund_id), '[]')::text
    from (select u.fund_id, sum(u.amount)::bigint as total
            from unnest(p_funds, p_amounts) as u (fund_id, amount) group by u.fund_id) a
    left join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = a.fund_id
    where not exists (select from ledger.journal j where j.bureau_id = p_bureau and j.fund_id = a.fund_id
      and j.seq = b.seq and j.kind = p_kind and j.key = p_key)
$$`;

export const HELD_BY = `
create function ledger.held_by(p_bureau uuid, p_fund uuid) returns json
language sql stable as $$
  with held as (
    select r.order_id, o.number, r.amount - r.released - r.expended as reserved, r.expended
      from ledger.reservation r
      join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
      where r.bureau_id = p_bureau and r.fund_id = p_fund and r.amount > r.released
  )
  select json_build_object('orders', (select count(*) from held), 'most', (
    select coalesce(json_agg(json_build_object('orderId', h.order_id, 'number', h.number,
        'reserved', h.reserved::text, 'expended', h.expended::text)), '[]')
      from (select * from held order by held.reserved + held.expended desc, held.number limit 20) h))
$$`;
