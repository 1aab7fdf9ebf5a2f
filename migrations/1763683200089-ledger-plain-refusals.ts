import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const VERB = `returns jsonb language plpgsql security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan as $$`;

/** An amount that is not there would pass for a difference of nothing, and the key would be used up for no posting. */
const IF_UNEVEN = `
  if (cardinality(p_ids) = all (array[cardinality(p_funds), cardinality(p_differences), cardinality(p_effective),
        cardinality(p_documents)])) is not true or array_position(p_differences, null) is not null
      or cardinality(p_ids) > 0 and 0 = all (p_differences) then
    raise exception 'an allotment lacks its fund, amount, day or document' using errcode = 'LE400';
  end if;`;

/** Changes allotments by differences, which may be negative. A difference of nothing is not posted. */
const allot = (ifUneven: string): string => `
create or replace function ledger.allot(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_funds uuid[], p_differences bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('funds', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'allot', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;${ifUneven}
  perform ledger.plan_for(cardinality(p_ids));
  perform ledger.gate(p_bureau, p_period, 'open');
  perform ledger.open_balances(p_bureau, p_funds);
  perform ledger.post(p_bureau, 'allot', p_key, p_period, p_actor, p_at, array_agg(u.id order by u.ord),
      array_agg(u.fund_id order by u.ord), array_agg(null::uuid), array_agg(u.difference order by u.ord),
      array_agg(u.effective_on order by u.ord), array_agg(u.document order by u.ord))
    from unnest(p_ids, p_funds, p_differences, p_effective, p_documents)
      with ordinality as u (id, fund_id, difference, effective_on, document, ord)
    where u.difference <> 0 having count(*) > 0;
  return done;
end $$`;

/** A reservation and its posting have one id, so this is one step into the journal for each expense. */
const IF_EARLY = `
  if exists (select from unnest(p_reservations, p_effective) as u (id, day)
      join ledger.journal j on j.bureau_id = p_bureau and j.id = u.id and u.day < j.effective_on) then
    raise exception 'an expense comes before its reservation' using errcode = 'LE408';
  end if;`;

/** Turns reserved money into expended money, one posting per row. Neither a limit nor a ceiling moves by it. */
const expend = (ifEarly: string): string => `
create or replace function ledger.expend(
  p_bureau uuid, p_key text, p_hash bytea, p_period text, p_actor text, p_at timestamptz,
  p_ids uuid[], p_reservations uuid[], p_amounts bigint[], p_effective date[], p_documents text[])
${VERB}
declare
  done constant jsonb := jsonb_build_object('postings', cardinality(p_ids));
  answer jsonb := ledger.claim(p_bureau, 'expend', p_key, p_hash, done);
begin
  if answer is not null then
    return answer;
  end if;
  perform ledger.plan_for(cardinality(p_ids));
  perform ledger.gate(p_bureau, p_period, 'open', 'soft');${ifEarly}
  if cardinality(p_ids) > 0 then
    perform ledger.post(p_bureau, 'expend', p_key, p_period, p_actor, p_at, p_ids,
      ledger.draw(p_bureau, 'expend', p_reservations, p_amounts),
      p_reservations, p_amounts, p_effective, p_documents);
  end if;
  return done;
end $$`;

/** A month that is not over in the bureau's own time: closed softly, it would have no way back until it ends. */
const IF_NOT_OVER = `
  if p_action = 'soft' and to_char(p_at at time zone 'Asia/Shanghai', 'YYYY-MM') <= p_month then
    raise exception 'period % is not over', p_month using errcode = 'LE408';
  end if;`;

/** One person does not become two by a capital letter or a blank. */
const ANOTHER = ['lower(btrim(e.actor)) <> lower(btrim(p_actor))', 'e.actor <> p_actor'] as const;

/** Moves a month to another state and writes down who did. The same id again answers what was done under it. */
const turn = (ifNotOver: string, another: string): string => `
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
  end if;${ifNotOver}
  closes := (select coalesce(max(e.version), 0) from ledger.period_event e
    where e.bureau_id = p_bureau and e.month = p_month and e.action = 'close');
  if p_action = 'reopen' and not exists (select from ledger.period_event e where e.bureau_id = p_bureau
      and e.month = p_month and e.version = closes and e.action = 'ask-reopen' and ${another}) then
    raise exception 'period % is reopened by one who asks and another who agrees', p_month using errcode = 'LE408';
  end if;
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

/** What was let through and should not have been: half an allotment, an expense too early, a month closed too early. */
export class LedgerPlainRefusals1763683200089 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [allot(IF_UNEVEN), expend(IF_EARLY), turn(IF_NOT_OVER, ANOTHER[0])]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [allot(''), expend(''), turn('', ANOTHER[1])]));
  }
}
