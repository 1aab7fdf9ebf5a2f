import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { oneOf, runAll, toShared, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/**
 * What an order has besides, when it is asked for on the platform and not in a folder. `note` is sealed, because it may
 * tell how somebody is. Who refused, declined or cancelled it, and why, stands beside its status.
 */
const ORDER_COLUMNS = `
alter table service_order
  add column channel      text check (${oneOf('channel', 'online', 'phone', 'paper', 'card')}),
  add column on_behalf_of text,
  add column note         bytea,
  add column need_id      uuid,
  add column requested_at timestamptz,
  add column ended_by     text,
  add column ended_at     timestamptz,
  add column end_reason   text,
  add constraint service_order_end check ((ended_by is null) = (ended_at is null)
    and (ended_by is null) = (end_reason is null)),
  add constraint service_order_orderer unique (bureau_id, id, ordered_by)`;

/**
 * One row for each party that approved: the bureau, and each unit whose fund is named. `party_id` is the bureau's or
 * the unit's id, so each party approves once. A seal on paper names its document, and who entered it. Whoever ordered
 * approves for nobody; the key makes sure that it is the order's own orderer who is compared.
 */
const ORDER_APPROVAL = `
create table order_approval (
  bureau_id     uuid        not null,
  order_id      uuid        not null,
  party_id      uuid        not null,
  party         text        not null check (${oneOf('party', 'bureau', 'unit')}),
  ordered_by    text        not null,
  approved_by   text        not null,
  approver_name text        not null,
  approved_at   timestamptz not null,
  document      text check (document <> ''),
  scan          text,
  primary key (bureau_id, order_id, party_id),
  constraint order_approval_party check ((party = 'bureau') = (party_id = bureau_id)),
  constraint order_approval_seal check (party = 'unit' or document is null),
  constraint order_approval_scan check (scan is null or document is not null),
  constraint order_approval_two_persons check (approved_by <> ordered_by)
)`;

/** How many numbers of a kind and year a bureau has given out. */
const PAPER_COUNTER = `
create table paper_counter (
  bureau_id uuid   not null,
  kind      text   not null check (${oneOf('kind', 'order', 'visit')}),
  year      int    not null,
  last      bigint not null check (last > 0),
  primary key (bureau_id, kind, year)
)`;

/** The next number of a kind of paper, such as DD-2026-000123; one that came in a folder is passed over. */
const NEXT_PAPER_NUMBER = `
create function next_paper_number(p_bureau uuid, p_kind text, p_year int) returns text
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  taken bigint;
  given text;
begin
  loop
    insert into public.paper_counter as c (bureau_id, kind, year, last) values (p_bureau, p_kind, p_year, 1)
      on conflict (bureau_id, kind, year) do update set last = c.last + 1 returning c.last into taken;
    given := case p_kind when 'order' then 'DD' else 'JL' end || '-' || p_year || '-'
      || lpad(taken::text, greatest(6, length(taken::text)), '0');
    exit when p_kind = 'order'
      and not exists (select from public.service_order o where o.bureau_id = p_bureau and o.number = given);
    exit when p_kind = 'visit'
      and not exists (select from public.visit v where v.bureau_id = p_bureau and v.number = given);
  end loop;
  return given;
end $$`;

const ACTORS = ['bureau', 'system'] as const;

/** Orders as they are asked for and approved on the platform. */
export class OrdersOnline1763683200018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [ORDER_COLUMNS, ORDER_APPROVAL, PAPER_COUNTER]);
    await runAll(db, [
      withinBureau('service_order', 'need_id', 'need'),
      `alter table order_approval add constraint order_approval_order_fkey
        foreign key (bureau_id, order_id, ordered_by) references service_order (bureau_id, id, ordered_by)`,
      toShared('paper_counter', 'bureau_id', 'bureau'),
      'create index service_order_need on service_order (bureau_id, need_id) where need_id is not null',
      'create index service_order_of_provider on service_order (provider_id, number, id)',
      'create index service_order_of_unit on service_order (unit_id, number, id)',
      `create trigger append_only before update or delete on order_approval
        for each row execute function public.refuse_change('order_approval is append-only')`,
    ]);
    await runAll(db, [
      NEXT_PAPER_NUMBER,
      'revoke execute on function next_paper_number from public',
      `grant execute on function next_paper_number to ${ACTORS.map(roleOf).join(', ')}`,
    ]);
    await runAll(db, ['order_approval', 'paper_counter'].flatMap(secure));
    await runAll(db, [
      ...ACTORS.flatMap((actor) => [
        ...allow(actor, ['select', 'insert'], 'order_approval', IN_BUREAU),
        ...allow(actor, ['select', 'insert', 'update'], 'paper_counter', IN_BUREAU),
      ]),
      ...(['supervisor', 'auditor'] as const).flatMap((actor) =>
        allow(actor, ['select'], 'order_approval', IN_BUREAU),
      ),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop function next_paper_number',
      'drop table order_approval, paper_counter',
      'drop index service_order_of_provider, service_order_of_unit',
      `alter table service_order drop constraint service_order_end, drop constraint service_order_orderer,
        drop column channel, drop column on_behalf_of, drop column note, drop column need_id,
        drop column requested_at, drop column ended_by, drop column ended_at, drop column end_reason`,
    ]);
  }
}
