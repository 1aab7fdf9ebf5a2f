import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * How a name is typed in pinyin, for finding it: made by the application from the name beside it, so it tells
 * nothing that the name does not. A row from before has none until the application makes it.
 */
const NAMED = ['unit', 'cadre', 'provider_link', 'worker_link'];

export class NameKeys1763683200074 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(
      db,
      NAMED.map((table) => `alter table ${table} add column name_keys text`),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(
      db,
      NAMED.map((table) => `alter table ${table} drop column name_keys`),
    );
  }
}
