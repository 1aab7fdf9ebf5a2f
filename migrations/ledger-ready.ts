/**
 * The limits that bind an order of a category and measure for money of a type, from one day to another, worked out
 * beforehand: what a reservation would ask of the register each time. A row is written when a limit or an item's kind
 * is, by whoever writes that and in his transaction; nobody reserves meanwhile. Where there is none the register is
 * asked: so it is where a limit in a quantity binds by the type of another fund that the order may name.
 */
export const READY_LIMITS = `create table ledger.ready_limits (
  bureau_id uuid     not null,
  category  text     not null,
  measure   text     not null,
  fund_type text     not null,
  since     date     not null,
  until     date     not null,
  limits    uuid[]   not null,
  windows   text[]   not null,
  caps      bigint[] not null,
  are_yuan  bool[]   not null,
  primary key (bureau_id, category, measure, fund_type, since)
)`;

const TYPES = `array['government-purchase', 'special-need', 'public', 'hardship-aid']`;

/** A day on which a limit begins, or the first after its end, begins a stretch of days on which nothing changes. */
export const MAKE_LIMITS_READY = `
create function ledger.make_limits_ready(p_bureau uuid) returns void
language plpgsql as $$
begin
  perform 1 from ledger.period p where p.bureau_id = p_bureau order by p.month for update;
  perform 1 from ledger.period_gate g where g.bureau_id = p_bureau order by g.month, g.slot for update;
  delete from ledger.ready_limits k where k.bureau_id = p_bureau;
  insert into ledger.ready_limits (bureau_id, category, measure, fund_type, since, until,
      limits, windows, caps, are_yuan)
    select p_bureau, k.category, k.measure, t.type, d.since, d.until,
        coalesce(array_agg(l.id order by l.id) filter (where l.id is not null), '{}'),
        coalesce(array_agg(l.window_kind order by l.id) filter (where l.id is not null), '{}'),
        coalesce(array_agg(l.cap_hundredths order by l.id) filter (where l.id is not null), '{}'),
        coalesce(array_agg(l.measure = 'yuan' order by l.id) filter (where l.id is not null), '{}')
      from (select distinct i.category, i.measure from public.item i where i.bureau_id = p_bureau) k
      cross join unnest(${TYPES}) as t (type)
      cross join (select b.day as since, coalesce(lead(b.day) over (order by b.day) - 1, 'infinity') as until
        from (select date '-infinity' as day
          union select v.valid_from from public.usage_limit v where v.bureau_id = p_bureau and v.valid_from is not null
          union select v.valid_to + 1 from public.usage_limit v
            where v.bureau_id = p_bureau and v.valid_to is not null) b) d
      left join lateral ledger.limits_in(p_bureau, array['yuan', k.measure], k.category, d.since, null) f
        on f.measure <> 'yuan' or f.fund_type is null or f.fund_type = t.type
      left join public.usage_limit l on l.bureau_id = p_bureau and l.id = f.limit_id
      group by k.category, k.measure, t.type, d.since, d.until
      having bool_and(f.fund_type is null or f.fund_type = t.type);
end $$`;

const keeper = (name: string, when: string): string => `
create function ledger.${name}() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if ${when} then
    perform ledger.make_limits_ready(coalesce(new.bureau_id, old.bureau_id));
  end if;
  return null;
end $$`;

/** An item's kind is worked out once: all items of a kind are bound alike. */
export const KEEPERS = [
  keeper('keep_limits_ready', 'true'),
  keeper(
    'keep_kinds_ready',
    `not exists (select from ledger.ready_limits k
      where k.bureau_id = new.bureau_id and k.category = new.category and k.measure = new.measure)`,
  ),
];

/**
 * What is reserved of an order and whose limits are not worked out, or whose fund is not its first: both are asked of
 * the registers, and the limits are counted under one by one.
 */
