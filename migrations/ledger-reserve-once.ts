/** What a single reservation answers, now and whenever its key comes again. */
const DONE = `'{"orders": 1, "postings": 1}'::jsonb`;

const claim = (ifFree: string, also: string): string => `
create or replace function ledger.claim(p_bureau uuid, p_scope text, p_key text, p_hash bytea, p_result jsonb)
returns jsonb language plpgsql as $$
declare
  stored record;
begin
  if p_bureau is null or p_bureau::text is distinct from current_setting('app.bureau', true) then
    raise exception 'bureau % is not in scope', p_bureau using errcode = 'LE401';
  end if;
  insert into ledger.idempotency (bureau_id, scope, key, request_hash, result)
    ${ifFree} on conflict do nothing;
  if found then
    return null;
  end if;
  select i.request_hash, i.result into stored from ledger.idempotency i
    where i.bureau_id = p_bureau and i.scope = p_scope and i.key = p_key${also};
  if stored.request_hash is distinct from p_hash then
    raise exception 'key % was used for another request', p_key using errcode = 'LE409';
  end if;
  return stored.result;
end $$`;

/** As it was when every key stood in one table. */
export const FORMER_CLAIM = claim('values (p_bureau, p_scope, p_key, p_hash, p_result)', '');

/**
 * Takes an idempotency key. Null: it was free, go on, and `p_result` is now its answer. Otherwise the stored answer. A
 * twin that comes at the same moment waits on the unique index until the first has committed. An order that was
 * reserved by itself has its key in its own row.
 */
export const CLAIM = claim(
  `select p_bureau, p_scope, p_key, p_hash, p_result where p_scope <> 'reserve' or not exists (
      select from ledger.reservation r where r.bureau_id = p_bureau and r.key = p_key)`,
  `
  union all select r.request_hash, ${DONE} from ledger.reservation r
    where p_scope = 'reserve' and r.bureau_id = p_bureau and r.key = p_key and r.request_hash is not null`,
);

/** What `reserve_order` answers where it wrote nothing: its stored answer, or why not. */
export const ANSWER_AGAIN = `
create function ledger.answer_again(p_bureau uuid, p_key text, p_hash bytea, p_order uuid, p_amount bigint)
returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  perform ledger.check_scope(p_bureau);
  if num_nulls(p_key, p_hash, p_order, p_amount) > 0 or p_amount <= 0
      or not exists (select from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = p_order) then
    raise exception 'a reservation lacks its key, order, day, fund or amount' using errcode = 'LE400';
  end if;
  answer := ledger.claim(p_bureau, 'reserve', p_key, p_hash, ${DONE});
  if answer is null then
    raise exception 'order % is already reserved', p_order using errcode = 'LE410';
  end if;
  return answer;
end $$`;

/**
 * One approved order with one share: the steps of `reserve` in the same order, row by row. The reservation's own row
 * holds the key and keeps others from the order, so it is the first that is written; `claim` and `gate` are called only
 * to answer again or to refuse. The fund's row and its posting are one statement, so that all of it is planned and
 * opened before the row is held.
 */
export const RESERVE_ORDER = `
create or replace function ledger.reserve_order(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_order uuid, p_effective date, p_share uuid, p_fund uuid, p_position int, p_amount bigint)
returns jsonb language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  o record;
  leg record;
begin
  if (p_bureau::text = current_setting('app.bureau', true) and p_amount > 0
      and num_nulls(p_key, p_hash, p_order, p_effective, p_share, p_fund, p_position, p_at, p_actor) = 0) is true then
    insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount, key, request_hash)
      values (p_bureau, p_share, p_order, p_fund, p_position, p_amount, p_key, p_hash)
      on conflict (bureau_id, order_id, ordinal) do nothing;
  end if;
  if not found then
    return ledger.answer_again(p_bureau, p_key, p_hash, p_order, p_amount);
  end if;
  perform from ledger.period_gate g where g.bureau_id = p_bureau and g.month = p_period
    and g.slot = pg_backend_pid() % 16 and g.state = 'open' for share;
  if not found then
    perform ledger.gate(p_bureau, p_period, 'open');
  end if;
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
    update ledger.limit_window w set used = w.used + leg.taken, room = w.room - leg.taken
      where w.bureau_id = p_bureau and w.limit_id = leg.limit_id and w.cadre_id = o.cadre_id
        and w.window_start = leg.window_start and w.room >= leg.taken;
    if not found then
      perform ledger.take_window(p_bureau, leg.limit_id, o.cadre_id, leg.window_start, leg.cap, leg.taken);
    end if;
  end loop;
  update ledger.commitment m set committed = m.committed + p_amount, room = m.room - p_amount
    where m.bureau_id = p_bureau and m.contract_id = o.contract_id and m.room >= p_amount;
  if not found then
    perform ledger.commit_contracts(p_bureau, array[o.contract_id], array[p_amount]);
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
  return ${DONE};
end $$`;

