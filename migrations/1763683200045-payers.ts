import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { asLedgerOwner, runAll, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/** Which units pay a part of a bill from their funds: a bill names none itself, and may have several. */
const BILL_PAYER = `
create table bill_payer (
  bureau_id uuid not null,
  bill_id   uuid not null,
  unit_id   uuid not null,
  primary key (bureau_id, bill_id, unit_id)
)`;

/** Kept by the shares themselves, so that nobody who stores a share can forget it. */
const NOTE_PAYER = `
create function note_payer() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.bill_payer (bureau_id, bill_id, unit_id)
    select f.bureau_id, new.bill_id, f.owner_unit_id from public.fund f
      where f.bureau_id = new.bureau_id and f.id = new.fund_id and f.owner_unit_id is not null
    on conflict do nothing;
  return null;
end $$`;

/**
 * Whose fund an order names stands in the row, so that a unit can ask which orders wait for its approval. It follows
 * the fund, which never changes hands.
 */
const ORDER_FUND = 'alter table order_fund add column owner_unit_id uuid';
const NOTE_OWNER = `
create function note_owner() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  select f.owner_unit_id into new.owner_unit_id from public.fund f
    where f.bureau_id = new.bureau_id and f.id = new.fund_id;
  return new;
end $$`;

const SHARES = ['line_share', 'bill_adjustment_share'];

/** What was stored before; the owner of the tables is bound by their policies like everybody else. */
const READ = ['fund', 'order_fund', ...SHARES];
const EARLIER = [
  ...READ.map((table) => `alter table ${table} no force row level security`),
  `update order_fund p set owner_unit_id = f.owner_unit_id from fund f
    where f.bureau_id = p.bureau_id and f.id = p.fund_id and f.owner_unit_id is not null`,
  ...SHARES.map(
    (table) => `insert into bill_payer (bureau_id, bill_id, unit_id)
      select distinct s.bureau_id, s.bill_id, f.owner_unit_id from ${table} s
        join fund f on f.bureau_id = s.bureau_id and f.id = s.fund_id
        where f.owner_unit_id is not null
      on conflict do nothing`,
  ),
  ...READ.map((table) => `alter table ${table} force row level security`),
];

/**
 * Units see the bills that their funds pay, and which orders wait for them. And no party calls a verb of the ledger any
 * more: what they do is written by the system, and a verb looks at the bureau only, so that it would have moved another
 * party's money.
 */
export class Payers1763683200045 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      BILL_PAYER,
      withinBureau('bill_payer', 'bill_id', 'bill'),
      withinBureau('bill_payer', 'unit_id', 'unit'),
      'create index bill_payer_unit on bill_payer (unit_id)',
      NOTE_PAYER,
      ORDER_FUND,
      'create index order_fund_owner on order_fund (owner_unit_id)',
      'create index order_approval_party on order_approval (party_id)',
      NOTE_OWNER,
      'revoke execute on function note_payer, note_owner from public',
      ...SHARES.map(
        (table) =>
          `create trigger note_payer after insert on ${table} for each row execute function note_payer()`,
      ),
      ...EARLIER,
      'create trigger note_owner before insert on order_fund for each row execute function note_owner()',
      ...secure('bill_payer'),
      ...allow('bureau', ['select', 'insert'], 'bill_payer', IN_BUREAU),
      ...allow('system', ['select', 'insert'], 'bill_payer', IN_BUREAU),
      ...allow('supervisor', ['select'], 'bill_payer', IN_BUREAU),
      ...allow('auditor', ['select'], 'bill_payer', IN_BUREAU),
      ...allow('unit', ['select'], 'bill_payer', inScope('unit_id', 'app.party')),
      ...allow('unit', ['select'], 'order_fund', inScope('owner_unit_id', 'app.party')),
      ...allow('unit', ['select'], 'order_approval', inScope('party_id', 'app.party')),
    ]);
    await asLedgerOwner(db, () =>
      runAll(db, [
        'revoke execute on function ledger.reserve, ledger.release, ledger.reserve_order from songbai_act_unit',
        'revoke execute on function ledger.release from songbai_act_provider',
      ]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ...SHARES.map((table) => `drop trigger note_payer on ${table}`),
      'drop trigger note_owner on order_fund',
      'drop function note_payer, note_owner',
      'drop policy of_unit on order_fund',
      'drop policy of_unit on order_approval',
      'revoke select on order_fund, order_approval from songbai_act_unit',
      'drop index order_approval_party',
      'alter table order_fund drop column owner_unit_id',
      'drop table bill_payer',
    ]);
    await asLedgerOwner(db, () =>
      runAll(db, [
        'grant execute on function ledger.reserve, ledger.release, ledger.reserve_order to songbai_act_unit',
        'grant execute on function ledger.release to songbai_act_provider',
      ]),
    );
  }
}
