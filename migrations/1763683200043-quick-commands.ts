import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * What every request or every command asks, in a language whose plans are kept: a function in SQL is read and planned
 * anew at each call, which took longer than the call itself. Owners and grants stay as they are.
 */
const PERSON_OF_SESSION = `
create or replace function person_of_session(p_session uuid, p_at timestamptz)
returns table (id uuid, display_name text, username text, role text, bureau_id uuid, unit_id uuid, provider_id uuid,
  worker_id uuid, cadre_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select u.id, u.display_name, u.username, u.role, u.bureau_id, u.unit_id, u.provider_id, u.worker_id, u.cadre_id
      from public.login_session s join public.app_user u on u.id = s.user_id
      where s.id = p_session and s.ended_at is null and s.expires_at > p_at and u.active;
end $$`;

const ANSWER_KEY = `
create or replace function answer_key(p_party text, p_key text, p_status int, p_answer bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update public.http_idempotency i set status = p_status, answer = p_answer
    where i.party = p_party and i.key = p_key and i.answer is null;
end $$`;

const WORKER_CLASHES = `
create or replace function worker_clashes(p_bureau uuid, p_workers uuid[], p_starts timestamptz[],
  p_ends timestamptz[])
returns table (asked bigint, from_at timestamptz, to_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select u.ord, greatest(h.started_at, u.started_at), least(h.ended_at, u.ended_at)
      from unnest(p_workers, p_starts, p_ends) with ordinality as u (worker_id, started_at, ended_at, ord)
      join public.worker_hours h on h.worker_id = u.worker_id and h.bureau_id <> p_bureau
        and h.started_at < u.ended_at and u.started_at < h.ended_at
      where p_bureau = current_setting('app.bureau')::uuid;
end $$`;

/**
 * Adds entries to the chain in the order given. The end of the chain is locked by reading it and written once, when all
 * entries stand: it was written before and after.
 */
const APPEND_AUDIT = `
create or replace function append_audit(p_bureau uuid, p_ids uuid[], p_entries text[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last_seq bigint;
  last_hash bytea;
  facts jsonb;
begin
  select h.seq, h.hash into last_seq, last_hash from public.audit_head h
    where h.bureau_id = p_bureau for no key update;
  if not found then
    insert into public.audit_head as h (bureau_id, seq, hash) values (p_bureau, 1, '')
      on conflict (bureau_id) do update set seq = h.seq returning h.seq, h.hash into last_seq, last_hash;
    if last_hash = '' then
      last_seq := 0;
    end if;
  end if;
  for i in 1 .. cardinality(p_ids) loop
    facts := p_entries[i]::jsonb;
    last_seq := last_seq + 1;
    insert into public.audit_log (bureau_id, id, seq, at, actor, verb, subject, subject_id, entry, previous_hash, hash)
      values (p_bureau, p_ids[i], last_seq, (facts->>'at')::timestamptz, facts->>'actor', facts->>'verb',
        facts->>'subject', (facts->>'id')::uuid, p_entries[i], last_hash,
        sha256(last_hash || convert_to(last_seq || E'\\n' || p_entries[i], 'UTF8')))
      returning hash into last_hash;
  end loop;
  update public.audit_head h set seq = last_seq, hash = last_hash where h.bureau_id = p_bureau;
end $$`;

/** Who approves an order now. */
const ADD_APPROVALS = `
create function add_approvals(p_bureau uuid, p_order uuid, p_ordered_by text, p_parties text[], p_party_ids uuid[],
  p_by text[], p_names text[], p_at timestamptz[], p_documents text[], p_scans text[]) returns void
language plpgsql as $$
begin
  insert into public.order_approval (bureau_id, order_id, ordered_by, party, party_id, approved_by, approver_name,
      approved_at, document, scan)
    select p_bureau, p_order, p_ordered_by, u.*
      from unnest(p_parties, p_party_ids, p_by, p_names, p_at, p_documents, p_scans) as u;
end $$`;

/** A requested order is approved, and takes these shares of the funds that it names. */
const APPROVE_ORDER = `
create function approve_order(p_bureau uuid, p_order uuid, p_status text, p_approved_by text, p_at timestamptz,
  p_unit_approved_by text, p_amount bigint, p_funds uuid[], p_shares bigint[]) returns void
language plpgsql as $$
begin
  for i in 1 .. cardinality(p_funds) loop
    update public.order_fund f set share_fen = p_shares[i]
      where f.bureau_id = p_bureau and f.order_id = p_order and f.fund_id = p_funds[i];
  end loop;
  update public.service_order o set status = p_status, approved_by = p_approved_by, approved_at = p_at,
      unit_approved_by = p_unit_approved_by, amount_fen = p_amount, findings = '[]'
    where o.bureau_id = p_bureau and o.id = p_order and o.status = 'requested';
end $$`;

/** Locks, in this order everywhere, the order of a visit, its worker, and the visit; false where there is none. */
const HOLD_VISIT = `
create function hold_visit(p_bureau uuid, p_visit uuid) returns boolean
language plpgsql as $$
declare
  of_visit record;
begin
  select v.order_id, v.worker_id into of_visit from public.visit v where v.bureau_id = p_bureau and v.id = p_visit;
  if not found then
    return false;
  end if;
  perform 1 from public.service_order o
    where o.bureau_id = p_bureau and o.id = of_visit.order_id for no key update;
  perform public.hold_workers(array[of_visit.worker_id]);
  perform 1 from public.visit v where v.bureau_id = p_bureau and v.id = p_visit for no key update;
  return true;
end $$`;

