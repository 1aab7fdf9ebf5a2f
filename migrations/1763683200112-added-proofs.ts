import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { runAll, toShared, withinBureau } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const APPEND = ['select', 'insert'];
const READ = ['select'];
/** A supervisor's setting is the list of the bureaus of its tree. */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

/**
 * What a provider gave afterwards for a visit that is held: words (sealed: they may tell how somebody is), photos, a
 * signature. Beside the first proof, never in its place, and nothing of it is ever changed. `sha256` covers all of it
 * and what was there before; `used_elsewhere` are the records on which one of the photos was shown already.
 */
const ADDED_PROOF = `
create table visit_added_proof (
  bureau_id   uuid        not null,
  visit_id    uuid        not null,
  turn        int         not null check (turn > 0),
  provider_id uuid        not null,
  sealed      bytea       check (octet_length(sealed) <= 16384),
  photos      text[]      not null,
  signature   bytea       check (octet_length(signature) <= 524288),
  used_elsewhere text[]   not null,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by    text        not null check (added_by <> ''),
  added_at    timestamptz not null,
  primary key (bureau_id, visit_id, turn),
  constraint visit_added_proof_something check (sealed is not null or signature is not null or photos <> '{}')
)`;

/** Proof that is added to a visit while it is held. */
export class AddedProofs1763683200112 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      ADDED_PROOF,
      withinBureau('visit_added_proof', 'visit_id', 'visit'),
      toShared('visit_added_proof', 'provider_id', 'provider'),
      'create index visit_added_proof_provider on visit_added_proof (provider_id)',
      `create trigger append_only before update or delete on visit_added_proof
        for each row execute function public.refuse_change('visit_added_proof is append-only')`,
      ...secure('visit_added_proof'),
      ...(['bureau', 'system'] as const).flatMap((actor) =>
        allow(actor, APPEND, 'visit_added_proof', IN_BUREAU),
      ),
      ...allow('supervisor', READ, 'visit_added_proof', IN_TREE),
      ...allow('auditor', READ, 'visit_added_proof', IN_BUREAU),
      ...allow('provider', READ, 'visit_added_proof', inScope('provider_id', 'app.party')),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop table visit_added_proof']);
  }
}
