import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FROM_REGISTERS, FROM_THE_ORDER, reserveOrder } from './ledger-reserve-order';
import { asLedgerOwner, runAll } from './sql';

/**
 * What decides which limits count an order stands in the order and beside its funds, and is kept true by keys that
 * follow the registers: a reservation reads two tables where it read four.
 */
const COLUMNS = [
  'alter table service_order add column category text, add column measure text',
  'alter table order_fund add column type text',
];

/** What was stored before is filled in and checked; the owner of the tables is bound by their policies otherwise. */
const TABLES = ['service_order', 'order_fund', 'item', 'fund'];
const EARLIER = [
  `update service_order o set category = i.category, measure = i.measure from item i
    where i.bureau_id = o.bureau_id and i.id = o.item_id`,
  `update order_fund n set type = f.type from fund f where f.bureau_id = n.bureau_id and f.id = n.fund_id`,
];

/** An item that is not there is refused by the key, as ever, and not for what it would have said. */
const NOTE_KIND = `
create function note_kind() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select i.category, i.measure into new.category, new.measure from public.item i
    where i.bureau_id = new.bureau_id and i.id = new.item_id;
  if not found then
    new.category := '';
    new.measure := '';
  end if;
  return new;
end $$`;

const NOTE_OWNER = `
create or replace function note_owner() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select f.owner_unit_id, f.type into new.owner_unit_id, new.type from public.fund f
    where f.bureau_id = new.bureau_id and f.id = new.fund_id;
  if not found then
    new.type := '';
  end if;
  return new;
end $$`;

const FORMER_NOTE_OWNER = `
create or replace function note_owner() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select f.owner_unit_id into new.owner_unit_id from public.fund f
    where f.bureau_id = new.bureau_id and f.id = new.fund_id;
  return new;
end $$`;

const KEYS = [
  'alter table service_order alter category set not null, alter measure set not null',
  'alter table order_fund alter type set not null',
  'alter table item add constraint item_kind unique (bureau_id, id, category, measure)',
  'alter table fund add constraint fund_type unique (bureau_id, id, type)',
  `alter table service_order drop constraint service_order_item_id_fkey,
    add constraint service_order_item_id_fkey foreign key (bureau_id, item_id, category, measure)
      references item (bureau_id, id, category, measure) on update cascade`,
  `alter table order_fund drop constraint order_fund_fund_id_fkey,
    add constraint order_fund_fund_id_fkey foreign key (bureau_id, fund_id, type)
      references fund (bureau_id, id, type) on update cascade`,
];

const FORMER_KEYS = [
  `alter table order_fund drop constraint order_fund_fund_id_fkey,
    add constraint order_fund_fund_id_fkey foreign key (bureau_id, fund_id) references fund (bureau_id, id)`,
  `alter table service_order drop constraint service_order_item_id_fkey,
    add constraint service_order_item_id_fkey foreign key (bureau_id, item_id) references item (bureau_id, id)`,
  'alter table fund drop constraint fund_type',
  'alter table item drop constraint item_kind',
  'alter table order_fund drop column type',
  'alter table service_order drop column category, drop column measure',
];

/** What a reservation asks of an order stands in its own rows. */
export class OrderKinds1763683200087 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ...COLUMNS,
      ...TABLES.map((table) => `alter table ${table} no force row level security`),
      ...EARLIER,
      NOTE_KIND,
      'revoke execute on function note_kind from public',
      'create trigger note_kind before insert on service_order for each row execute function note_kind()',
      NOTE_OWNER,
      ...KEYS,
      ...TABLES.map((table) => `alter table ${table} force row level security`),
    ]);
    await asLedgerOwner(db, () => runAll(db, [reserveOrder(FROM_THE_ORDER)]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [reserveOrder(FROM_REGISTERS)]));
    await runAll(db, [
      FORMER_NOTE_OWNER,
      'drop trigger note_kind on service_order',
      'drop function note_kind',
      ...FORMER_KEYS,
    ]);
  }
}