export const COUNT_ORDER = `
create function ledger.count_order(p_bureau uuid, p_order uuid, p_fund uuid, p_amount bigint,
  out contract_id uuid, out number text)
language plpgsql as $$
declare
  o record;
  leg record;
begin
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.number, s.category, s.measure, n.type
    into o from public.service_order s
    join public.order_fund n on n.bureau_id = p_bureau and n.order_id = p_order and n.fund_id = p_fund
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved' and s.amount_fen = p_amount;
  if not found then
    raise exception 'order % is not approved, or its shares are not its amount of its funds', p_order
      using errcode = 'LE400';
  end if;
  for leg in
    select f.limit_id, f.window_start, f.cap,
        case f.measure when 'yuan' then p_amount else o.quantity_hundredths end as taken
      from ledger.limits_in(p_bureau, array['yuan', o.measure], o.category, o.starts_on, null) f
      where case f.measure when 'yuan' then f.fund_type is null or f.fund_type = o.type
        else o.quantity_hundredths > 0 and (f.fund_type is null or f.fund_type = o.type
          or ledger.names_type(p_bureau, p_order, f.fund_type)) end
      order by f.limit_id, f.window_start
  loop
    perform ledger.take_window(p_bureau, leg.limit_id, o.cadre_id, leg.window_start, leg.cap, leg.taken);
  end loop;
  contract_id := o.contract_id;
  number := o.number;
end $$`;

/**
 * One approved order with one share: the steps of `reserve` in the same order, row by row. The reservation's own row
 * holds the key and keeps others from the order, so it is the first that is written; `claim` and `gate` are called only
 * to answer again or to refuse. Behind the gate the order is read with the limits that bind it, in one look. Who
 * reserves waits for his turn at a fund before he asks for its row: of those who wait at the row itself all are woken
 * each time it moves on. The fund's row and its posting are one statement, so that all of it is planned and opened
 * before the row is held.
 */
export const RESERVE_ORDER = `
create or replace function ledger.reserve_order(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  o record;
  taken bigint;
begin
  if (p_bureau::text = current_setting('app.bureau', true) and p_amount > 0
      and num_nulls(p_key, p_hash, p_order, p_effective, p_share, p_fund, p_position, p_at, p_actor) = 0) is true then
    insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount, key, request_hash)
      values (p_bureau, p_share, p_order, p_fund, p_position, p_amount, p_key, p_hash)
      on conflict do nothing;
  end if;
  if not found then
    return ledger.answer_again(p_bureau, p_key, p_hash, p_order, p_amount);
  end if;
  perform from ledger.period_gate g where g.bureau_id = p_bureau and g.month = p_period
    and g.slot = pg_backend_pid() % 16 and g.state = 'open' for share;
  if not found then
    perform ledger.gate(p_bureau, p_period, 'open');
  end if;
  select s.cadre_id, s.contract_id, s.starts_on, s.quantity_hundredths, s.number,
      k.limits, k.windows, k.caps, k.are_yuan
    into o from public.service_order s
    join ledger.ready_limits k on k.bureau_id = p_bureau and k.category = s.category and k.measure = s.measure
      and k.fund_type = s.first_fund_type and k.since <= s.starts_on and k.until >= s.starts_on
    where s.bureau_id = p_bureau and s.id = p_order and s.status = 'approved' and s.amount_fen = p_amount
      and s.first_fund_id = p_fund and s.quantity_hundredths > 0;
  if not found then
    o := ledger.count_order(p_bureau, p_order, p_fund, p_amount);
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
  update ledger.commitment m set committed = m.committed + p_amount, room = m.room - p_amount
    where m.bureau_id = p_bureau and m.contract_id = o.contract_id and m.room >= p_amount;
  if not found then
    perform ledger.commit_contracts(p_bureau, array[o.contract_id], array[p_amount]);
  end if;
  -- order at the fund, no guard of it
  if pg_advisory_xact_lock(uuid_hash_extended(p_fund, 0)) is null then
    return null;
  end if;
  with moved as (
    update ledger.balance b
      set reserved = b.reserved + p_amount, available = b.available - p_amount, seq = b.seq + 1
      where b.bureau_id = p_bureau and b.fund_id = p_fund and b.available >= p_amount
      returning b.owner_unit_id, b.seq
  )
  insert into ledger.journal (bureau_id, id, fund_id, owner_unit_id, seq, kind, reservation_id, d_reserved,
      effective_on, period, posted_at, actor, document, key)
    select p_bureau, p_share, p_fund, m.owner_unit_id, m.seq, 'reserve', p_share, p_amount,
        p_effective, p_period, p_at, p_actor, o.number, p_key
      from moved m;
  if not found then
    perform ledger.refuse_post(p_bureau, 'reserve', p_key, array[p_fund], array[p_amount]);
  end if;
  return '{"orders": 1, "postings": 1}'::jsonb;
end $$`;
