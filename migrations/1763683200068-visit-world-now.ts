import type { MigrationInterface, QueryRunner } from 'typeorm';
import { roleOf } from './policy';
import { runAll } from './sql';

const seconds = (moment: string): string => `extract(epoch from ${moment})::float8`;

/**
 * The world of a visit that ends now, of the bureau of the transaction, for whoever knows no more of it than its id and
 * its end: so it can be asked in one go with the search for the visit. `p_way` is the time before and after it within
 * which others of its worker matter. `about` tells which time was looked at: from, to, and the hours, if it took any.
 */
const VISIT_WORLD_NOW = `
create function visit_world_now(p_visit uuid, p_ended timestamptz, p_uploaded timestamptz, p_way interval) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  of_bureau constant uuid := current_setting('app.bureau')::uuid;
  it record;
  turn timestamptz;
  starts timestamptz[] := '{}';
  ends timestamptz[] := '{}';
begin
  select v.order_number, c.code as cadre, v.worker_code, i.code as item, v.started_at
    into it from public.visit v
    join public.cadre c on c.bureau_id = of_bureau and c.id = v.cadre_id
    join public.item i on i.bureau_id = of_bureau and i.id = v.item_id
    where v.bureau_id = of_bureau and v.id = p_visit;
  if not found then
    return null;
  end if;
  turn := coalesce(it.started_at, p_uploaded);
  if it.started_at < p_ended then
    starts := array[it.started_at];
    ends := array[p_ended];
  end if;
  return concat('{"about":[', ${seconds('turn - p_way')}, ',', ${seconds('greatest(turn, p_ended) + p_way')},
    case when it.started_at < p_ended then concat(',', ${seconds('it.started_at')}, ',', ${seconds('p_ended')}) end,
    '],', substr(public.visit_world(of_bureau, it.order_number, it.cadre, it.worker_code, it.item, turn - p_way,
      greatest(turn, p_ended) + p_way, '{}', starts, ends), 2));
end $$`;

/** A worker at the door waits for one round trip less. */
export class VisitWorldNow1763683200068 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const system = roleOf('system');
    await runAll(db, [
      VISIT_WORLD_NOW,
      'revoke execute on function visit_world_now from public',
      `grant execute on function visit_world_now to ${roleOf('bureau')}, ${system}`,
      `grant create on schema public to ${system}`,
      `alter function visit_world_now owner to ${system}`,
      `revoke create on schema public from ${system}`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop function visit_world_now');
  }
}