/** How a visit ended, with its photos and its signature. */
const FINISH_VISIT = `
create function finish_visit(p_bureau uuid, p_visit uuid, p_status text, p_ended_at timestamptz,
  p_longitude double precision, p_latitude double precision, p_accuracy double precision, p_signed boolean,
  p_method text, p_sealed bytea, p_by text, p_at timestamptz, p_device_at timestamptz, p_provider uuid, p_worker uuid,
  p_photos text[], p_signature bytea) returns void
language plpgsql as $$
begin
  update public.visit v set status = p_status, ended_at = p_ended_at, end_longitude = p_longitude,
      end_latitude = p_latitude, end_accuracy = p_accuracy, signed = p_signed, method = p_method, sealed = p_sealed,
      finished_by = p_by, uploaded_at = p_at, device_at = p_device_at, decided_seq = null
    where v.bureau_id = p_bureau and v.id = p_visit;
  if cardinality(p_photos) > 0 then
    insert into public.visit_photo (bureau_id, visit_id, sha256, provider_id, worker_id)
      select p_bureau, p_visit, u.sha256, p_provider, p_worker from unnest(p_photos) as u (sha256);
  end if;
  if p_signature is not null then
    insert into public.visit_signature (bureau_id, visit_id, sealed) values (p_bureau, p_visit, p_signature);
  end if;
end $$`;

/**
 * What was decided of stored visits, in the order of their turns: the visit itself, what its order loses or gets back,
 * and the worker's hours while it stands. A decision that is no new one keeps its turn.
 */
const DECIDE_VISITS = `
create function decide_visits(p_bureau uuid, p_visits uuid[], p_statuses text[], p_days date[], p_quantities bigint[],
  p_amounts bigint[], p_findings jsonb[], p_numbered boolean[]) returns void
language plpgsql as $$
declare
  numbered constant int := cardinality(array_positions(p_numbered, true));
  turn bigint;
  was record;
  stands boolean;
begin
  if numbered > 0 then
    insert into public.visit_turn as t (bureau_id, seq) values (p_bureau, numbered)
      on conflict (bureau_id) do update set seq = t.seq + excluded.seq returning seq - numbered into turn;
  end if;
  for i in 1 .. cardinality(p_visits) loop
    select v.status in ('payable', 'part') as stood, v.quantity_hundredths, v.order_id, v.worker_id, v.started_at,
        v.ended_at, v.decided_seq
      into was from public.visit v where v.bureau_id = p_bureau and v.id = p_visits[i];
    turn := turn + p_numbered[i]::int;
    stands := p_statuses[i] in ('payable', 'part');
    update public.visit v set status = p_statuses[i], day = p_days[i], quantity_hundredths = p_quantities[i],
        amount_fen = p_amounts[i], findings = p_findings[i],
        decided_seq = case when p_numbered[i] then turn else was.decided_seq end
      where v.bureau_id = p_bureau and v.id = p_visits[i];
    if p_quantities[i] <> was.quantity_hundredths then
      update public.service_order o
        set used_hundredths = o.used_hundredths + p_quantities[i] - was.quantity_hundredths
        where o.bureau_id = p_bureau and o.id = was.order_id;
    end if;
    if was.stood and not stands then
      delete from public.worker_hours h where h.bureau_id = p_bureau and h.visit_id = p_visits[i];
    elsif stands and not was.stood and was.worker_id is not null then
      insert into public.worker_hours (worker_id, bureau_id, visit_id, started_at, ended_at)
        values (was.worker_id, p_bureau, p_visits[i], was.started_at, was.ended_at);
    end if;
  end loop;
end $$`;

/** A worker's other visits, which every decision looks at; papers by id, for parties that act in several bureaus. */
const INDEXES = [
  'create index visit_of_worker on visit (bureau_id, worker_code, started_at)',
  'create index visit_id on visit (id)',
  'create index service_order_id on service_order (id)',
  'create index bill_id on bill (id)',
  'create index service_order_page_of_provider on service_order (provider_id, id)',
  'create index service_order_page_of_unit on service_order (unit_id, id)',
];

const FOR_WRITERS = ['add_approvals', 'approve_order', 'hold_visit', 'finish_visit', 'decide_visits'];

/** As the role that owns them, which may not make anything in this schema at other times. */
async function replaceAs(db: QueryRunner, owner: string, functions: readonly string[]): Promise<void> {
  await runAll(db, [`grant create on schema public to ${owner}`, `set local role ${owner}`]);
  await runAll(db, functions);
  await runAll(db, ['reset role', `revoke create on schema public from ${owner}`]);
}

/** The functions that commands wait for, at a fraction of their cost. */
export class QuickCommands1763683200043 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await replaceAs(db, roleOf('system'), [PERSON_OF_SESSION, ANSWER_KEY, APPEND_AUDIT]);
    await replaceAs(db, 'songbai_clash', [WORKER_CLASHES]);
    await runAll(db, [
      ...INDEXES,
      ...[ADD_APPROVALS, APPROVE_ORDER, HOLD_VISIT, FINISH_VISIT, DECIDE_VISITS],
      `revoke execute on function ${FOR_WRITERS.join(', ')} from public`,
      `grant execute on function ${FOR_WRITERS.join(', ')} to ${roleOf('bureau')}, ${roleOf('system')}`,
    ]);
  }

  /** What was replaced stays replaced: the first forms say the same, and have no use for anybody. */
  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      `drop function ${FOR_WRITERS.join(', ')}`,
      'drop index visit_of_worker, visit_id, service_order_id, bill_id',
      'drop index service_order_page_of_provider, service_order_page_of_unit',
    ]);
  }
}
