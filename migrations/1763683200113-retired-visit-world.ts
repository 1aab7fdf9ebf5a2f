import type { MigrationInterface, QueryRunner } from 'typeorm';
import { VisitWorldOf1763683200095 } from './1763683200095-visit-world-of';

/** `visit_world_of` was called by nobody: a finish asks `visit_world_now`, and everything else `visit_world`. */
export class RetiredVisitWorld1763683200113 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await new VisitWorldOf1763683200095().down(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await new VisitWorldOf1763683200095().up(db);
  }
}
