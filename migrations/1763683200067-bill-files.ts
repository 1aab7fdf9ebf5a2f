import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { oneOf, runAll } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');
const APPEND = ['select', 'insert'];
const READ = ['select'];
/** A supervisor's setting is the list of the bureaus of its tree. */
const IN_TREE = `bureau_id = any (current_setting('app.party')::uuid[])`;

/**
 * What a provider shows against a bill: a picture, kept as its pixels anew, or a PDF as it came. Known by the SHA-256
 * of the file that was sent; the same file again is the same row, and nothing of it is ever changed.
 */
const BILL_FILE = `
create table bill_file (
  bureau_id   uuid        not null,
  bill_id     uuid        not null,
  provider_id uuid        not null,
  sha256      text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type  text        not null check (${oneOf('media_type', 'image/jpeg', 'application/pdf')}),
  name        text        not null check (name <> ''),
  content     bytea       not null check (octet_length(content) between 1 and 10485760),
  uploaded_by text        not null,
  uploaded_at timestamptz not null,
  primary key (bureau_id, bill_id, sha256),
  constraint bill_file_bill_id_fkey foreign key (bureau_id, bill_id, provider_id)
    references bill (bureau_id, id, provider_id)
)`;

/** The file is one of the same bill. */
const APPEAL_FILE = `
alter table bill_appeal
  add column file_sha256 text,
  add constraint bill_appeal_file_fkey foreign key (bureau_id, bill_id, file_sha256)
    references bill_file (bureau_id, bill_id, sha256)`;

/** Files as proof of what is appealed. */
export class BillFiles1763683200067 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      BILL_FILE,
      // The new key is checked past the table's policies: before PostgreSQL 16 its owner is under all of them at once.
      'alter table bill_appeal no force row level security',
      APPEAL_FILE,
      'alter table bill_appeal force row level security',
      'create index bill_file_provider on bill_file (provider_id)',
      `create trigger append_only before update or delete on bill_file
        for each row execute function public.refuse_change('bill_file is append-only')`,
      ...secure('bill_file'),
      ...allow('bureau', APPEND, 'bill_file', IN_BUREAU),
      ...allow('system', APPEND, 'bill_file', IN_BUREAU),
      ...allow('supervisor', READ, 'bill_file', IN_TREE),
      ...allow('auditor', READ, 'bill_file', IN_BUREAU),
      ...allow('provider', READ, 'bill_file', inScope('provider_id', 'app.party')),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['alter table bill_appeal drop column file_sha256', 'drop table bill_file']);
  }
}
