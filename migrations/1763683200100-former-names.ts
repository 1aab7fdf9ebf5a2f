import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll, toShared } from './sql';

/**
 * What somebody was called until their name was changed: papers say who signed them by user name, and are read with
 * the name of the day. Only added to.
 */
const FORMER_NAME = `
create table former_name (
  user_id uuid        not null,
  name    text        not null check (name <> ''),
  until   timestamptz not null,
  primary key (user_id, until)
)`;

/** A change of name leaves the old one on what was signed under it. */
export class FormerNames1763683200100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      FORMER_NAME,
      toShared('former_name', 'user_id', 'app_user'),
      `grant select, insert on former_name to ${roleOf('system')}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table former_name');
  }
}
