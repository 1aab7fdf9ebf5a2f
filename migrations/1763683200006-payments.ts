import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oneOf, runAll } from './sql';

/** Who prepares a payment does not release it. */
const PAYMENT = `
create table payment (
  bureau_id    uuid        not null,
  id           uuid        not null,
  status       text        not null,
  total_fen    bigint      not null check (total_fen >= 0),
  prepared_by  text        not null,
  prepared_at  timestamptz not null,
  released_by  text,
  released_at  timestamptz,
  confirmed_by text,
  paid_on      date,
  reference    text,
  failed_by    text,
  fail_reason  text,
  primary key (bureau_id, id),
  constraint payment_status check (${oneOf('status', 'prepared', 'released', 'confirmed', 'failed')}),
  constraint payment_two_persons check (prepared_by <> released_by),
  constraint payment_released_by_somebody
    check ((released_by is not null
        and released_at is not null) or not (${oneOf('status', 'released', 'confirmed')})),
  constraint payment_confirmed_with_proof check (status <> 'confirmed'
    or (confirmed_by is not null and paid_on is not null and reference is not null)),
  constraint payment_failed_with_reason
    check (status <> 'failed' or (failed_by is not null and fail_reason is not null))
)`;

/**
 * One row per payer and bill; `payer_unit_id` is null where the bureau pays. `live` falls when the payment
 * fails, so that a bill can be applied for again, but never twice at a time.
 */
const PAYMENT_ROW = `
create table payment_row (
  bureau_id     uuid    not null,
  payment_id    uuid    not null,
  row           int     not null check (row >= 0),
  bill_id       uuid    not null,
  provider_id   uuid    not null,
  payer_unit_id uuid,
  payee         text    not null,
  bank          text    not null,
  bank_account  text    not null,
  amount_fen    bigint  not null check (amount_fen > 0),
  settlement    text    not null,
  live          boolean not null default true,
  primary key (bureau_id, payment_id, row),
  constraint payment_row_settlement check (${oneOf('settlement', 'direct', 'reimbursed')}),
  constraint payment_row_bureau_pays_direct check (payer_unit_id is not null or settlement = 'direct')
)`;

const PAYMENT_SHARE = `
create table payment_share (
  bureau_id  uuid   not null,
  payment_id uuid   not null,
  row        int    not null,
  fund_id    uuid   not null,
  amount_fen bigint not null check (amount_fen > 0),
  primary key (bureau_id, payment_id, row, fund_id)
)`;

const INDEXES = [
  `create unique index payment_row_once on payment_row (bureau_id, bill_id, payer_unit_id)
    nulls not distinct where live`,
  'create index payment_row_provider on payment_row (provider_id)',
  'create index payment_row_payer on payment_row (payer_unit_id)',
  'create index payment_share_fund on payment_share (bureau_id, fund_id)',
];

/** What is applied for at the treasury, by payer and bill. */
export class Payments1763683200006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [PAYMENT, PAYMENT_ROW, PAYMENT_SHARE, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table payment_share, payment_row, payment cascade');
  }
}
