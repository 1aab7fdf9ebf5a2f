import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll, withinBureau } from './sql';

/** The owner of the tables is bound by their policies otherwise, when the new key is checked. */
const TABLES = ['contract_file', 'contract'];

/** A contract that was drafted after another one says after which: until it is agreed, what differs is shown. */
export class ContractModels1763683200102 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'alter table contract_file add column model_id uuid',
      ...TABLES.map((table) => `alter table ${table} no force row level security`),
      withinBureau('contract_file', 'model_id', 'contract'),
      ...TABLES.map((table) => `alter table ${table} force row level security`),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table contract_file drop column model_id');
  }
}
