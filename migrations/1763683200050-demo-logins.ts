import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * Which logins belong to the demo: the sign-in page offers them. It is written by the loading of the demo only, so
 * in an office's own database it stays empty and says that nobody may be offered to strangers.
 */
const DEMO_LOGIN = `
create table demo_login (
  username text not null primary key,
  name     text not null,
  role     text not null,
  position int  not null
)`;

export class DemoLogins1763683200050 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [DEMO_LOGIN, `grant select, insert on demo_login to ${roleOf('system')}`]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop table demo_login']);
  }
}
