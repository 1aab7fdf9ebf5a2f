import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { isMonth, oneOf, runAll, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/**
 * Who did what to a bill on its way, beside who adjudicated and approved it. `…_for` names the party for whom
 * staff clicked. Whoever filed, changed or confirmed it is not who approves it.
 */
const BILL = `
alter table bill
  add column submitted_by text,
  add column submitted_at timestamptz,
  add column submitted_for text,
  add column confirmed_by text,
  add column confirmed_at timestamptz,
  add column confirmed_for text,
  add column adjusted_by text,
  add column returned_by text,
  add column return_reason text,
  add constraint bill_third_person
    check (approved_by <> submitted_by and approved_by <> confirmed_by and approved_by <> adjusted_by),
  add constraint bill_returned_with_reason check (status <> 'returned' or return_reason is not null)`;

/** One appeal against one line; it is answered once, by somebody else. */
const BILL_APPEAL = `
create table bill_appeal (
  bureau_id     uuid        not null,
  id            uuid        not null,
  bill_id       uuid        not null,
  provider_id   uuid        not null,
  line          int         not null,
  reason        text        not null,
  evidence      text,
  filed_by      text        not null,
  filed_at      timestamptz not null,
  answer        text check (${oneOf('answer', 'upheld', 'rejected', 'withdrawn')}),
  answer_reason text,
  answered_by   text,
  answered_at   timestamptz,
  primary key (bureau_id, id),
  constraint bill_appeal_answered check ((answer is null) = (answered_by is null)),
  constraint bill_appeal_two_persons check (answered_by <> filed_by or answer = 'withdrawn')
)`;

/** A change of what a bill pays, signed by kind: never an edit of what was adjudicated. */
const BILL_ADJUSTMENT = `
create table bill_adjustment (
  bureau_id   uuid        not null,
  id          uuid        not null,
  bill_id     uuid        not null,
  provider_id uuid        not null,
  kind        text        not null check (${oneOf('kind', 'deduct', 'supplement', 'recover')}),
  amount_fen  bigint      not null check (amount_fen > 0),
  clause      text        not null check (clause <> ''),
  evidence    text,
  manner      text        check (${oneOf('manner', 'deducted', 'returned')}),
  period      text        not null check (${isMonth('period')}),
  made_by     text        not null,
  made_at     timestamptz not null,
  primary key (bureau_id, id),
  constraint bill_adjustment_manner check ((manner is not null) = (kind = 'recover'))
)`;

/** From which line and fund an adjustment was taken (negative) or to which it was given. */
const BILL_ADJUSTMENT_SHARE = `
create table bill_adjustment_share (
  bureau_id     uuid   not null,
  adjustment_id uuid   not null,
  position      int    not null check (position >= 0),
  bill_id       uuid   not null,
  line          int    not null,
  fund_id       uuid   not null,
  amount_fen    bigint not null check (amount_fen <> 0),
  primary key (bureau_id, adjustment_id, position)
)`;

/** A wrong invoice is replaced by another one; both stay, and the newest stands. */
const TAX_INVOICE = [
  'alter table tax_invoice drop constraint tax_invoice_bureau_id_bill_id_key',
  `alter table tax_invoice add column standing boolean not null default true, add column file text`,
  'create unique index tax_invoice_standing on tax_invoice (bureau_id, bill_id) where standing',
];

/**
 * Two bills that bring one number at the same moment meet here: the second waits, and then sees the first.
 */
const INVOICE_NUMBER = [
  'alter table invoice_number add column first boolean not null default false',
  'create unique index invoice_number_first on invoice_number (number) where first',
];

const PAYMENT = `
alter table payment
  add column confirmed_at timestamptz,
  add column failed_at timestamptz`;

const toBill = (table: string): string =>
  `alter table ${table} add constraint ${table}_bill_id_fkey foreign key (bureau_id, bill_id, provider_id)
    references bill (bureau_id, id, provider_id)`;
const toLine = (table: string): string =>
  `alter table ${table} add constraint ${table}_line_fkey
    foreign key (bureau_id, bill_id, line) references bill_line (bureau_id, bill_id, line)`;

const INDEXES = [
  'create index bill_appeal_bill on bill_appeal (bureau_id, bill_id)',
  'create index bill_appeal_provider on bill_appeal (provider_id)',
  'create index bill_adjustment_bill on bill_adjustment (bureau_id, bill_id)',
  'create index bill_adjustment_provider on bill_adjustment (provider_id)',
  'create index bill_adjustment_share_bill on bill_adjustment_share (bureau_id, bill_id)',
  'create index bill_page_of_provider on bill (provider_id, number, id)',
  'create index payment_page on payment (bureau_id, prepared_at, id)',
  'create index payment_row_bill on payment_row (bureau_id, bill_id)',
];

const NEW_TABLES = ['bill_appeal', 'bill_adjustment', 'bill_adjustment_share'];

/** Bills and payments as people handle them online. */
export class BillsOnline1763683200030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [BILL, BILL_APPEAL, BILL_ADJUSTMENT, BILL_ADJUSTMENT_SHARE, ...TAX_INVOICE]);
    await runAll(db, [...INVOICE_NUMBER, PAYMENT, ...INDEXES]);
    await runAll(db, [
      toBill('bill_appeal'),
      toLine('bill_appeal'),
      toBill('bill_adjustment'),
      withinBureau('bill_adjustment_share', 'adjustment_id', 'bill_adjustment'),
      toLine('bill_adjustment_share'),
      withinBureau('bill_adjustment_share', 'fund_id', 'fund'),
      ...['bill_adjustment', 'bill_adjustment_share'].map(
        (table) => `create trigger append_only before update or delete on ${table}
          for each row execute function public.refuse_change('${table} is append-only')`,
      ),
    ]);
    await runAll(db, NEW_TABLES.flatMap(secure));
    await runAll(
      db,
      NEW_TABLES.flatMap((table) => {
        const verbs = table === 'bill_appeal' ? ['select', 'insert', 'update'] : ['select', 'insert'];
        return [
          ...(['bureau', 'system'] as const).flatMap((actor) => allow(actor, verbs, table, IN_BUREAU)),
          ...(['supervisor', 'auditor'] as const).flatMap((actor) =>
            allow(actor, ['select'], table, IN_BUREAU),
          ),
        ];
      }),
    );
    await runAll(
      db,
      ['bill_appeal', 'bill_adjustment'].flatMap((table) =>
        allow('provider', ['select'], table, inScope('provider_id', 'app.party')),
      ),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `drop table ${[...NEW_TABLES].reverse().join(', ')}`,
      'drop index bill_page_of_provider, payment_page, payment_row_bill, invoice_number_first, tax_invoice_standing',
      'alter table payment drop column confirmed_at, drop column failed_at',
      'alter table invoice_number drop column first',
      'alter table tax_invoice drop column standing, drop column file, add unique (bureau_id, bill_id)',
      `alter table bill drop column submitted_by, drop column submitted_at, drop column submitted_for,
        drop column confirmed_by, drop column confirmed_at, drop column confirmed_for, drop column adjusted_by,
        drop column returned_by, drop column return_reason`,
    ]);
  }
}
