import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ActorRole, allow, allowLedgerOwner, inScope, secure } from './policy';
import { asLedgerOwner, isMonth, oneOf, runAll, toShared, withinBureau } from './sql';

const TABLES = ['ledger.period_event', 'ledger.day_total', 'ledger.seal', 'ledger.head'];
const READERS: ActorRole[] = ['bureau', 'system', 'supervisor', 'auditor'];

/**
 * Every kind says in one line what it may move and what it must name. A function, because the text of a CHECK is read
 * again by every statement: as a CASE in the CHECK this was a quarter of the time of a reservation.
 */
const IS_POSTING = `
create function ledger.is_posting(kind text, reservation uuid, refers uuid, origin int, manner text,
  a bigint, r bigint, e bigint, p bigint)
returns boolean language plpgsql immutable as $$
begin
  if kind = 'reserve' then
    return r > 0 and a = 0 and e = 0 and p = 0 and num_nulls(reservation, refers, origin, manner) = 3
      and reservation is not null;
  end if;
  if (reservation is not null) is distinct from (kind in ('expend', 'release', 'reverse', 'recover'))
    or (refers is not null) is distinct from (kind in ('reverse', 'recover', 'unpay'))
    or (origin is not null) is distinct from (kind in ('carry-out', 'carry-in', 'lapse'))
    or (manner is not null) is distinct from (kind = 'recover') or manner not in ('deducted', 'returned') then
    return false;
  end if;
  return case kind
    when 'expend'    then a = 0  and e > 0 and r = -e and p = 0
    when 'release'   then a = 0  and r < 0 and e = 0 and p = 0
    when 'reverse'   then a = 0  and e < 0 and r = -e and p = 0
    when 'recover'   then a = 0  and r = 0 and e < 0 and p = e
    when 'pay'       then a = 0  and r = 0 and e = 0 and p > 0
    when 'unpay'     then a = 0  and r = 0 and e = 0 and p < 0
    when 'allot'     then a <> 0 and r = 0 and e = 0 and p = 0
    when 'carry-in'  then a > 0  and r = 0 and e = 0 and p = 0
    when 'carry-out' then a < 0  and r = 0 and e = 0 and p = 0
    when 'lapse'     then a < 0  and r = 0 and e = 0 and p = 0
    else false end;
end $$`;

/**
 * `refers_to` is the posting that this one takes back, `origin_year` the year in which carried money was first
 * allotted,
 * `manner` how money came back after payment.
 */
const JOURNAL = [
  IS_POSTING,
  `alter table ledger.journal add column refers_to uuid, add column origin_year int, add column manner text`,
  `alter table ledger.journal drop constraint journal_reservation, drop constraint journal_balanced`,
  `alter table ledger.journal add constraint journal_balanced check (ledger.is_posting(kind, reservation_id, refers_to,
    origin_year, manner, d_allotted, d_reserved, d_expended, d_paid))`,
  // Partial, so that the postings of every day do not pay for the rare ones.
  `create unique index journal_reversed_once on ledger.journal (bureau_id, refers_to) where kind = 'reverse'`,
  `create index journal_refers_to on ledger.journal (bureau_id, refers_to) where refers_to is not null`,
  `create index journal_allotted on ledger.journal (bureau_id, fund_id) where d_allotted <> 0`,
  `drop index ledger.journal_owner`,
  `create index journal_owner on ledger.journal (owner_unit_id) where owner_unit_id is not null`,
  withinBureau('ledger.journal', 'refers_to', 'ledger.journal'),
];

/**
 * Keys that every posting paid for and that cannot fail: the verbs read the very rows in the same transaction, nobody
 * may
 * delete one, and the room has no other writer. `songbai verify` asks the same questions of what is stored.
 */
const PAID_PER_POSTING: readonly [table: string, column: string, target: string][] = [
  ['ledger.reservation', 'order_id', 'service_order'],
  ['ledger.reservation', 'fund_id', 'fund'],
  ['ledger.reservation_limit', 'order_id', 'service_order'],
  ['ledger.reservation_limit', 'limit_id', 'usage_limit'],
  ['ledger.journal', 'reservation_id', 'ledger.reservation'],
];

const DROPPED_KEYS = [
  'alter table ledger.idempotency drop constraint idempotency_bureau_id_fkey',
  'alter table ledger.journal drop constraint journal_key_fkey',
  ...PAID_PER_POSTING.map(
    ([table, column]) =>
      `alter table ${table} drop constraint ${table.replace('ledger.', '')}_${column}_fkey`,
  ),
];

const RESTORED_KEYS = [
  toShared('ledger.idempotency', 'bureau_id', 'bureau'),
  `alter table ledger.journal add constraint journal_key_fkey
    foreign key (bureau_id, kind, key) references ledger.idempotency (bureau_id, scope, key)`,
  ...PAID_PER_POSTING.map(([table, column, target]) => withinBureau(table, column, target)),
];

