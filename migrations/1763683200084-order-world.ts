import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/** A row as a list: the cheapest that PostgreSQL makes of one. Sums are texts: a number of JSON may be too short. */
const row = (...columns: string[]): string => `json_build_array(${columns.join(', ')})::text`;

/** What an order that has ended is still there for. */
const KEPT = `(case o.status when 'cancelled' then coalesce(o.kept_hundredths, o.used_hundredths)
      else o.kept_hundredths end)::text`;

const ORDER = row(
  ...[
    'o.id',
    'o.bureau_id',
    'o.number',
    'o.status',
    'o.cadre_id',
    'o.contract_id',
    'o.item_id',
    'o.provider_id',
  ],
  ...['o.unit_id', 'o.starts_on', 'o.ends_on', 'o.quantity_hundredths::text', 'o.used_hundredths::text'],
  ...[KEPT, 'o.need', 'o.need_id', 'o.ordered_by', 'o.approved_by', 'o.approved_at'],
  ...['o.unit_approved_by', 'o.amount_fen::text', 'o.findings', 'o.channel', 'o.on_behalf_of', 'o.note'],
  ...['o.requested_at', 'o.ended_by', 'o.ended_at', 'o.end_reason'],
);
const CADRE = row(
  ...['c.id', 'c.version', 'c.code', 'c.name', 'c.gender', 'c.unit_code', 'c.area', 'c.settlement'],
  ...['c.deceased_on', 'c.personal'],
);
const FUND = row(
  ...['f.id', 'f.version', 'f.code', 'f.type', 'f.year', 'coalesce(b.allotted, 0)::text', 'f.owner_unit_id'],
  ...['(b.allotted - b.reserved - b.expended)::text', 'n.position'],
);
const APPROVAL = row(
  ...['a.party', 'a.party_id', 'a.approved_by', 'a.approver_name', 'a.approved_at', 'a.document'],
);

/** Several rows, without the brackets around them. */
const listed = (rows: string, order = ''): string => `coalesce(string_agg(${rows}, ','${order}), '')`;

/**
 * All that an approval looks at and that changes from one to the next, at one moment: the order, its cadre, its funds
 * with what is left of them, what is committed, the limits used; for a unit's fund also the cadres of that unit, whose
 * even treatment is judged. The stamp tells whether what is remembered of the agreement still stands.
 */
const ORDER_WORLD = `
create function order_world(p_bureau uuid, p_month text, p_order uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  it record;
  approvals text;
  held text := '';
  fund record;
  owner_codes text := '';
  people text := '';
  used text;
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    raise exception 'an order is judged in the bureau of the transaction' using errcode = 'LE401';
  end if;
  select ${ORDER} as found, ${CADRE} as cadre, o.cadre_id, o.starts_on, o.status <> 'requested' as may_hold,
      m.committed, p.state, s.stamp
    into it from public.service_order o
    join public.cadre c on c.bureau_id = p_bureau and c.id = o.cadre_id
    left join ledger.commitment m on m.bureau_id = p_bureau and m.contract_id = o.contract_id
    left join ledger.period p on p.bureau_id = p_bureau and p.month = p_month
    left join public.register_stamp s on s.bureau_id = p_bureau
      and coalesce(current_setting('app.registers', true), '') = ''
    where o.bureau_id = p_bureau and o.id = p_order;
  if not found then
    return null;
  end if;
  select ${listed(APPROVAL, ' order by a.approved_at, a.party')} into approvals
    from public.order_approval a where a.bureau_id = p_bureau and a.order_id = p_order;
  select ${listed(FUND, ' order by n.position')} as rows,
      array_agg(f.owner_unit_id) filter (where f.type in ('special-need', 'public')) as watched,
      array_agg(f.owner_unit_id) filter (where f.owner_unit_id is not null) as owners
    into fund from public.order_fund n join public.fund f on f.bureau_id = p_bureau and f.id = n.fund_id
    left join ledger.balance b on b.bureau_id = p_bureau and b.fund_id = n.fund_id
    where n.bureau_id = p_bureau and n.order_id = p_order;
  if fund.owners is not null then
    select ${listed(row('u.id', 'u.code'))} into owner_codes
      from public.unit u where u.bureau_id = p_bureau and u.id = any (fund.owners);
  end if;
  if fund.watched is not null then
    select ${listed(CADRE)} into people from public.cadre c
      where c.bureau_id = p_bureau and c.responsible_unit_id = any (fund.watched) and c.id <> it.cadre_id;
  end if;
  if it.may_hold then
    select ${listed(row('r.position', '(r.amount - r.released)::text'))} into held
      from ledger.reservation r where r.bureau_id = p_bureau and r.order_id = p_order;
  end if;
  select ${listed(row('l.code', 'w.window_start', 'w.used::text'))} into used
    from public.usage_limit l join ledger.limit_window w on w.bureau_id = p_bureau and w.limit_id = l.id
      and w.cadre_id = it.cadre_id
      and w.window_start between date_trunc('year', it.starts_on::timestamp)::date and it.starts_on
    where l.bureau_id = p_bureau;
  return concat('{"order":', it.found, ',"approvals":[', approvals, '],"funds":[', fund.rows, '],"owners":[',
    owner_codes, '],"held":[', held, '],"cadres":[', it.cadre, case when people <> '' then ',' end, people,
    '],"used":[', used, '],"committed":', coalesce('"' || it.committed || '"', 'null'), ',"period":',
    coalesce('"' || it.state || '"', 'null'), ',"stamp":"', it.stamp, '"}');
end $$`;

/** One call whose plans are kept: as one great statement it took longer than all that an approval writes. */
export class OrderWorld1763683200084 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      ORDER_WORLD,
      'revoke execute on function order_world from public',
      `grant execute on function order_world to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      `alter function order_world owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function order_world');
  }
}
