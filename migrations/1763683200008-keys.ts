import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll, toShared, withinBureau } from './sql';

const SHARED = [
  toShared('bureau', 'parent_id', 'bureau'),
  toShared('worker', 'provider_id', 'provider'),
  toShared('worker_hours', 'worker_id', 'worker'),
  toShared('worker_hours', 'bureau_id', 'bureau'),
  toShared('invoice_number', 'bureau_id', 'bureau'),
];

/** Units name each other, in any order of rows, so that key waits for the end of the transaction. */
const REGISTERS = [
  toShared('unit', 'bureau_id', 'bureau'),
  `${withinBureau('unit', 'supervisor_code', 'unit', 'code')} deferrable initially deferred`,
  withinBureau('cadre', 'unit_code', 'unit', 'code'),
  withinBureau('cadre', 'responsible_unit_id', 'unit'),
  withinBureau('stay', 'cadre_id', 'cadre'),
  toShared('provider_link', 'bureau_id', 'bureau'),
  toShared('provider_link', 'provider_id', 'provider'),
  toShared('worker_link', 'worker_id', 'worker'),
  toShared('worker_link', 'provider_id', 'provider'),
  withinBureau('worker_link', 'provider_link_id', 'provider_link'),
  toShared('item', 'bureau_id', 'bureau'),
  withinBureau('contract', 'provider_link_id', 'provider_link'),
  toShared('contract', 'provider_id', 'provider'),
  // A price belongs to the contract's provider of today; bills and orders keep the one of their day.
  `alter table price add constraint price_contract_id_fkey foreign key (bureau_id, contract_id, provider_id)
    references contract (bureau_id, id, provider_id) on update cascade`,
  withinBureau('price', 'item_id', 'item'),
  toShared('fund', 'bureau_id', 'bureau'),
  withinBureau('fund', 'owner_unit_id', 'unit'),
  toShared('usage_limit', 'bureau_id', 'bureau'),
  toShared('register_version', 'bureau_id', 'bureau'),
];

const PAPERS = [
  withinBureau('service_order', 'cadre_id', 'cadre'),
  withinBureau('service_order', 'contract_id', 'contract'),
  withinBureau('service_order', 'item_id', 'item'),
  withinBureau('service_order', 'unit_id', 'unit'),
  toShared('service_order', 'provider_id', 'provider'),
  withinBureau('order_fund', 'order_id', 'service_order'),
  withinBureau('order_fund', 'fund_id', 'fund'),
  withinBureau('alert', 'fund_id', 'fund'),
  withinBureau('alert_order', 'alert_id', 'alert'),
  withinBureau('alert_order', 'order_id', 'service_order'),
  toShared('month_run', 'bureau_id', 'bureau'),
  withinBureau('visit', 'order_id', 'service_order'),
  withinBureau('visit', 'cadre_id', 'cadre'),
  withinBureau('visit', 'item_id', 'item'),
  withinBureau('visit', 'worker_link_id', 'worker_link'),
  withinBureau('visit', 'unit_id', 'unit'),
  toShared('visit', 'worker_id', 'worker'),
  toShared('visit', 'provider_id', 'provider'),
  withinBureau('visit_photo', 'visit_id', 'visit'),
  withinBureau('rating', 'visit_id', 'visit'),
  withinBureau('rating', 'cadre_id', 'cadre'),
  toShared('rating', 'provider_id', 'provider'),
];

/**
 * Lines, invoices and payments carry the provider of their bill, by key, because a provider's policy looks at
 * it.
 */
const ofBill = (table: string): string =>
  `alter table ${table} add constraint ${table}_bill_id_fkey foreign key (bureau_id, bill_id, provider_id)
    references bill (bureau_id, id, provider_id)`;

const MONEY = [
  withinBureau('bill', 'contract_id', 'contract'),
  toShared('bill', 'provider_id', 'provider'),
  ofBill('bill_line'),
  withinBureau('bill_line', 'visit_id', 'visit'),
  withinBureau('bill_line', 'item_id', 'item'),
  `alter table line_share add constraint line_share_line_fkey
    foreign key (bureau_id, bill_id, line) references bill_line (bureau_id, bill_id, line)`,
  withinBureau('line_share', 'fund_id', 'fund'),
  ofBill('tax_invoice'),
  toShared('payment', 'bureau_id', 'bureau'),
  withinBureau('payment_row', 'payment_id', 'payment'),
  ofBill('payment_row'),
  withinBureau('payment_row', 'payer_unit_id', 'unit'),
  `alter table payment_share add constraint payment_share_row_fkey
    foreign key (bureau_id, payment_id, row) references payment_row (bureau_id, payment_id, row)`,
  withinBureau('payment_share', 'fund_id', 'fund'),
];

/**
 * Nothing points at ledger.balance or at the period: a key check would lock the rows every verb has to
 * change.
 */
const LEDGER = [
  toShared('ledger.period', 'bureau_id', 'bureau'),
  withinBureau('ledger.balance', 'fund_id', 'fund'),
  withinBureau('ledger.commitment', 'contract_id', 'contract'),
  withinBureau('ledger.limit_window', 'limit_id', 'usage_limit'),
  withinBureau('ledger.limit_window', 'cadre_id', 'cadre'),
  withinBureau('ledger.reservation', 'order_id', 'service_order'),
  withinBureau('ledger.reservation', 'fund_id', 'fund'),
  withinBureau('ledger.reservation_limit', 'order_id', 'service_order'),
  withinBureau('ledger.reservation_limit', 'limit_id', 'usage_limit'),
  toShared('ledger.idempotency', 'bureau_id', 'bureau'),
  `alter table ledger.journal add constraint journal_key_fkey
    foreign key (bureau_id, kind, key) references ledger.idempotency (bureau_id, scope, key)`,
  withinBureau('ledger.journal', 'reservation_id', 'ledger.reservation'),
];

const dropKeys = (schema: string): string => `
do $$
declare
  key record;
begin
  for key in select conrelid::regclass as of, conname from pg_constraint
    where contype = 'f' and connamespace = '${schema}'::regnamespace
  loop
    execute format('alter table %s drop constraint %I', key.of, key.conname);
  end loop;
end $$`;

/** All foreign keys, after all tables: that order is what a later distribution by bureau asks for. */
export class Keys1763683200008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [...SHARED, ...REGISTERS, ...PAPERS, ...MONEY]);
    await db.query(
      'grant references on bureau, unit, fund, contract, usage_limit, cadre, service_order to songbai_ledger',
    );
    await asLedgerOwner(db, () => runAll(db, LEDGER));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [dropKeys('ledger')]));
    await db.query(dropKeys('public'));
  }
}
