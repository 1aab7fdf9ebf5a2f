import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, roleOf, secure } from './policy';
import { runAll, toShared } from './sql';

const IN_BUREAU = inScope('bureau_id', 'app.bureau');

/** The end of each bureau's chain. It is the hottest row of a bureau, so it is taken last, just before the commit. */
const AUDIT_HEAD = `
create table audit_head (
  bureau_id uuid   not null primary key,
  seq       bigint not null check (seq > 0),
  hash      bytea  not null
)`;

/**
 * What was done, by whom, to what. `entry` is the text that was hashed, with all of the facts; the columns beside it
 * are for finding it. hash = SHA-256(previous hash, seq, line break, entry): who keeps a head can prove any change of
 * what came before it. No personal data.
 */
const AUDIT_LOG = `
create table audit_log (
  bureau_id     uuid        not null,
  id            uuid        not null,
  seq           bigint      not null check (seq > 0),
  at            timestamptz not null,
  actor         text        not null,
  verb          text        not null,
  subject       text        not null,
  subject_id    uuid        not null,
  entry         text        not null,
  previous_hash bytea       not null,
  hash          bytea       not null,
  primary key (bureau_id, id),
  unique (bureau_id, seq)
)`;

/** Adds entries to the chain in the order given; the numbers have no gap, because a refused transaction takes none. */
const APPEND_AUDIT = `
create function append_audit(p_bureau uuid, p_ids uuid[], p_entries text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  head public.audit_head;
  added record;
begin
  insert into public.audit_head as h (bureau_id, seq, hash) values (p_bureau, 1, '')
    on conflict (bureau_id) do update set seq = h.seq + 1 returning * into head;
  for added in select u.id, u.entry, u.entry::jsonb as facts
    from unnest(p_ids, p_entries) with ordinality as u (id, entry, ord) order by u.ord
  loop
    insert into public.audit_log (bureau_id, id, seq, at, actor, verb, subject, subject_id, entry, previous_hash, hash)
      values (p_bureau, added.id, head.seq, (added.facts->>'at')::timestamptz, added.facts->>'actor',
        added.facts->>'verb', added.facts->>'subject', (added.facts->>'id')::uuid, added.entry, head.hash,
        sha256(head.hash || convert_to(head.seq || E'\\n' || added.entry, 'UTF8')))
      returning hash, seq + 1 into head.hash, head.seq;
  end loop;
  update public.audit_head h set seq = head.seq - 1, hash = head.hash where h.bureau_id = p_bureau;
end $$`;

/** The record of what everybody did, which nobody can change without it showing. */
export class Audit1763683200016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      AUDIT_HEAD,
      AUDIT_LOG,
      toShared('audit_head', 'bureau_id', 'bureau'),
      toShared('audit_log', 'bureau_id', 'bureau'),
      'create index audit_log_subject on audit_log (bureau_id, subject_id, seq)',
      'create index audit_log_actor on audit_log (bureau_id, actor, seq)',
      'create index audit_log_time on audit_log (bureau_id, at)',
      `create trigger append_only before update or delete on audit_log
        for each row execute function public.refuse_change('audit_log is append-only')`,
      APPEND_AUDIT,
      'revoke execute on function append_audit from public',
      `grant execute on function append_audit to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      `alter function append_audit owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
    await runAll(db, ['audit_head', 'audit_log'].flatMap(secure));
    await runAll(db, [
      ...allow('system', ['select', 'insert', 'update'], 'audit_head', IN_BUREAU),
      ...allow('system', ['select', 'insert'], 'audit_log', IN_BUREAU),
      ...(['bureau', 'auditor'] as const).flatMap((actor) => [
        ...allow(actor, ['select'], 'audit_head', IN_BUREAU),
        ...allow(actor, ['select'], 'audit_log', IN_BUREAU),
      ]),
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop function append_audit', 'drop table audit_log, audit_head']);
  }
}
