import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * That nobody comes is told: an order that its provider declined is not one that somebody cancelled, and a visit that
 * somebody called off or missed says by whom and when, and which visit was planned instead; one that ended with its
 * order or a life event says neither. Who accepted an order is said
 * as well. All of it empty for what was before.
 */
export class CalledOff1763683200108 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `alter table service_order add column declined boolean not null default false,
        add column accepted_by text, add column accepted_at timestamptz`,
      'create index service_order_declined on service_order (bureau_id, ended_at) where declined',
      `alter table visit add column dropped_by text, add column dropped_at timestamptz, add column replaced_by uuid`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'alter table visit drop column dropped_by, drop column dropped_at, drop column replaced_by',
      'drop index service_order_declined',
      'alter table service_order drop column declined, drop column accepted_by, drop column accepted_at',
    ]);
  }
}