/** What happened to a month. A close counts its postings, so that a later one shows; `version` counts the closes. */
const PERIOD_EVENT = `
create table ledger.period_event (
  bureau_id uuid        not null,
  id        uuid        not null,
  month     text        not null check (${isMonth('month')}),
  version   int         not null check (version > 0),
  action    text        not null check (${oneOf('action', 'soft', 'close', 'ask-reopen', 'reopen')}),
  actor     text        not null,
  acted_at  timestamptz not null,
  reason    text,
  postings  bigint,
  primary key (bureau_id, id),
  constraint period_event_reason check (action not in ('ask-reopen', 'reopen') or reason <> ''),
  constraint period_event_counted check ((postings is not null) = (action = 'close'))
)`;

/**
 * Sums of a fund's postings `after_seq` < seq <= `upto_seq`, by the day they belong to. A cache: it makes old balances
 * cheap to ask for and never changes an answer. `last_posted_at` is the latest knowledge time among them and all
 * before.
 */
const DAY_TOTAL = `
create table ledger.day_total (
  bureau_id      uuid        not null,
  fund_id        uuid        not null,
  upto_seq       bigint      not null,
  effective_on   date        not null,
  after_seq      bigint      not null check (after_seq < upto_seq),
  last_posted_at timestamptz not null,
  allotted       bigint      not null,
  reserved       bigint      not null,
  expended       bigint      not null,
  paid           bigint      not null,
  primary key (bureau_id, fund_id, upto_seq, effective_on)
)`;

/** A sealed block of one fund's postings: the root of their hashes, chained to the block before; cut for one head. */
const SEAL = `
create table ledger.seal (
  bureau_id     uuid   not null,
  fund_id       uuid   not null,
  height        int    not null check (height > 0),
  head_height   int    not null check (head_height > 0),
  from_seq      bigint not null check (from_seq > 0),
  to_seq        bigint not null check (to_seq >= from_seq),
  root          bytea  not null,
  previous_hash bytea  not null,
  hash          bytea  not null,
  primary key (bureau_id, fund_id, height),
  unique (bureau_id, fund_id, from_seq)
)`;

/** The head over all funds of a bureau, chained too: who keeps one can prove any change of what came before it. */
const HEAD = `
create table ledger.head (
  bureau_id     uuid        not null,
  height        int         not null check (height >= 0),
  funds         int         not null,
  postings      bigint      not null,
  root          bytea       not null,
  previous_hash bytea       not null,
  hash          bytea       not null,
  sealed_at     timestamptz not null,
  primary key (bureau_id, height)
)`;

const GUARDED = ['ledger.period_event', 'ledger.seal', 'ledger.head'].map(
  (table) => `create trigger append_only before update or delete on ${table}
    for each row execute function ledger.refuse_change('${table} is append-only')`,
);

/** From when until when a limit counts orders, by their first day; both days are within it. */
const LIMIT_DATES = `alter table usage_limit add column valid_from date, add column valid_to date,
  add constraint usage_limit_in_order check (valid_to >= valid_from)`;

/** A key added to a table with policies is checked through them, and a policy without a scope is an error. */
const ANY_SCOPE = `select set_config('app.bureau', '00000000-0000-0000-0000-000000000000', true)`;

/** What reversals, payments, carrying over, closes and seals need; and what every posting is spared. */
export class LedgerTables1763683200020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(ANY_SCOPE);
    await db.query(LIMIT_DATES);
    await asLedgerOwner(db, async () => {
      await runAll(db, [...JOURNAL, ...DROPPED_KEYS, PERIOD_EVENT, DAY_TOTAL, SEAL, HEAD, ...GUARDED]);
      await runAll(db, TABLES.flatMap(secure));
      const scope = inScope('bureau_id', 'app.bureau');
      await runAll(
        db,
        TABLES.flatMap((table) => READERS.flatMap((actor) => allow(actor, ['select'], table, scope))),
      );
      await runAll(db, TABLES.map(allowLedgerOwner));
    });
  }

  /** A ledger that holds the new kinds cannot go back: the old CHECKs then refuse. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(ANY_SCOPE);
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop table ${TABLES.join(', ')}`,
        ...RESTORED_KEYS,
        'drop index ledger.journal_owner, ledger.journal_allotted',
        'create index journal_owner on ledger.journal (owner_unit_id)',
        `alter table ledger.journal drop column refers_to, drop column origin_year, drop column manner,
          drop constraint if exists journal_balanced`,
        'drop function ledger.is_posting',
        `alter table ledger.journal
          add constraint journal_reservation check ((reservation_id is null) = (kind = 'allot')),
          add constraint journal_balanced check (d_paid = 0 and case kind
            when 'allot'   then d_allotted <> 0 and d_reserved = 0 and d_expended = 0
            when 'reserve' then d_allotted = 0  and d_reserved > 0 and d_expended = 0
            when 'expend'  then d_allotted = 0  and d_expended > 0 and d_reserved = -d_expended
            when 'release' then d_allotted = 0  and d_reserved < 0 and d_expended = 0
            else false end)`,
      ]),
    );
    await db.query('alter table usage_limit drop column valid_from, drop column valid_to');
  }
}
