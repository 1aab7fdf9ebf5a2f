import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * Who entered a rating at a login, by user name: nobody where the card itself rated, or a folder brought it. Aside is
 * what a login entered as said with the card where the card itself had spoken: it is kept, and replaces nothing.
 */
const SOURCES =
  'alter table rating add column entered_by text, add column aside boolean not null default false';

/** Of what was entered before, it is known by whom: a login's id is no card's. */
const EARLIER = [
  'alter table rating no force row level security',
  'update rating r set entered_by = u.username from app_user u where u.id::text = r.recorded_by',
  'alter table rating force row level security',
];

/** What a card said itself is told from what was entered for it. */
export class RatingSources1763683200120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [SOURCES, ...EARLIER]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table rating drop column aside, drop column entered_by');
  }
}
