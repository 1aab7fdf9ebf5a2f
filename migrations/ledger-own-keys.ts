/** What a single reservation answers, now and whenever it is asked again. */
const DONE = `'{"orders": 1, "postings": 1}'::jsonb`;

/** What `reserve_order` answers where it wrote nothing: its stored answer, or why not. */
export const ANSWER_AGAIN = `
create function ledger.answer_again(p_bureau uuid, p_hash bytea, p_order uuid, p_amount bigint)
returns jsonb language plpgsql as $$
declare
  stored record;
begin
  perform ledger.check_scope(p_bureau);
  select r.request_hash as hash into stored from ledger.reservation r
    where r.bureau_id = p_bureau and r.order_id = p_order and r.ordinal = 0;
  if not found or num_nulls(p_hash, p_amount) > 0 or p_amount <= 0 then
    raise exception 'a reservation lacks its content, order, day, moment, fund or amount, or its share is known'
      using errcode = 'LE400';
  end if;
  if stored.hash is distinct from p_hash then
    raise exception 'order % is already reserved', p_order using errcode = 'LE410';
  end if;
  return ${DONE};
end $$`;

/**
 * One approved order with one share: the steps of `reserve` in the same order, row by row. The order is its key: its
 * reservation's own row keeps others from it and holds the hash of what was asked, so it is the first that is written.
 * The order is read with the limits that bind it, in one look. Its contract's row is the gate: where it does not let
 * the month pass, or has turned to other limits since that look, or has no room, it is held and all is asked of the
 * registers behind it. Who reserves waits for his turn at a fund before he asks for its row: of
 * those who wait at the row itself all are woken each time it moves on. The row and its posting are two statements:
 * what joins them costs more than a second one.
 */
export const RESERVE_ORDER = `
create function ledger.reserve_order(
  p_bureau uuid, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  o record;
  taken bigint;
  moved record;
begin
  if (p_bureau::text = current_setting('app.bureau', true) and p_amount > 0
      and num_nulls(p_hash, p_order, p_share, p_fund, p_position, p_actor) = 0
      and p_effective between '2000-01-01' and '2999-12-31' and isfinite(p_at)) is true then
    insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount, request_hash)
      values (p_bureau, p_share, p_order, p_fund, p_position, p_amount, p_hash)
      on conflict do nothing;
  end if;
  if not found then
    return ledger.answer_again(p_bureau, p_hash, p_order, p_amount);
  end if;
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.number,
      k.limits, k.windows, k.caps, k.are_yuan, k.edition
    into o from public.service_order s
    join ledger.ready_limits k on k.bureau_id = p_bureau and k.category = s.category and k.measure = s.measure
      and k.fund_type = s.first_fund_type and k.since <= s.starts_on and k.until >= s.starts_on
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved' and s.amount_fen = p_amount
      and s.first_fund_id = p_fund and s.quantity_hundredths > 0;
  update ledger.commitment m set committed = m.committed + p_amount, room = m.room - p_amount
    where m.bureau_id = p_bureau and m.contract_id = o.contract_id and m.room >= p_amount
      and m.edition = o.edition and p_period = any (m.open_months);
  if not found then
    o := ledger.count_order(p_bureau, p_order, p_fund, p_amount, p_period);
  else
    for i in 1 .. cardinality(o.limits) loop
      taken := case when o.are_yuan[i] then p_amount else o.quantity_hundredths end;
      update ledger.limit_window w set used = w.used + taken, room = w.room - taken
        where w.bureau_id = p_bureau and w.limit_id = o.limits[i] and w.cadre_id = o.cadre_id
          and w.window_start = date_trunc(o.windows[i], o.starts_on::timestamp)::date and w.room >= taken;
      if not found then
        perform ledger.take_window(p_bureau, o.limits[i], o.cadre_id,
          date_trunc(o.windows[i], o.starts_on::timestamp)::date, o.caps[i], taken);
      end if;
    end loop;
  end if;
  -- order at the fund, no guard of it
  if pg_advisory_xact_lock(uuid_hash_extended(p_fund, 0)) is null then
    return null;
  end if;
  update ledger.balance b
    set reserved = b.reserved + p_amount, available = b.available - p_amount, seq = b.seq + 1
    where b.bureau_id = p_bureau and b.fund_id = p_fund and b.available >= p_amount
    returning b.owner_unit_id, b.seq into moved;
  if not found then
    perform ledger.refuse_post(p_bureau, 'reserve', p_order::text, array[p_fund], array[p_amount]);
  end if;
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_reserved,
      effective_on, period, posted_at, actor, document, key)
    values (p_bureau, p_share, p_fund, moved.owner_unit_id, moved.seq, 'reserve', p_share, p_amount,
      p_effective, p_period, p_at, p_actor, o.number, p_order::text);
  return ${DONE};
end $$`;

/** A batch has its key in `idempotency` alone: what of `reserve` said it of a share as well, and what is left. */
export const KEY_OF_SHARES: readonly (readonly [before: string, now: string])[] = [
  ['amount, ordinal, key)', 'amount, ordinal)'],
  [
    `- 1,
        case s.id when p_shares[1] then p_key end`,
    '- 1',
  ],
];
