import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMonth, oneOf, runAll } from './sql';

const STATUSES = [
  ...['draft', 'submitted', 'adjudicated', 'confirmed', 'approved', 'payable', 'paid'],
  ...['returned', 'disputed'],
];

/**
 * `run_month` is the month of the run that adjudicated the bill, `payable_month` the one in whose payments it
 * stands.
 */
const BILL = `
create table bill (
  bureau_id      uuid   not null,
  id             uuid   not null,
  number         text   not null,
  contract_id    uuid   not null,
  provider_id    uuid   not null,
  month          text   not null,
  kind           text   not null,
  declared_fen   bigint not null,
  claimed_fen    bigint not null,
  approved_fen   bigint not null default 0,
  status         text   not null,
  findings       jsonb  not null default '[]',
  adjudicated_by text,
  adjudicated_at timestamptz,
  approved_by    text,
  approved_at    timestamptz,
  run_month      text,
  payable_month  text,
  filed          jsonb  not null,
  primary key (bureau_id, id),
  unique (bureau_id, number),
  unique (bureau_id, id, provider_id),
  constraint bill_status check (${oneOf('status', ...STATUSES)}),
  constraint bill_kind check (${oneOf('kind', 'regular', 'supplementary')}),
  constraint bill_months check (${isMonth('month')} and ${isMonth('run_month')}
      and ${isMonth('payable_month')}),
  constraint bill_amounts check (declared_fen >= 0 and approved_fen between 0 and claimed_fen),
  constraint bill_adjudicated_by_somebody check (adjudicated_by is not null
    or not (${oneOf('status', 'adjudicated', 'confirmed', 'approved', 'payable', 'paid')})),
  constraint bill_approved_by_somebody
    check (approved_by is not null or not (${oneOf('status', 'approved', 'payable', 'paid')})),
  constraint bill_two_persons check (approved_by <> adjudicated_by)
)`;

/**
 * A line as filed, and beside it what was approved of it. A refused line is not accepted and carries zeroes.
 * Nothing is approved beyond what was filed, nor beyond quantity times price, rounded half up: 0.01 of a
 * quantity times 分 is a hundredth of a 分. A visit is accepted once, whatever the code does.
 */
const BILL_LINE = `
create table bill_line (
  bureau_id                    uuid    not null,
  bill_id                      uuid    not null,
  line                         int     not null check (line >= 0),
  provider_id                  uuid    not null,
  visit_number                 text    not null,
  visit_id                     uuid,
  item_id                      uuid    not null,
  quantity_hundredths          bigint  not null check (quantity_hundredths >= 0),
  unit_price_fen               bigint  not null check (unit_price_fen >= 0),
  amount_fen                   bigint  not null check (amount_fen >= 0),
  accepted                     boolean not null default false,
  approved_quantity_hundredths bigint  not null default 0,
  approved_price_fen           bigint  not null default 0,
  approved_fen                 bigint  not null default 0,
  findings                     jsonb   not null default '[]',
  filed                        jsonb   not null,
  primary key (bureau_id, bill_id, line),
  constraint bill_line_within_filed check (approved_fen between 0 and amount_fen
    and approved_quantity_hundredths between 0 and quantity_hundredths
    and approved_price_fen between 0 and unit_price_fen),
  constraint bill_line_within_product
    check (approved_fen <= round(approved_quantity_hundredths::numeric * approved_price_fen / 100)),
  constraint bill_line_needs_visit check (not accepted or visit_id is not null),
  constraint bill_line_refused_is_nothing check (accepted
    or (approved_fen = 0 and approved_quantity_hundredths = 0 and approved_price_fen = 0))
)`;

/** From which of the order's reserved shares the approved amount was taken. */
const LINE_SHARE = `
create table line_share (
  bureau_id  uuid   not null,
  bill_id    uuid   not null,
  line       int    not null,
  position   int    not null check (position >= 0),
  fund_id    uuid   not null,
  amount_fen bigint not null check (amount_fen > 0),
  primary key (bureau_id, bill_id, line, position)
)`;

/** As the provider wrote it: its fields are judged, not read, so they are text. One bill has one invoice. */
const TAX_INVOICE = `
create table tax_invoice (
  bureau_id   uuid  not null,
  id          uuid  not null,
  bill_id     uuid  not null,
  provider_id uuid  not null,
  number      text  not null,
  issued_on   text  not null,
  buyer_code  text  not null,
  seller_code text  not null,
  total       text  not null,
  filed       jsonb not null,
  primary key (bureau_id, id),
  unique (bureau_id, bill_id)
)`;

const INDEXES = [
  'create unique index bill_line_visit_once on bill_line (bureau_id, visit_id) where accepted',
  'create index bill_line_visit on bill_line (bureau_id, visit_number)',
  'create index bill_line_provider on bill_line (provider_id)',
  'create index bill_contract on bill (bureau_id, contract_id)',
  'create index bill_provider on bill (provider_id)',
  'create index bill_month on bill (bureau_id, month)',
  'create index line_share_fund on line_share (bureau_id, fund_id)',
  'create index tax_invoice_number on tax_invoice (bureau_id, number)',
  'create index tax_invoice_provider on tax_invoice (provider_id)',
];

/** The providers' bills, line by line, with what was approved and who pays it. */
export class Bills1763683200005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [BILL, BILL_LINE, LINE_SHARE, TAX_INVOICE, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table tax_invoice, line_share, bill_line, bill cascade');
  }
}
