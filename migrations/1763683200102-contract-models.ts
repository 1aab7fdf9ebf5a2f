import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll, withinBureau } from './sql';

/** A contract that was drafted after another one says after which: what changed against it is shown until it is agreed. */
export class ContractModels1763683200102 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'alter table contract_file add column model_id uuid',
      withinBureau('contract_file', 'model_id', 'contract'),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table contract_file drop column model_id');
  }
}
