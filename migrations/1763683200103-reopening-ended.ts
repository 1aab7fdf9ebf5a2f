import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, oneOf, runAll } from './sql';

const FIXED = 'security definer set search_path = pg_catalog, pg_temp';
const OFFICE = 'songbai_act_bureau, songbai_act_system';
const ACTIONS = ['soft', 'close', 'ask-reopen', 'reopen'];
/** A request to reopen ends without it: who asked takes it back, or another refuses it. */
const ENDS = ['take-back-reopen', 'refuse-reopen'];

const actions = (of: readonly string[], reasoned: readonly string[]): string =>
  `alter table ledger.period_event drop constraint period_event_action_check, drop constraint period_event_reason,
    add constraint period_event_action_check check (${oneOf('action', ...of)}),
    add constraint period_event_reason check (not ${oneOf('action', ...reasoned)} or reason <> '')`;

/** One person does not become two by a capital letter or a blank. */
const isSame = 'lower(btrim(e.actor)) = lower(btrim(p_actor))';

/** Whoever asked may only take the request back; whoever did not may agree or refuse. A request ends once. */
const IF_UNASKED = `
  if p_action in ('reopen', 'take-back-reopen', 'refuse-reopen') and not exists (
      select from ledger.period_event e where e.bureau_id = p_bureau and e.month = p_month and e.version = closes
        and e.action = 'ask-reopen' and (${isSame}) = (p_action = 'take-back-reopen')
        and not exists (select from ledger.period_event x where x.bureau_id = p_bureau and x.month = p_month
          and x.version = closes and x.action in ('take-back-reopen', 'refuse-reopen')
          and (x.acted_at, x.id) > (e.acted_at, e.id))) then
    raise exception 'period % is reopened by one who asks and another who agrees', p_month using errcode = 'LE408';
  end if;`;

const IF_ALONE = `
  if p_action = 'reopen' and not exists (select from ledger.period_event e where e.bureau_id = p_bureau
      and e.month = p_month and e.version = closes and e.action = 'ask-reopen' and not (${isSame})) then
    raise exception 'period % is reopened by one who asks and another who agrees', p_month using errcode = 'LE408';
  end if;`;

/** Moves a month to another state and writes down who did. The same id again answers what was done under it. */
const turn = (ifUnasked: string): string => `
create or replace function ledger.turn(p_bureau uuid, p_id uuid, p_month text, p_actor text, p_at timestamptz,
  p_action text, p_from text[], p_to text, p_reason text)
returns int language plpgsql as $$
declare
  found_state text;
  closes int;
begin
  perform ledger.check_scope(p_bureau);
  select p.state into found_state from ledger.period p
    where p.bureau_id = p_bureau and p.month = p_month for update;
  select e.version into closes from ledger.period_event e
    where e.bureau_id = p_bureau and e.id = p_id and e.month = p_month and e.action = p_action;
  if found then
    return closes;
  end if;
  if found_state is null or found_state <> all (p_from) then
    raise exception 'period % is %', p_month, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
  if p_action = 'soft' and to_char(p_at at time zone 'Asia/Shanghai', 'YYYY-MM') <= p_month then
    raise exception 'period % is not over', p_month using errcode = 'LE408';
  end if;
  closes := (select coalesce(max(e.version), 0) from ledger.period_event e
    where e.bureau_id = p_bureau and e.month = p_month and e.action = 'close');${ifUnasked}
  update ledger.period p set state = p_to where p.bureau_id = p_bureau and p.month = p_month and p.state <> p_to;
  closes := closes + case when p_action in ('soft', 'close') then 1 else 0 end;
  insert into ledger.period_event (bureau_id, id, month, version, action, actor, acted_at, reason)
    values (p_bureau, p_id, p_month, closes, p_action, p_actor, p_at, p_reason);
  if p_action = 'close' then
    insert into ledger.period_mark (bureau_id, month, version, fund_id, seq)
      select p_bureau, p_month, closes, b.fund_id, b.seq from ledger.balance b where b.bureau_id = p_bureau;
  end if;
  return closes;
end $$`;

/** The month stays closed; each answers the number of the close that it belongs to. */
const turnTo = (name: string, words: string, action: string): string => `
create function ledger.${name}(p_bureau uuid, p_id uuid, p_month text, p_actor text, p_at timestamptz, p_reason text)
returns int
language sql ${FIXED} as $$
  -- ${words}
  select ledger.turn(p_bureau, p_id, p_month, p_actor, p_at, '${action}', '{closed}', 'closed', p_reason)
$$`;

/**
 * A request to reopen a month that nobody wants any more goes, with its reason in the books. There is no way down once
 * one has gone: the rows that say so cannot be deleted, and the narrower check refuses them.
 */
export class ReopeningEnded1763683200103 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        actions([...ACTIONS, ...ENDS], ['ask-reopen', 'reopen', ...ENDS]),
        turn(IF_UNASKED),
        turnTo('take_back_reopen', 'who asked wants it no more', 'take-back-reopen'),
        turnTo('refuse_reopen', 'another does not agree', 'refuse-reopen'),
        `grant execute on function ledger.take_back_reopen, ledger.refuse_reopen to ${OFFICE}`,
      ]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        'drop function ledger.take_back_reopen, ledger.refuse_reopen',
        turn(IF_ALONE),
        actions(ACTIONS, ['ask-reopen', 'reopen']),
      ]),
    );
  }
}
