import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * For each hour asked about, by its place in the arrays (from 1), where it overlaps an hour of the same
 * worker at another bureau: the overlap and nothing else, neither bureau nor visit.
 */
const WORKER_CLASHES = `
create function worker_clashes(p_bureau uuid, p_workers uuid[], p_starts timestamptz[], p_ends timestamptz[])
returns table (asked bigint, from_at timestamptz, to_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.ord, greatest(h.started_at, u.started_at), least(h.ended_at, u.ended_at)
    from unnest(p_workers, p_starts, p_ends) with ordinality as u (worker_id, started_at, ended_at, ord)
    join public.worker_hours h on h.worker_id = u.worker_id and h.bureau_id <> p_bureau
      and h.started_at < u.ended_at and u.started_at < h.ended_at
    where p_bureau = current_setting('app.bureau')::uuid
$$`;

/** How many bills, of any bureau, hold each of these invoice numbers. */
const INVOICE_NUMBER_USES = `
create function invoice_number_uses(p_bureau uuid, p_numbers text[]) returns table (number text, uses bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select n.number, count(*) from public.invoice_number n
    where n.number = any (p_numbers) and p_bureau = current_setting('app.bureau')::uuid
    group by n.number
$$`;

/** The two questions that cross bureaus. Their owner may read the clash registers and nothing else. */
export class Clashes1763683200013 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'grant select on worker_hours, invoice_number to songbai_clash',
      'create policy clash on worker_hours for select to songbai_clash using (true)',
      'create policy clash on invoice_number for select to songbai_clash using (true)',
      WORKER_CLASHES,
      INVOICE_NUMBER_USES,
      'revoke execute on function worker_clashes, invoice_number_uses from public',
      `grant execute on function worker_clashes, invoice_number_uses
        to songbai_act_bureau, songbai_act_system`,
      'grant create on schema public to songbai_clash',
      'alter function worker_clashes owner to songbai_clash',
      'alter function invoice_number_uses owner to songbai_clash',
      'revoke create on schema public from songbai_clash',
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop function worker_clashes, invoice_number_uses',
      'drop policy clash on worker_hours',
      'drop policy clash on invoice_number',
    ]);
  }
}
