import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/** A row as a list: the cheapest that PostgreSQL makes of one. Sums are texts: a number of JSON may be too short. */
const row = (...columns: string[]): string => `json_build_array(${columns.join(', ')})::text`;
const seconds = (column: string): string => `extract(epoch from ${column})::float8`;

const CADRE = row(
  ...['c.id', 'c.version', 'c.code', 'c.name', 'c.gender', 'c.unit_code', 'c.area', 'c.settlement'],
  ...['c.deceased_on', 'c.personal'],
);
const WORKER = row(
  ...['w.id', 'w.version', 'w.code', 'l.code', 'w.name', 'w.certified_until', 'w.joined_on', 'w.left_on'],
  'w.worker_id',
);
const STAY = row('s.id', 's.version', 's.kind', seconds('s.from_at'), seconds('s.to_at'));
/** Whether it counts as approved, and what it is still there for once it has ended. */
const ORDER = row(
  ...['o.id', 'o.number', 'o.contract_id', 'o.starts_on', 'o.ends_on', 'o.quantity_hundredths::text'],
  'o.used_hundredths::text',
  `(case o.status when 'cancelled' then coalesce(o.kept_hundredths, o.used_hundredths)
      else o.kept_hundredths end)::text`,
  ...['o.need', 'o.ordered_by', 'o.approved_by', seconds('o.approved_at'), 'o.unit_approved_by', 'o.status'],
  `(o.status in ('approved', 'accepted', 'in-service', 'completed')
      or (o.status = 'cancelled' and greatest(o.used_hundredths, o.kept_hundredths) > 0))`,
  ...['o.amount_fen::text', 'o.findings'],
);
/** A worker may have dozens: a list for each column is a third of the cost of a list for each row. */
const STANDING = [
  ...['v.number', seconds('v.started_at'), seconds('v.ended_at'), 'v.start_longitude', 'v.start_latitude'],
  ...['v.end_longitude', 'v.end_latitude', 'v.decided_seq::text'],
]
  .map((column) => `coalesce(array_to_json(array_agg(${column}))::text, '[]')`)
  .join(", ',',\n      ");

/** Several rows, without the brackets around them. */
const listed = (rows: string, order = ''): string => `coalesce(string_agg(${rows}, ','${order}), '')`;

/**
 * Hours that these workers spend at other bureaus. Range conditions make PostgreSQL plan anew at each call, in the hope
 * of a better plan: the index by worker is the best in any case, and planning took four times as long as looking.
 */
const WORKER_CLASHES = `
create or replace function worker_clashes(p_bureau uuid, p_workers uuid[], p_starts timestamptz[],
  p_ends timestamptz[])
returns table (asked bigint, from_at timestamptz, to_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan as $$
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    return;
  end if;
  for i in 1 .. cardinality(p_workers) loop
    return query
      select i::bigint, greatest(h.started_at, p_starts[i]), least(h.ended_at, p_ends[i])
        from public.worker_hours h where h.worker_id = p_workers[i] and h.bureau_id <> p_bureau
          and h.started_at < p_ends[i] and p_starts[i] < h.ended_at;
  end loop;
end $$`;

/**
 * All that a decision on a visit looks at and that changes from one to the next, at one moment: its order by number,
 * its cadre and worker by code, what the worker did around it here and elsewhere, and where its photos were seen
 * before. The stamp tells whether what is remembered of the agreement still stands.
 */
