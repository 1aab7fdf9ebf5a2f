/**
 * Takes over the ceilings of contracts as the register has them now. A ceiling below what is committed refuses nothing
 * that was promised: there is no room then until enough of it is released.
 */
export const SET_CEILINGS = `
create or replace function ledger.set_ceilings(p_bureau uuid, p_contracts uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  insert into ledger.commitment as m (bureau_id, contract_id, ceiling, room)
    select c.bureau_id, c.id, c.ceiling_fen, c.ceiling_fen from public.contract c
      where c.bureau_id = p_bureau and c.id = any (p_contracts) order by c.id
    on conflict (bureau_id, contract_id) do update
      set ceiling = excluded.ceiling, room = greatest(excluded.ceiling - m.committed, 0);
end $$`;

/** Counts amounts under the ceilings of contracts; a contract is taken over from the register on first use. */
export const COMMIT_CONTRACTS = `
create or replace function ledger.commit_contracts(p_bureau uuid, p_contracts uuid[], p_amounts bigint[]) returns void
language plpgsql as $$
declare
  wanted bigint;
  moved bigint;
begin
  with sums as materialized (
    select u.contract_id, sum(u.amount)::bigint as total
      from unnest(p_contracts, p_amounts) as u (contract_id, amount) group by u.contract_id
  ), taken as (
    insert into ledger.commitment as m (bureau_id, contract_id, ceiling, room, committed)
      select p_bureau, k.contract_id, k.ceiling, k.ceiling - k.total, k.total
        from (select s.contract_id, s.total, (select c.ceiling_fen from public.contract c
            where c.bureau_id = p_bureau and c.id = s.contract_id) as ceiling from sums s) k
        where k.total <= k.ceiling order by k.contract_id
      on conflict (bureau_id, contract_id) do update
        set committed = m.committed + excluded.committed, room = m.room - excluded.committed
        where m.room >= excluded.committed
      returning 1
  )
  select (select count(*) from sums), (select count(*) from taken) into wanted, moved;
  if moved <> wanted then
    raise exception 'a contract ceiling would be exceeded' using errcode = 'LE405';
  end if;
end $$`;

/** Takes what is given back off the contracts. */
export const UNCOMMIT_CONTRACTS = `
create or replace function ledger.uncommit_contracts(p_bureau uuid, p_reservations uuid[], p_amounts bigint[])
returns void language plpgsql as $$
begin
  perform 1 from ledger.commitment m where m.bureau_id = p_bureau and m.contract_id in (
      select o.contract_id from ledger.reservation r
        join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
        where r.bureau_id = p_bureau and r.id = any (p_reservations))
    order by m.contract_id for no key update;
  update ledger.commitment m set committed = m.committed - a.total,
      room = greatest(m.ceiling - m.committed + a.total, 0)
    from (select o.contract_id, sum(u.amount)::bigint as total
            from unnest(p_reservations, p_amounts) as u (id, amount)
            join ledger.reservation r on r.bureau_id = p_bureau and r.id = u.id and r.id = any (p_reservations)
            join public.service_order o on o.bureau_id = r.bureau_id and o.id = r.order_id
            group by o.contract_id) a
    where m.bureau_id = p_bureau and m.contract_id = a.contract_id;
end $$`;

/**
 * Counts everything again under the limits as they are now, after limits, items or fund types changed; call it before
 * anything is posted in the transaction. It waits for whoever posts in any month, at every gate, and keeps others out
 * until the transaction ends. Use beyond a lowered cap stays, without room for more. Answers those windows, which the
 * new rule cannot cap yet, with what is over.
 */
export const REBUILD_LIMIT_WINDOWS = `
create or replace function ledger.rebuild_limit_windows(p_bureau uuid) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  perform 1 from ledger.period_gate g where g.bureau_id = p_bureau order by g.month, g.slot for update;
  delete from ledger.reservation_limit t where t.bureau_id = p_bureau;
  insert into ledger.reservation_limit
      (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
    select p_bureau, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount
      from ledger.limit_legs(p_bureau,
        array(select o.id from public.service_order o where o.bureau_id = p_bureau)) g;
  delete from ledger.limit_window w where w.bureau_id = p_bureau;
  insert into ledger.limit_window (bureau_id, limit_id, cadre_id, window_start, cap, room, used)
    select p_bureau, t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths,
        greatest(l.cap_hundredths - sum(t.amount)::bigint, 0), sum(t.amount)::bigint
      from ledger.reservation_limit t
      join public.usage_limit l on l.bureau_id = t.bureau_id and l.id = t.limit_id
      where t.bureau_id = p_bureau
      group by t.limit_id, t.cadre_id, t.window_start, l.cap_hundredths;
  return (select jsonb_build_object('windows', count(*), 'over', coalesce(jsonb_agg(jsonb_build_object(
        'limitId', w.limit_id, 'cadreId', w.cadre_id, 'windowStart', w.window_start, 'cap', w.cap::text,
        'used', w.used::text) order by w.limit_id, w.cadre_id, w.window_start) filter (where w.used > w.cap), '[]'))
    from ledger.limit_window w where w.bureau_id = p_bureau);
end $$`;
