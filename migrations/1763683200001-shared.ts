import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/** `path` holds the ids from the root of the tree down to the bureau itself, each followed by a dot. */
const BUREAU = `
create table bureau (
  id          uuid not null primary key,
  credit_code text not null unique,
  name        text not null,
  parent_id   uuid,
  path        text not null,
  constraint bureau_path_ends_in_itself check (path like '%' || id::text || '.'),
  constraint bureau_not_its_own_parent check (parent_id <> id)
)`;

/**
 * A provider is one firm for every bureau it serves; what a bureau's office says of it stands in
 * provider_link.
 */
const PROVIDER = `
create table provider (
  id          uuid not null primary key,
  credit_code text not null unique,
  name        text not null
)`;

const WORKER = `
create table worker (
  id          uuid not null primary key,
  provider_id uuid not null,
  name        text not null
)`;

/**
 * Clash registers: one bureau learns through the functions below that an hour or a number is taken, never by
 * whom.
 */
const WORKER_HOURS = `
create table worker_hours (
  worker_id  uuid        not null,
  bureau_id  uuid        not null,
  visit_id   uuid        not null,
  started_at timestamptz not null,
  ended_at   timestamptz not null,
  primary key (worker_id, bureau_id, visit_id),
  constraint worker_hours_in_order check (ended_at >= started_at)
)`;

/** Several bills may hold one number: that is the clash which the register is there to show. */
const INVOICE_NUMBER = `
create table invoice_number (
  number    text not null,
  bureau_id uuid not null,
  bill_id   uuid not null,
  primary key (number, bureau_id, bill_id)
)`;

const INDEXES = [
  'create index bureau_parent on bureau (parent_id)',
  'create index worker_provider on worker (provider_id)',
  'create index worker_hours_by_time on worker_hours (worker_id, started_at)',
  'create index worker_hours_bureau on worker_hours (bureau_id)',
  'create index invoice_number_bureau on invoice_number (bureau_id)',
];

/** What all bureaus share: themselves, firms and their people by identity, and the two clash registers. */
export class Shared1763683200001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [BUREAU, PROVIDER, WORKER, WORKER_HOURS, INVOICE_NUMBER, ...INDEXES]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table invoice_number, worker_hours, worker, provider, bureau cascade');
  }
}
