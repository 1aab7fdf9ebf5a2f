import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ActorRole, allow, allowLedgerOwner, inScope, secure } from './policy';
import { asLedgerOwner, runAll } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const READ = ['select'];
const APPEND = ['select', 'insert'];
const WRITE = ['select', 'insert', 'update'];

/** Rows of these are changed by later decisions; nobody deletes. */
const CHANGING = [
  ...[
    'unit',
    'cadre',
    'stay',
    'provider_link',
    'worker_link',
    'item',
    'contract',
    'price',
    'fund',
    'usage_limit',
  ],
  ...['service_order', 'order_fund', 'month_run', 'visit', 'rating', 'bill', 'bill_line', 'tax_invoice'],
  ...['payment', 'payment_row'],
];
const GROWING = ['register_version', 'alert', 'alert_order', 'visit_photo', 'line_share', 'payment_share'];
const LEDGER = [
  ...['period', 'balance', 'commitment', 'limit_window', 'reservation', 'reservation_limit'],
  ...['idempotency', 'journal'],
].map((table) => `ledger.${table}`);

/** What the ledger's verbs read to know what was approved. */
const READ_BY_LEDGER = ['fund', 'contract', 'service_order', 'order_fund', 'item', 'usage_limit'];

/**
 * Whose rows these are besides the bureau's: table, then the column that names the party. All of it is
 * reading.
 */
const OF_PARTY: readonly [ActorRole, table: string, column: string][] = [
  ['provider', 'provider_link', 'provider_id'],
  ['provider', 'worker_link', 'provider_id'],
  ['provider', 'contract', 'provider_id'],
  ['provider', 'price', 'provider_id'],
  ['provider', 'service_order', 'provider_id'],
  ['provider', 'visit', 'provider_id'],
  ['provider', 'visit_photo', 'provider_id'],
  ['provider', 'rating', 'provider_id'],
  ['provider', 'bill', 'provider_id'],
  ['provider', 'bill_line', 'provider_id'],
  ['provider', 'tax_invoice', 'provider_id'],
  ['provider', 'payment_row', 'provider_id'],
  ['worker', 'worker_link', 'worker_id'],
  ['worker', 'visit', 'worker_id'],
  ['worker', 'visit_photo', 'worker_id'],
  ['unit', 'unit', 'id'],
  ['unit', 'cadre', 'responsible_unit_id'],
  ['unit', 'fund', 'owner_unit_id'],
  ['unit', 'service_order', 'unit_id'],
  ['unit', 'visit', 'unit_id'],
  ['unit', 'payment_row', 'payer_unit_id'],
  ['family', 'cadre', 'id'],
  ['family', 'stay', 'cadre_id'],
  ['family', 'service_order', 'cadre_id'],
  ['family', 'visit', 'cadre_id'],
  ['family', 'rating', 'cadre_id'],
];

const OF_PARTY_IN_LEDGER: readonly [ActorRole, table: string, column: string][] = [
  ['unit', 'ledger.balance', 'owner_unit_id'],
  ['unit', 'ledger.journal', 'owner_unit_id'],
];

/** The menu is for everybody who acts within the bureau. */
const MENU = (['unit', 'provider', 'worker', 'family'] as const).flatMap((actor) =>
  allow(actor, READ, 'item', IN_BUREAU),
);

const office = (verbs: readonly string[], tables: readonly string[]): string[] =>
  tables.flatMap((table) => [
    ...allow('bureau', verbs, table, IN_BUREAU),
    ...allow('system', verbs, table, IN_BUREAU),
  ]);

const onlookers = (tables: readonly string[]): string[] =>
  tables.flatMap((table) => [
    ...allow('supervisor', READ, table, IN_BUREAU),
    ...allow('auditor', READ, table, IN_BUREAU),
  ]);

const parties = (rows: typeof OF_PARTY): string[] =>
  rows.flatMap(([actor, table, column]) => allow(actor, READ, table, inScope(column, 'app.party')));

/**
 * Bureaus and firms are public knowledge. Workers are people, and the clash registers would tell one bureau
 * about another, so those have policies too; the system actor makes shared rows and so sees all workers.
 */
const SHARED = [
  ...['bureau', 'provider'].map(
    (table) => `grant select on ${table} to songbai_act_bureau, songbai_act_unit, songbai_act_provider,
      songbai_act_worker, songbai_act_family, songbai_act_supervisor, songbai_act_auditor`,
  ),
  'grant select, insert, update on bureau, provider to songbai_act_system',
  ...['worker', 'worker_hours', 'invoice_number'].flatMap(secure),
  ...allow('system', WRITE, 'worker', 'true'),
  ...allow('provider', READ, 'worker', inScope('provider_id', 'app.party')),
  ...allow('worker', READ, 'worker', inScope('id', 'app.party')),
  ...office([...APPEND, 'delete'], ['worker_hours', 'invoice_number']),
];

const VERBS_OF_OFFICE = [
  'open_period',
  'allot',
  'set_ceilings',
  'rebuild_limit_windows',
  'reserve',
  'expend',
  'release',
];
const ACTORS = ['bureau', 'system', 'unit', 'provider', 'worker', 'family', 'supervisor', 'auditor'];

/** The unit's approval may be the last one and so reserve; a cancellation by unit or provider releases. */
const VERBS = [
  `grant usage on schema ledger to ${ACTORS.map((actor) => `songbai_act_${actor}`).join(', ')}`,
  'alter default privileges in schema ledger revoke execute on functions from public',
  'alter default privileges revoke execute on functions from public',
  'revoke execute on all functions in schema ledger from public',
  ...VERBS_OF_OFFICE.map(
    (verb) => `grant execute on function ledger.${verb} to songbai_act_bureau, songbai_act_system`,
  ),
  'grant execute on function ledger.reserve, ledger.release to songbai_act_unit',
  'grant execute on function ledger.release to songbai_act_provider',
];

/** Grants may stay: without a policy they show and change nothing. */
const dropPolicies = (schema: string): string => `
do $$
declare
  policy record;
begin
  for policy in select policyname, tablename from pg_policies where schemaname = '${schema}'
      and policyname <> 'clash' loop
    execute format('drop policy %I on ${schema}.%I', policy.policyname, policy.tablename);
  end loop;
end $$`;

/** Who may see and change which rows. Last, after tables, keys and triggers. */
export class Policies1763683200014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const tables = [...CHANGING, ...GROWING];
    await db.query('revoke execute on function refuse_change from public');
    await runAll(db, tables.flatMap(secure));
    await runAll(db, [...office(WRITE, CHANGING), ...office(APPEND, GROWING), ...onlookers(tables)]);
    await runAll(db, [...parties(OF_PARTY), ...MENU, ...SHARED, ...READ_BY_LEDGER.map(allowLedgerOwner)]);
    await asLedgerOwner(db, async () => {
      await runAll(db, LEDGER.flatMap(secure));
      await runAll(db, [...office(READ, LEDGER), ...onlookers(LEDGER), ...parties(OF_PARTY_IN_LEDGER)]);
      await runAll(db, [...LEDGER.map(allowLedgerOwner), ...VERBS]);
    });
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [dropPolicies('ledger')]));
    await db.query(dropPolicies('public'));
  }
}
