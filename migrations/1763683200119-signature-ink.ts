import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { runAll, withinBureau } from './sql';

/**
 * A blind index of what was drawn under a visit (`turn` 0) or added to it: the same drawing has the same, in whatever
 * file, and nothing of the drawing can be told from it. Drawings of before have none.
 */
const SIGNATURE_INK = `
create table signature_ink (
  bureau_id uuid  not null,
  visit_id  uuid  not null,
  turn      int   not null check (turn >= 0),
  ink       bytea not null check (octet_length(ink) = 32),
  primary key (bureau_id, visit_id, turn)
)`;

const KEEP_INK = `
create function keep_ink(p_bureau uuid, p_visit uuid, p_turn int, p_ink bytea) returns void
language plpgsql as $$
begin
  insert into public.signature_ink (bureau_id, visit_id, turn, ink) values (p_bureau, p_visit, p_turn, p_ink);
end $$`;

const WRITERS = ['bureau', 'system'] as const;
const IN_BUREAU = inScope('bureau_id', 'app.bureau');
/** A supervisor's setting is the list of the bureaus of its tree. */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

/** One drawing under several visits can be seen; and who gave up a visit's photos is known to whoever clears it. */
export class SignatureInk1763683200119 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      SIGNATURE_INK,
      withinBureau('signature_ink', 'visit_id', 'visit'),
      'create index signature_ink_same on signature_ink (bureau_id, ink, visit_id)',
      ...secure('signature_ink'),
      ...WRITERS.flatMap((actor) => allow(actor, ['select', 'insert'], 'signature_ink', IN_BUREAU)),
      ...allow('supervisor', ['select'], 'signature_ink', IN_TREE),
      ...allow('auditor', ['select'], 'signature_ink', IN_BUREAU),
      KEEP_INK,
      'revoke execute on function keep_ink from public',
      `grant execute on function keep_ink to ${WRITERS.map(roleOf).join(', ')}`,
      'alter table visit add column given_up_by text',
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'alter table visit drop column given_up_by',
      'drop function keep_ink',
      'drop table signature_ink',
    ]);
  }
}
