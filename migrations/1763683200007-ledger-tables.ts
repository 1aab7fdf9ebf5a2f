import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, isMonth, oneOf, runAll } from './sql';

/** The month gate: who posts holds the row FOR SHARE, who closes takes it FOR UPDATE. */
const PERIOD = `
create table ledger.period (
  bureau_id uuid not null,
  month     text not null check (${isMonth('month')}),
  state     text not null check (${oneOf('state', 'open', 'soft', 'closed')}),
  primary key (bureau_id, month)
)`;

/**
 * One row per fund, in 分; the one hot row of the ledger. No key points at it (key checks would lock it) and
 * no index holds its sums, so an update stays within its page. `seq` numbers the fund's postings without a
 * gap.
 */
const BALANCE = `
create table ledger.balance (
  bureau_id     uuid   not null,
  fund_id       uuid   not null,
  owner_unit_id uuid,
  allotted      bigint not null default 0,
  reserved      bigint not null default 0,
  expended      bigint not null default 0,
  paid          bigint not null default 0,
  seq           bigint not null default 0,
  primary key (bureau_id, fund_id),
  constraint balance_reserved check (reserved >= 0),
  constraint balance_paid check (paid between 0 and expended),
  constraint balance_covered check (reserved + expended <= allotted)
) with (fillfactor = 30)`;

/**
 * What a contract's approved orders hold: open reservations and what was expended. A ceiling lowered below
 * that stops new orders without undoing old ones, so the guard is `allowance`: the ceiling, or what was
 * already committed.
 */
const COMMITMENT = `
create table ledger.commitment (
  bureau_id   uuid   not null,
  contract_id uuid   not null,
  ceiling     bigint not null check (ceiling >= 0),
  allowance   bigint not null,
  committed   bigint not null default 0,
  primary key (bureau_id, contract_id),
  constraint commitment_within check (committed between 0 and allowance),
  constraint commitment_allowance check (allowance >= ceiling)
)`;

/**
 * What one cadre has used of one limit in one month or year; 分 or hundredths. `allowance` as for a
 * commitment.
 */
const LIMIT_WINDOW = `
create table ledger.limit_window (
  bureau_id    uuid   not null,
  limit_id     uuid   not null,
  cadre_id     uuid   not null,
  window_start date   not null,
  cap          bigint not null check (cap >= 0),
  allowance    bigint not null,
  used         bigint not null default 0,
  primary key (bureau_id, limit_id, cadre_id, window_start),
  constraint limit_window_within check (used between 0 and allowance)
) with (fillfactor = 70)`;

/** A share of an order, reserved from one fund. It is used up once, in parts: expended, or released. */
const RESERVATION = `
create table ledger.reservation (
  bureau_id uuid   not null,
  id        uuid   not null,
  order_id  uuid   not null,
  fund_id   uuid   not null,
  position  int    not null check (position >= 0),
  amount    bigint not null check (amount > 0),
  expended  bigint not null default 0 check (expended >= 0),
  released  bigint not null default 0 check (released >= 0),
  primary key (bureau_id, id),
  unique (bureau_id, order_id, position),
  constraint reservation_used_once check (expended + released <= amount)
) with (fillfactor = 70)`;

/**
 * What each order took of which window, so that a release gives back exactly that. `source_id` is the
 * reservation under a limit in yuan, and the order under a limit in a quantity.
 */
const RESERVATION_LIMIT = `
create table ledger.reservation_limit (
  bureau_id    uuid   not null,
  source_id    uuid   not null,
  limit_id     uuid   not null,
  order_id     uuid   not null,
  cadre_id     uuid   not null,
  window_start date   not null,
  amount       bigint not null check (amount > 0),
  released     bigint not null default 0 check (released >= 0),
  primary key (bureau_id, source_id, limit_id),
  constraint reservation_limit_released_once check (released <= amount)
) with (fillfactor = 70)`;

/** A key answers one request for ever: the same hash gets the stored result, another hash is refused. */
const IDEMPOTENCY = `
create table ledger.idempotency (
  bureau_id    uuid  not null,
  scope        text  not null,
  key          text  not null check (key <> ''),
  request_hash bytea not null,
  result       jsonb not null,
  primary key (bureau_id, scope, key)
)`;

/**
 * The append-only record behind the balances. A row moves an amount between two pots of one fund, so it is
 * balanced by construction; `kind` is also the scope of the idempotency key under which it was posted.
 * `effective_on` is the day the fact belongs to, `posted_at` when we knew.
 */
const JOURNAL = `
create table ledger.journal (
  bureau_id      uuid        not null,
  id             uuid        not null,
  fund_id        uuid        not null,
  owner_unit_id  uuid,
  seq            bigint      not null check (seq > 0),
  kind           text        not null,
  reservation_id uuid,
  d_allotted     bigint      not null default 0,
  d_reserved     bigint      not null default 0,
  d_expended     bigint      not null default 0,
  d_paid         bigint      not null default 0,
  effective_on   date        not null,
  period         text        not null,
  posted_at      timestamptz not null,
  actor          text        not null,
  document       text        not null,
  key            text        not null,
  primary key (bureau_id, id),
  unique (bureau_id, fund_id, seq),
  constraint journal_reservation check ((reservation_id is null) = (kind = 'allot')),
  constraint journal_balanced check (d_paid = 0 and case kind
    when 'allot'   then d_allotted <> 0 and d_reserved = 0 and d_expended = 0
    when 'reserve' then d_allotted = 0  and d_reserved > 0 and d_expended = 0
    when 'expend'  then d_allotted = 0  and d_expended > 0 and d_reserved = -d_expended
    when 'release' then d_allotted = 0  and d_reserved < 0 and d_expended = 0
    else false end)
)`;

const INDEXES = [
  'create index balance_owner on ledger.balance (owner_unit_id)',
  'create index journal_owner on ledger.journal (owner_unit_id)',
  'create index journal_period on ledger.journal (bureau_id, period)',
  'create index journal_reservation on ledger.journal (bureau_id, reservation_id)',
  'create index reservation_fund on ledger.reservation (bureau_id, fund_id)',
  'create index reservation_limit_order on ledger.reservation_limit (bureau_id, order_id)',
];

/** The ledger: a closed room. Its owner cannot log in, and nobody else may write its tables. */
export class LedgerTables1763683200007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('create schema ledger authorization songbai_ledger');
    await asLedgerOwner(db, async () => {
      await runAll(db, [PERIOD, BALANCE, COMMITMENT, LIMIT_WINDOW, RESERVATION, RESERVATION_LIMIT]);
      await runAll(db, [IDEMPOTENCY, JOURNAL, ...INDEXES]);
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop schema ledger cascade']));
  }
}
