import type { MigrationInterface, QueryRunner } from 'typeorm';
import { oneOf, runAll } from './sql';

/** An emergency that a worker met with is owed a call as well; `told` is what they said of it. */
export class Emergencies1763683200041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `alter table call_request add column told text,
        drop constraint call_request_reason_check,
        add constraint call_request_reason check (${oneOf('reason', 'asked', 'low-rating', 'emergency')})`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `delete from call_request where reason = 'emergency'`,
      `alter table call_request drop column told, drop constraint call_request_reason,
        add constraint call_request_reason_check check (${oneOf('reason', 'asked', 'low-rating')})`,
    ]);
  }
}
