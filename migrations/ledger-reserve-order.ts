/**
 * One approved order with one share: the steps of `reserve` in the same order, row by row. What is asked first is
 * asked here, and `claim` and `gate` are called only to refuse or to answer again. The fund's row and its posting are
 * one statement, so that all of it is planned and opened before the row is held. `read` fetches what is stored of the
 * order.
 */
export const reserveOrder = (read: string): string => RESERVE_ORDER.replace(READ, () => read);

const READ = '  -- what is stored of the order';

const RESERVE_ORDER = `
create or replace function ledger.reserve_order(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found_state text;
  o record;
  leg record;
begin
  if p_bureau::text = current_setting('app.bureau', true) then
    insert into ledger.idempotency (bureau_id, scope, key, request_hash, result)
      values (p_bureau, 'reserve', p_key, p_hash, '{"orders": 1, "postings": 1}') on conflict do nothing;
  end if;
  if not found then
    return ledger.claim(p_bureau, 'reserve', p_key, p_hash, '{"orders": 1, "postings": 1}');
  end if;
  select g.state into found_state from ledger.period_gate g
    where g.bureau_id = p_bureau and g.month = p_period and g.slot = pg_backend_pid() % 16 for share;
  if found_state is distinct from 'open' then
    perform ledger.gate(p_bureau, p_period, 'open');
  end if;
${READ}
  if o.amount_fen is distinct from p_amount or o.type is null then
    raise exception 'order % is not approved, or its shares are not its amount of its funds', p_order
      using errcode = 'LE400';
  end if;
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount)
    values (p_bureau, p_share, p_order, p_fund, p_position, p_amount);
  for leg in
    select f.limit_id, f.window_start, f.cap, case f.measure when 'yuan' then p_share else p_order end as source_id,
        case f.measure when 'yuan' then p_amount else o.quantity_hundredths end as taken
      from ledger.limits_in(p_bureau, array['yuan', o.measure], o.category, o.starts_on, o.types) f
      where case f.measure when 'yuan' then f.fund_type is null or f.fund_type = o.type
        else o.quantity_hundredths > 0 end
      order by f.limit_id, f.window_start
  loop
    insert into ledger.reservation_limit (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
      values (p_bureau, leg.source_id, leg.limit_id, p_order, o.cadre_id, leg.window_start, leg.taken);
    update ledger.limit_window w set used = w.used + leg.taken, room = w.room - leg.taken
      where w.bureau_id = p_bureau and w.limit_id = leg.limit_id and w.cadre_id = o.cadre_id
        and w.window_start = leg.window_start and w.room >= leg.taken;
    if not found then
      perform ledger.take_window(p_bureau, leg.limit_id, o.cadre_id, leg.window_start, leg.cap, leg.taken, p_order);
    end if;
  end loop;
  update ledger.commitment m set committed = m.committed + p_amount, room = m.room - p_amount
    where m.bureau_id = p_bureau and m.contract_id = o.contract_id and m.room >= p_amount;
  if not found then
    perform ledger.commit_contracts(p_bureau, array[o.contract_id], array[p_amount]);
  end if;
  with moved as (
    insert into ledger.balance as b (bureau_id, fund_id) values (p_bureau, p_fund)
      on conflict (bureau_id, fund_id) do update
        set reserved = b.reserved + p_amount, available = b.available - p_amount, seq = b.seq + 1
        where b.available >= p_amount
      returning b.owner_unit_id, b.seq
  )
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_reserved,
      effective_on, period, posted_at, actor, document, key)
    select p_bureau, p_share, p_fund, m.owner_unit_id, m.seq, 'reserve', p_share, p_amount,
        p_effective, p_period, p_at, p_actor, o.number, p_key
      from moved m where m.seq > 0;
  if not found then
    perform ledger.refuse_post(p_bureau, 'reserve', p_key, array[p_fund], array[p_amount]);
  end if;
  return '{"orders": 1, "postings": 1}'::jsonb;
end $$`;

/** Category and measure as the order's item has them, the types of its money as its funds have them. */
export const FROM_REGISTERS = `\
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.amount_fen, s.number,
      i.category, i.measure, t.type, t.types
    into o from public.service_order s join public.item i on i.bureau_id = p_bureau and i.id = s.item_id
    cross join lateral (select array_agg(f.type) as types, max(f.type) filter (where f.id = p_fund) as type
      from public.order_fund n join public.fund f on f.bureau_id = p_bureau and f.id = n.fund_id
      where n.bureau_id = p_bureau and n.order_id = s.id) t
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved';`;

/** The same where both stand beside the order. */
export const FROM_THE_ORDER = `\
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.amount_fen, s.number,
      s.category, s.measure, t.type, t.types
    into o from public.service_order s
    cross join lateral (select array_agg(n.type) as types, max(n.type) filter (where n.fund_id = p_fund) as type
      from public.order_fund n where n.bureau_id = p_bureau and n.order_id = s.id) t
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved';`;
