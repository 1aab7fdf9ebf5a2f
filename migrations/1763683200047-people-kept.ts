import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * Until when a password holds that somebody else has given: it opens nothing but the change to one's own. Null is one
 * that its owner has chosen.
 */
const APP_USER = 'alter table app_user add column password_until timestamptz';

/** What is swept out when its time has passed: none of it is a paper or a register. */
const SWEPT = ['login_session', 'login_failure', 'http_idempotency'];

export class PeopleKept1763683200047 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      APP_USER,
      `grant delete on ${SWEPT.join(', ')} to ${roleOf('system')}`,
      'create index login_session_expiry on login_session (expires_at)',
      'create index login_failure_time on login_failure (last_at)',
      'create index http_idempotency_time on http_idempotency (created_at)',
      'create index app_user_page on app_user (username, id)',
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop index login_session_expiry, login_failure_time, http_idempotency_time, app_user_page',
      `revoke delete on ${SWEPT.join(', ')} from ${roleOf('system')}`,
      'alter table app_user drop column password_until',
    ]);
  }
}