/**
 * What the stored rows say of these orders, in the order asked, and of their shares. Refuses what they do not bear out:
 * an order that is unknown, asked twice or not approved, or whose shares miss its amount. Where each order has one
 * share of its amount, in the same order, that is seen at once.
 */
export const READ_ORDERS = `
create or replace function ledger.read_orders(p_bureau uuid, p_orders uuid[], p_effective date[], p_share_orders uuid[],
  p_share_amounts bigint[], out cadres uuid[], out days date[], out quantities bigint[], out categories text[],
  out measures text[], out contracts uuid[], out amounts bigint[], out numbers text[],
  out share_days date[], out share_numbers text[])
language plpgsql as $$
declare
  wrong uuid;
  is_each boolean;
begin
  select array_agg(k.cadre_id), array_agg(k.starts_on), array_agg(k.quantity_hundredths), array_agg(k.category),
      array_agg(k.measure), array_agg(k.contract_id), array_agg(k.amount_fen), array_agg(k.number)
    into cadres, days, quantities, categories, measures, contracts, amounts, numbers
    from (select o.cadre_id, o.starts_on, o.quantity_hundredths, o.contract_id, o.amount_fen, o.number,
          o.category, o.measure
        from unnest(p_orders) with ordinality as u (id, ord)
        left join public.service_order o on o.bureau_id = p_bureau and o.id = u.id and o.status = 'approved'
        order by u.ord) k;
  is_each := (select count(distinct u.id) from unnest(p_orders) as u (id)) = cardinality(p_orders);
  if is_each and p_share_orders = p_orders and p_share_amounts = amounts then
    share_days := p_effective;
    share_numbers := numbers;
    return;
  end if;
  with asked as (
    select u.id, min(u.amount) as amount, count(*) as times
      from unnest(p_orders, amounts) as u (id, amount) group by u.id
  ), given as (
    select s.id, sum(s.amount)::bigint as total from unnest(p_share_orders, p_share_amounts) as s (id, amount)
      group by s.id
  )
  select coalesce(a.id, g.id) into wrong from asked a full join given g on g.id = a.id
    where a.times is distinct from 1 or a.amount is distinct from coalesce(g.total, 0) limit 1;
  if wrong is not null then
    raise exception 'order % is not approved, or its shares are not its amount', wrong using errcode = 'LE400';
  end if;
  select array_agg(k.day), array_agg(k.number) into share_days, share_numbers
    from (select e.day, e.number from unnest(p_share_orders) with ordinality as s (id, ord)
        join unnest(p_orders, p_effective, numbers) as e (id, day, number) on e.id = s.id order by s.ord) k;
end $$`;

/**
 * Reserves the shares of approved orders: all of them or none. What they are for is read from the stored rows, so that
 * what is reserved is what was approved. The shares of an order are numbered by their places: two for one place, or an
 * order that somebody else has reserved, are left out by the insert and so missed. It goes by order, so that two who
 * want the same orders do not wait for each other crosswise. The first share bears the key, so that no single
 * reservation can have it as well.
 */
export const RESERVE = `
create or replace function ledger.reserve(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_orders uuid[], p_effective date[], p_shares uuid[], p_share_orders uuid[], p_share_funds uuid[],
  p_share_positions int[], p_share_amounts bigint[])
returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  done constant jsonb := jsonb_build_object('orders', cardinality(p_orders), 'postings', cardinality(p_shares));
  answer jsonb := ledger.claim(p_bureau, 'reserve', p_key, p_hash, done);
  o record;
  stored bigint;
begin
  if answer is not null then
    return answer;
  end if;
  if cardinality(p_orders) > 200 then
    perform ledger.plan_for(cardinality(p_orders));
  end if;
  perform ledger.gate(p_bureau, p_period, 'open');
  o := ledger.read_orders(p_bureau, p_orders, p_effective, p_share_orders, p_share_amounts);
  insert into ledger.reservation (bureau_id, id, order_id, fund_id, position, amount, ordinal, key)
    select p_bureau, s.id, s.order_id, s.fund_id, s.position, s.amount,
        dense_rank() over (partition by s.order_id order by s.position) - 1,
        case s.id when p_shares[1] then p_key end
      from unnest(p_shares, p_share_orders, p_share_funds, p_share_positions, p_share_amounts)
        as s (id, order_id, fund_id, position, amount)
    on conflict (bureau_id, order_id, ordinal) do nothing;
  get diagnostics stored = row_count;
  if stored <> cardinality(p_shares) then
    raise exception 'order % is already reserved', (select min(r.order_id::text) from ledger.reservation r
      where r.bureau_id = p_bureau and r.order_id = any (p_orders) and r.id <> all (p_shares)) using errcode = 'LE410';
  end if;
  perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
    p_share_orders, p_share_funds, p_share_amounts);
  perform ledger.commit_contracts(p_bureau, o.contracts, o.amounts);
  if cardinality(p_shares) > 0 then
    perform ledger.post(p_bureau, 'reserve', p_key, p_period, p_actor, p_at, p_shares, p_share_funds, p_shares,
      p_share_amounts, o.share_days, o.share_numbers);
  end if;
  return done;
end $$`;
