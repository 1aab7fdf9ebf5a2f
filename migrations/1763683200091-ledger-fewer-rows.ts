import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LedgerReadOrders1763683200055 } from './1763683200055-ledger-read-orders';
import { LedgerReservedOnce1763683200088 } from './1763683200088-ledger-reserved-once';
import { REBUILD_LIMIT_WINDOWS as FORMER_REBUILD } from './ledger-ceiling-room';
import * as derived from './ledger-limits-derived';
import { LIMITS_IN as FORMER_LIMITS_IN } from './ledger-limits-in';
import * as once from './ledger-reserve-once';
import * as former from './ledger-window-room';
import { allow, allowLedgerOwner, inScope, secure } from './policy';
import { asLedgerOwner, runAll } from './sql';

/**
 * `ordinal` is the place of a share among those of its order, from 0: whoever comes second for an order finds 0 taken,
 * whatever place he names. `key` is the key under which it was reserved, on the first share of a request; with its
 * `request_hash` where the row is all that says so. `unused` is how much of its quantity the order has given back.
 */
const COLUMNS = `alter table ledger.reservation add column ordinal ledger.share_place not null default 0,
  add column unused ledger.share_part not null default 0, add column key ledger.key, add column request_hash bytea`;

/** The key of a request stands in its postings; one of its shares had it as well. */
export const KEYS_OF_JOURNAL = `update ledger.reservation r set key = k.key
  from (select distinct on (j.bureau_id, j.key) j.bureau_id, j.id, j.key from ledger.journal j
      where j.kind = 'reserve' order by j.bureau_id, j.key, j.id) k
  where r.bureau_id = k.bureau_id and r.id = k.id`;

const EARLIER = [
  `update ledger.reservation r set ordinal = k.ordinal
    from (select s.bureau_id, s.id, dense_rank() over (partition by s.bureau_id, s.order_id order by s.position) - 1
        as ordinal from ledger.reservation s) k
    where r.bureau_id = k.bureau_id and r.id = k.id and k.ordinal > 0`,
  KEYS_OF_JOURNAL,
  `update ledger.reservation r set unused = o.quantity_hundredths - coalesce(o.kept_hundredths, o.used_hundredths)
    from public.service_order o
    where o.bureau_id = r.bureau_id and o.id = r.order_id and r.ordinal = 0 and o.status = 'cancelled'`,
];

const KEYS = [
  `alter table ledger.reservation drop constraint reservation_bureau_id_order_id_position_key,
    add constraint reservation_order unique (bureau_id, order_id, ordinal)`,
  'create unique index reservation_key on ledger.reservation (bureau_id, key) where key is not null',
];

export const keepReservation = (rule: string): string => `
create or replace function ledger.keep_reservation() returns trigger language plpgsql as $$
begin
  if ${rule} then
    return new;
  end if;
  raise exception 'a row of ledger.reservation violates constraint "reservation_used_once"'
    using errcode = 'check_violation', constraint = 'reservation_used_once', schema = 'ledger', table = 'reservation';
end $$`;

export const IS_USED_ONCE = 'new.expended + new.released <= new.amount';
export const IS_USED_ONCE_AND_SAME = `${IS_USED_ONCE}
    and (new.order_id, new.ordinal, new.key, new.request_hash)
      is not distinct from (old.order_id, old.ordinal, old.key, old.request_hash)`;

/** What orders take of which windows is what the rules say of them, so it is not stored beside them. */
const GONE = [
  'drop function ledger.short_limits, ledger.take_window, ledger.take_limits',
  'drop table ledger.reservation_limit',
  'drop function ledger.keep_reservation_limit',
  'drop domain ledger.leg_part, ledger.leg_amount',
];

