import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ActorRole, allow, inScope, secure } from './policy';
import { asLedgerOwner, oneOf, runAll, toShared, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const READ = ['select'];
const WRITE = ['select', 'insert', 'update'];
const REASONS = ['contentFixed', 'continuous', 'fundsStable', 'priceStable'];

/**
 * How a contract came about on the platform, beside what the register says of it: who made, submitted and approved it,
 * and what a long term rests on. A contract that came in a folder has no such row. Whoever made or submitted it is not
 * who approves it, whatever roles they hold.
 */
const CONTRACT_FILE = `
create table contract_file (
  bureau_id       uuid        not null,
  contract_id     uuid        not null,
  provider_id     uuid        not null,
  term_reasons    text[]      not null check (term_reasons <@ array[${REASONS.map((r) => `'${r}'`).join(', ')}]),
  budget_document text,
  budget_fund_ids uuid[]      not null,
  ceiling_fen     bigint      not null check (ceiling_fen >= 0),
  made_by         text        not null,
  made_at         timestamptz not null,
  submitted_by    text,
  submitted_at    timestamptz,
  approved_by     text,
  approved_at     timestamptz,
  primary key (bureau_id, contract_id),
  constraint contract_file_two_persons check (approved_by <> made_by and approved_by <> submitted_by)
)`;

/** A change of a contract in force: agreed in writing, proposed by one person and approved by another. */
const CONTRACT_AMENDMENT = `
create table contract_amendment (
  bureau_id   uuid        not null,
  id          uuid        not null,
  contract_id uuid        not null,
  provider_id uuid        not null,
  status      text        not null check (${oneOf('status', 'submitted', 'approved', 'refused')}),
  change      jsonb       not null,
  reason      text        not null,
  document    text,
  made_by     text        not null,
  made_at     timestamptz not null,
  decided_by  text,
  decided_at  timestamptz,
  primary key (bureau_id, id),
  constraint contract_amendment_decided check ((status = 'submitted') = (decided_by is null)),
  constraint contract_amendment_two_persons check (decided_by <> made_by or status = 'refused')
)`;

/** What a cadre needs, as it was said; an order may rest on it. What was said is sealed. */
const NEED = `
create table need (
  bureau_id   uuid        not null,
  id          uuid        not null,
  version     int         not null check (version >= 1),
  number      text        not null,
  cadre_id    uuid        not null,
  unit_id     uuid,
  channel     text        not null check (${oneOf('channel', 'online', 'phone', 'paper', 'card', 'visit')}),
  status      text        not null check (${oneOf('status', 'open', 'met', 'unmet')}),
  sealed      bytea       not null,
  recorded_at timestamptz not null,
  recorded_by text        not null,
  primary key (bureau_id, id),
  unique (bureau_id, number)
)`;

/** Whose rows these are besides the bureau's, all of it reading: a unit must know what it may order from whom. */
const OF_PARTY: readonly [ActorRole, table: string, scope: string][] = [
  ['provider', 'contract_file', inScope('provider_id', 'app.party')],
  ['provider', 'contract_amendment', inScope('provider_id', 'app.party')],
  ['unit', 'need', inScope('unit_id', 'app.party')],
  ['family', 'need', inScope('cadre_id', 'app.party')],
  ['unit', 'contract', IN_BUREAU],
  ['unit', 'price', IN_BUREAU],
  ['unit', 'provider_link', IN_BUREAU],
  ['unit', 'usage_limit', IN_BUREAU],
];

const NEW_TABLES = ['contract_file', 'contract_amendment', 'need'];

/** Contracts as the platform makes them, needs, and what units and providers may see of agreements. */
export class Agreements1763683200017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [CONTRACT_FILE, CONTRACT_AMENDMENT, NEED]);
    await runAll(db, [
      withinBureau('contract_file', 'contract_id', 'contract'),
      toShared('contract_file', 'provider_id', 'provider'),
      withinBureau('contract_amendment', 'contract_id', 'contract'),
      toShared('contract_amendment', 'provider_id', 'provider'),
      withinBureau('need', 'cadre_id', 'cadre'),
      withinBureau('need', 'unit_id', 'unit'),
      'create index contract_file_provider on contract_file (provider_id)',
      'create index contract_amendment_provider on contract_amendment (provider_id)',
      'create index contract_amendment_contract on contract_amendment (bureau_id, contract_id)',
      'create index need_cadre on need (cadre_id)',
      'create index need_unit on need (unit_id)',
    ]);
    await runAll(db, NEW_TABLES.flatMap(secure));
    await runAll(
      db,
      NEW_TABLES.flatMap((table) => [
        ...(['bureau', 'system'] as const).flatMap((actor) => allow(actor, WRITE, table, IN_BUREAU)),
        ...(['supervisor', 'auditor'] as const).flatMap((actor) => allow(actor, READ, table, IN_BUREAU)),
      ]),
    );
    await runAll(
      db,
      OF_PARTY.flatMap(([actor, table, scope]) => allow(actor, READ, table, scope)),
    );
    await asLedgerOwner(db, () => runAll(db, allow('unit', READ, 'ledger.commitment', IN_BUREAU)));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop policy of_unit on ledger.commitment']));
    await runAll(
      db,
      OF_PARTY.filter(([, table]) => !NEW_TABLES.includes(table)).map(
        ([actor, table]) => `drop policy of_${actor} on ${table}`,
      ),
    );
    await db.query('drop table need, contract_amendment, contract_file');
  }
}
