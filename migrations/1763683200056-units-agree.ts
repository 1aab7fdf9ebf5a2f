import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/**
 * An order that was asked for on the platform is approved when every unit that owns a fund which it names has said so.
 * A folder of a month brings decided orders, with the seals that its own rules ask for.
 */
const UNITS_AGREE = `
create function units_agree() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.order_fund f where f.bureau_id = new.bureau_id and f.order_id = new.id
      and f.owner_unit_id is not null and not exists (select from public.order_approval a
        where a.bureau_id = f.bureau_id and a.order_id = f.order_id and a.party_id = f.owner_unit_id)) then
    raise exception 'order % names the fund of a unit that has not approved: constraint "service_order_units_agree"',
      new.id using errcode = '23514', constraint = 'service_order_units_agree';
  end if;
  return new;
end $$`;

export class UnitsAgree1763683200056 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [
      UNITS_AGREE,
      'revoke execute on function units_agree from public',
      `create trigger units_agree before update of status on service_order for each row
        when (old.status = 'requested' and new.status = 'approved' and new.requested_at is not null)
        execute function units_agree()`,
    ]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, ['drop trigger units_agree on service_order', 'drop function units_agree']);
  }
}