const FUNCTIONS = [
  ...[keepReservation(IS_USED_ONCE_AND_SAME), derived.LIMITS_IN, derived.NAMES_TYPE, derived.REFUSE_WINDOW],
  ...[derived.TAKE_WINDOW, derived.TAKE_LIMITS, derived.GIVE_BACK_LIMITS, derived.REBUILD_LIMIT_WINDOWS],
  ...[once.CLAIM, once.ANSWER_AGAIN, once.READ_ORDERS, once.RESERVE_ORDER, once.RESERVE],
];

const LEGS = 'ledger.reservation_limit';
const FORMER_LEGS = [
  'create domain ledger.leg_part as bigint constraint reservation_limit_released_once check (value >= 0)',
  'create domain ledger.leg_amount as bigint constraint reservation_limit_released_once check (value > 0)',
  `create table ${LEGS} (
    bureau_id    uuid              not null,
    source_id    uuid              not null,
    limit_id     uuid              not null,
    order_id     uuid              not null,
    cadre_id     uuid              not null,
    window_start date              not null,
    amount       ledger.leg_amount not null,
    released     ledger.leg_part   not null default 0,
    primary key (bureau_id, order_id, source_id, limit_id)
  ) with (fillfactor = 70)`,
  `create function ledger.keep_reservation_limit() returns trigger language plpgsql as $$
begin
  if new.released <= new.amount then
    return new;
  end if;
  raise exception 'a row of ledger.reservation_limit violates constraint "reservation_limit_released_once"'
    using errcode = 'check_violation', constraint = 'reservation_limit_released_once', schema = 'ledger',
      table = 'reservation_limit';
end $$`,
  `create trigger reservation_limit_released_once before update on ${LEGS}
    for each row execute function ledger.keep_reservation_limit()`,
  ...secure(LEGS),
  ...(['bureau', 'system', 'auditor'] as const).flatMap((actor) =>
    allow(actor, ['select'], LEGS, inScope('bureau_id', 'app.bureau')),
  ),
  `grant select on ${LEGS} to songbai_act_supervisor`,
  `create policy of_supervisor on ${LEGS} for select to songbai_act_supervisor
    using (bureau_id = any (current_setting('app.party')::uuid[]))`,
  allowLedgerOwner(LEGS).replaceAll(inScope('bureau_id', 'app.bureau'), 'true'),
  `insert into ${LEGS} (bureau_id, source_id, limit_id, order_id, cadre_id, window_start, amount)
    select b.bureau_id, g.source_id, g.limit_id, g.order_id, g.cadre_id, g.window_start, g.amount
      from (select r.bureau_id, array_agg(distinct r.order_id) as orders from ledger.reservation r
        group by r.bureau_id) b cross join lateral ledger.limit_legs(b.bureau_id, b.orders) g`,
];

const FORMER_TABLES = [
  `insert into ledger.idempotency (bureau_id, scope, key, request_hash, result)
    select r.bureau_id, 'reserve', r.key, r.request_hash, '{"orders": 1, "postings": 1}' from ledger.reservation r
      where r.request_hash is not null`,
  'alter table ledger.reservation drop column ordinal, drop column unused, drop column key, drop column request_hash',
  'alter table ledger.reservation add unique (bureau_id, order_id, position)',
];

const NEWER = [
  'drop function ledger.refuse_window, ledger.names_type, ledger.answer_again, ledger.take_window, ledger.take_limits',
  ...[FORMER_LIMITS_IN, former.TAKE_LIMITS, former.TAKE_WINDOW, former.GIVE_BACK_LIMITS, former.SHORT_LIMITS],
  ...[FORMER_REBUILD, once.FORMER_CLAIM, keepReservation(IS_USED_ONCE)],
];

/** A reservation writes two rows less: neither its key nor what it takes of limits has a row of its own. */
export class LedgerFewerRows1763683200091 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [COLUMNS, ...EARLIER, ...KEYS, ...GONE, ...FUNCTIONS]));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [...FORMER_LEGS, ...NEWER, ...FORMER_TABLES]));
    await new LedgerReadOrders1763683200055().up(db);
    await new LedgerReservedOnce1763683200088().up(db);
  }
}
