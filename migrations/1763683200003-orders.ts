import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMonth, oneOf, runAll } from './sql';

/** The states in which an order holds money: somebody other than the one who ordered it has approved. */
const STANDING = oneOf('status', 'approved', 'accepted', 'in-service', 'completed');

/**
 * `provider_id` and `unit_id` (the responsible unit on the day of decision) are what policies look at.
 * `used_hundredths` is what visits took so far; what is left of an order is a subtraction, and never
 * negative.
 */
const SERVICE_ORDER = `
create table service_order (
  bureau_id           uuid   not null,
  id                  uuid   not null,
  number              text   not null,
  cadre_id            uuid   not null,
  contract_id         uuid   not null,
  item_id             uuid   not null,
  provider_id         uuid   not null,
  unit_id             uuid,
  starts_on           date   not null,
  ends_on             date   not null,
  quantity_hundredths bigint not null,
  used_hundredths     bigint not null default 0,
  need                text,
  ordered_by          text   not null,
  approved_by         text,
  approved_at         timestamptz,
  unit_approved_by    text,
  status              text   not null,
  amount_fen          bigint not null,
  findings            jsonb  not null default '[]',
  run_month           text,
  filed               jsonb  not null,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  constraint service_order_status check (${oneOf(
    'status',
    'requested',
    'approved',
    'accepted',
    'in-service',
    'completed',
    'cancelled',
    'refused',
  )}),
  constraint service_order_run_month check (${isMonth('run_month')}),
  constraint service_order_in_order check (ends_on >= starts_on),
  constraint service_order_quantity check (quantity_hundredths >= 0),
  constraint service_order_used check (used_hundredths between 0 and quantity_hundredths),
  constraint service_order_amount check (amount_fen >= 0 and (status <> 'refused' or amount_fen = 0)),
  constraint service_order_two_persons
    check (not (${STANDING}) or (approved_by is not null and approved_at is not null
        and ordered_by <> approved_by))
)`;

/** The funds of an order in the order in which they are asked; a fund that gave nothing has no share. */
const ORDER_FUND = `
create table order_fund (
  bureau_id uuid   not null,
  order_id  uuid   not null,
  position  int    not null check (position >= 0),
  fund_id   uuid   not null,
  share_fen bigint check (share_fen > 0),
  primary key (bureau_id, order_id, position),
  unique (bureau_id, order_id, fund_id)
)`;

const ALERT = `
create table alert (
  bureau_id uuid  not null,
  id        uuid  not null,
  code      text  not null,
  fund_id   uuid  not null,
  on_date   date  not null,
  run_month text  not null check (${isMonth('run_month')}),
  findings  jsonb not null default '[]',
  primary key (bureau_id, id),
  unique (bureau_id, code, fund_id, on_date, run_month)
)`;

const ALERT_ORDER = `
create table alert_order (
  bureau_id uuid not null,
  alert_id  uuid not null,
  order_id  uuid not null,
  primary key (bureau_id, alert_id, order_id)
)`;

const MONTH_RUN = `
create table month_run (
  bureau_id    uuid        not null,
  month        text        not null check (${isMonth('month')}),
  first_run_at timestamptz not null,
  operator     text        not null,
  primary key (bureau_id, month)
)`;

const INDEXES = [
  'create index service_order_cadre on service_order (cadre_id, starts_on)',
  'create index service_order_contract on service_order (bureau_id, contract_id)',
  'create index service_order_item on service_order (bureau_id, item_id)',
  'create index service_order_provider on service_order (provider_id)',
  'create index service_order_unit on service_order (unit_id)',
  'create index service_order_month on service_order (bureau_id, run_month)',
  'create index order_fund_fund on order_fund (bureau_id, fund_id)',
  'create index alert_fund on alert (bureau_id, fund_id)',
  'create index alert_order_order on alert_order (bureau_id, order_id)',
];

/** Orders, the funds they ask, the alerts about them, and which months were run. */
export class Orders1763683200003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [SERVICE_ORDER, ORDER_FUND, ALERT, ALERT_ORDER, MONTH_RUN, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table month_run, alert_order, alert, order_fund, service_order cascade');
  }
}
