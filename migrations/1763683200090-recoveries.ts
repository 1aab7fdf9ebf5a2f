import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/** The funds have money again only when it came back (P16). Not asked of what stands already. */
const RETURNED = `alter table bill_adjustment add constraint bill_recovery_returned
  check (kind <> 'recover' or manner = 'returned') not valid`;

/** Paid money is taken back when it is there. */
export class Recoveries1763683200090 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [RETURNED]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['alter table bill_adjustment drop constraint bill_recovery_returned']);
  }
}
