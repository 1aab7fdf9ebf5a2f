import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAll } from './sql';

/** Says no in the form of a CHECK, so that whoever reads the refusal finds a constraint's name in it. */
const refused = (name: string): string =>
  `raise exception 'violates constraint "${name}"' using errcode = '23514'`;

/**
 * A record that was entered by whoever placed the order counts only once somebody else has looked into it (V21). A
 * trigger, since the order stands in another table; asked only where staff entered the record.
 */
const ENTERED = `
create function public.refuse_own_witness() returns trigger language plpgsql as $$
begin
  if exists (select from public.service_order o where o.bureau_id = new.bureau_id and o.id = new.order_id
      and o.ordered_by in (new.started_by, new.finished_by))
    and not exists (select from public.visit_resolution r where r.bureau_id = new.bureau_id and r.visit_id = new.id
      and r.code = 'V21' and r.resolution = 'confirm')
  then ${refused('visit_entered_by_another')}; end if;
  return new;
end $$`;

const ENTERED_GUARD = `
create trigger entered_by_another before insert or update of status on visit for each row
  when (new.status in ('payable', 'part') and new.method = 'manual' and new.started_by is not null)
  execute function public.refuse_own_witness()`;

/**
 * The provider's word on its amount, given by staff, is not the word of who filed for it or adjudicated (P11). A
 * trigger and no CHECK, since papers of before the rule stand as they are.
 */
const CONFIRMED = `
create function public.refuse_own_word() returns trigger language plpgsql as $$
begin
  ${refused('bill_confirmed_by_another')};
end $$`;

const CONFIRMED_GUARD = `
create trigger confirmed_by_another before insert or update of confirmed_by, confirmed_for on bill for each row
  when (new.confirmed_for is not null and (new.confirmed_by = new.adjudicated_by
    or (new.submitted_for is not null and new.confirmed_by = new.submitted_by)))
  execute function public.refuse_own_word()`;

const CLOSED = 'revoke execute on function public.refuse_own_witness(), public.refuse_own_word() from public';

/** One person alone brings no service to payment: a second one looked into the visit, a second one heard the firm. */
export class OtherPersons1763683200060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await runAll(db, [ENTERED, ENTERED_GUARD, CONFIRMED, CONFIRMED_GUARD, CLOSED]);
  }

  async down(db: QueryRunner): Promise<void> {
    await runAll(db, [
      'drop function public.refuse_own_witness cascade',
      'drop function public.refuse_own_word cascade',
    ]);
  }
}
