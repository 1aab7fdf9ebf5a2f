import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

/**
 * The world of a visit that is there, for whoever knows when it begins and ends and not yet what it names: so it can be
 * asked along with the visit itself.
 */
const VISIT_WORLD_OF = `
create function visit_world_of(p_bureau uuid, p_visit uuid, p_from timestamptz, p_to timestamptz, p_photos text[],
  p_starts timestamptz[], p_ends timestamptz[]) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  it record;
begin
  if p_bureau is distinct from current_setting('app.bureau')::uuid then
    raise exception 'a visit is judged in the bureau of the transaction' using errcode = 'LE401';
  end if;
  select v.order_number, c.code as cadre, v.worker_code, i.code as item
    into it from public.visit v
    join public.cadre c on c.bureau_id = p_bureau and c.id = v.cadre_id
    join public.item i on i.bureau_id = p_bureau and i.id = v.item_id
    where v.bureau_id = p_bureau and v.id = p_visit;
  if not found then
    return null;
  end if;
  return public.visit_world(p_bureau, it.order_number, it.cadre, it.worker_code, it.item, p_from, p_to, p_photos,
    p_starts, p_ends);
end $$`;

/** A worker at the door waits for one round trip less. */
export class VisitWorldOf1763683200095 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      VISIT_WORLD_OF,
      'revoke execute on function visit_world_of from public',
      `grant execute on function visit_world_of to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      `alter function visit_world_of owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function visit_world_of');
  }
}