const VISIT_WORLD = `
create function visit_world(p_bureau uuid, p_order text, p_cadre text, p_worker text, p_item text,
  p_from timestamptz, p_to timestamptz, p_photos text[], p_starts timestamptz[], p_ends timestamptz[]) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan as $$
declare
  it record;
  cadre_of_order text := p_cadre;
  item_of_order text := p_item;
  stays text;
  funds text := '';
  standing text;
  seen text := '';
  clashes text := '';
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    raise exception 'a visit is judged in the bureau of the transaction' using errcode = 'LE401';
  end if;
  select c.id as cadre_id, ${CADRE} as cadre, w.worker_id, ${WORKER} as worker, i.id as item_id, o.id as order_id,
      o.cadre_id as order_cadre_id, o.item_id as order_item_id, ${ORDER} as ordered, g.stamp
    into it from (select 1) t
    left join public.cadre c on c.bureau_id = p_bureau and c.code = p_cadre
    left join public.worker_link w on w.bureau_id = p_bureau and w.code = p_worker
    left join public.provider_link l on l.bureau_id = p_bureau and l.id = w.provider_link_id
    left join public.item i on i.bureau_id = p_bureau and i.code = p_item
    left join public.service_order o on o.bureau_id = p_bureau and o.number = p_order
    left join public.register_stamp g on g.bureau_id = p_bureau
      and coalesce(current_setting('app.registers', true), '') = '';
  if it.order_cadre_id <> it.cadre_id then
    cadre_of_order := (select c.code from public.cadre c where c.bureau_id = p_bureau and c.id = it.order_cadre_id);
  end if;
  if it.order_item_id <> it.item_id then
    item_of_order := (select i.code from public.item i where i.bureau_id = p_bureau and i.id = it.order_item_id);
  end if;
  select ${listed(STAY)} into stays from public.stay s where s.bureau_id = p_bureau and s.cadre_id = it.cadre_id;
  if it.order_id is not null then
    select ${listed(row('f.code', 'n.share_fen::text'), ' order by n.position')} into funds
      from public.order_fund n join public.fund f on f.bureau_id = p_bureau and f.id = n.fund_id
      where n.bureau_id = p_bureau and n.order_id = it.order_id;
  end if;
  select concat(${STANDING})
    into standing from public.visit v
    where v.bureau_id = p_bureau and v.worker_code = p_worker and v.status in ('payable', 'part', 'billed', 'paid')
      and v.ended_at >= p_from and v.started_at <= p_to;
  if cardinality(p_photos) > 0 then
    select ${listed(row('s.sha256', 's.number'))} into seen
      from (select distinct on (p.sha256) p.sha256, v.number from public.visit_photo p
          join public.visit v on v.bureau_id = p_bureau and v.id = p.visit_id
          where p.bureau_id = p_bureau and p.sha256 = any (p_photos) and v.decided_seq is not null
          order by p.sha256, v.decided_seq) s;
  end if;
  if it.worker_id is not null and cardinality(p_starts) > 0 then
    select ${listed(row('k.asked', seconds('k.from_at'), seconds('k.to_at')))} into clashes
      from public.worker_clashes(p_bureau, array[it.worker_id], p_starts, p_ends) k;
  end if;
  return concat('{"cadre":', it.cadre, ',"cadreOfOrder":', to_json(cadre_of_order)::text, ',"worker":', it.worker,
    ',"itemId":', coalesce('"' || it.item_id || '"', 'null'), ',"itemOfOrder":', to_json(item_of_order)::text,
    ',"order":', it.ordered, ',"funds":[', funds, '],"stays":[', stays, '],"standing":[', standing, '],"seen":[',
    seen, '],"clashes":[', clashes, '],"stamp":"', it.stamp, '"}');
end $$`;

/** One call whose plans are kept: as one great statement it was a quarter of all that finishing a visit took. */
export class VisitWorld1763683200085 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      'grant create on schema public to songbai_clash',
      'set local role songbai_clash',
      WORKER_CLASHES,
      'reset role',
      'revoke create on schema public from songbai_clash',
    ]);
    await runAll(db, [
      VISIT_WORLD,
      'revoke execute on function visit_world from public',
      `grant execute on function visit_world to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      `alter function visit_world owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  /** The hours elsewhere stay as they are asked now: the older form says the same. */
  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function visit_world');
  }
}
