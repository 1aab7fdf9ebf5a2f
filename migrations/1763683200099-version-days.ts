import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The day of the paper that a change of a register rests on; it stood within the words of the reason before. */
export class VersionDays1763683200099 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table register_version add column effective_on date');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table register_version drop column effective_on');
  }
}
