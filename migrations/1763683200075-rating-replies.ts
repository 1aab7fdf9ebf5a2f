import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { oneOf, runAll } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const APPEND = ['select', 'insert'];
const READ = ['select'];
/** A supervisor's setting is the list of the bureaus of its tree. */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

/**
 * What the provider or the bureau said to a rating. What was said stays: whoever knows more says it after that. Its
 * keys stand in the table: added to it, they would be checked under the policies of `rating`, which no migration has
 * a party for.
 */
const RATING_REPLY = `
create table rating_reply (
  bureau_id   uuid        not null,
  id          uuid        not null,
  rating_id   uuid        not null,
  provider_id uuid,
  cadre_id    uuid        not null,
  party       text        not null check (${oneOf('party', 'provider', 'bureau')}),
  reply       text        not null check (reply <> ''),
  replied_by  text        not null,
  replied_at  timestamptz not null,
  primary key (bureau_id, id),
  constraint rating_reply_rating_id_fkey foreign key (bureau_id, rating_id) references rating (bureau_id, id),
  constraint rating_reply_cadre_id_fkey foreign key (bureau_id, cadre_id) references cadre (bureau_id, id),
  constraint rating_reply_provider_id_fkey foreign key (provider_id) references provider (id)
)`;

/** Replies to ratings, read by all who read the rating: the cadre and the family as well. */
export class RatingReplies1763683200075 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      RATING_REPLY,
      'create index rating_reply_rating on rating_reply (bureau_id, rating_id, replied_at)',
      'create index rating_reply_cadre on rating_reply (cadre_id)',
      'create index rating_reply_provider on rating_reply (provider_id)',
      ...secure('rating_reply'),
      ...allow('bureau', APPEND, 'rating_reply', IN_BUREAU),
      ...allow('system', APPEND, 'rating_reply', IN_BUREAU),
      ...allow('supervisor', READ, 'rating_reply', IN_TREE),
      ...allow('auditor', READ, 'rating_reply', IN_BUREAU),
      ...allow('provider', READ, 'rating_reply', inScope('provider_id', 'app.party')),
      ...allow('family', READ, 'rating_reply', inScope('cadre_id', 'app.party')),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table rating_reply');
  }
}
