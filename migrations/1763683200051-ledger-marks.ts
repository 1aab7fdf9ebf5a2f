import type { MigrationInterface, QueryRunner } from 'typeorm';
import { allow, inScope, secure } from './policy';
import { asLedgerOwner, isMonth, runAll } from './sql';

/**
 * How far each fund's postings had come when a month was closed: whoever finds one of that month behind the mark has
 * found what came in after the close. Counting the month's postings said the same, but took the longer the more there
 * were, with everybody waiting.
 */
const PERIOD_MARK = [
  `create table ledger.period_mark (
    bureau_id uuid   not null,
    month     text   not null check (${isMonth('month')}),
    version   int    not null,
    fund_id   uuid   not null,
    seq       bigint not null,
    primary key (bureau_id, month, version, fund_id)
  )`,
  `create trigger append_only before update or delete on ledger.period_mark
    for each row execute function ledger.refuse_change('ledger.period_mark is append-only')`,
  ...secure('ledger.period_mark'),
  ...(['bureau', 'system', 'auditor'] as const).flatMap((actor) =>
    allow(actor, ['select'], 'ledger.period_mark', inScope('bureau_id', 'app.bureau')),
  ),
  'grant select on ledger.period_mark to songbai_act_supervisor',
  `create policy of_supervisor on ledger.period_mark for select to songbai_act_supervisor
    using (bureau_id = any (current_setting('app.party')::uuid[]))`,
  `create policy songbai_ledger on ledger.period_mark for all to songbai_ledger using (true) with check (true)`,
];

/** A month that is closed has nothing behind where its funds are now. Bureaus of all scopes, so without policies. */
const TABLES_READ = ['ledger.period', 'ledger.period_event', 'ledger.balance'];
const BACKFILL = [
  ...TABLES_READ.map((table) => `alter table ${table} no force row level security`),
  `insert into ledger.period_mark (bureau_id, month, version, fund_id, seq)
    select p.bureau_id, p.month, (select max(e.version) from ledger.period_event e
        where e.bureau_id = p.bureau_id and e.month = p.month and e.action = 'close'), b.fund_id, b.seq
      from ledger.period p join ledger.balance b on b.bureau_id = p.bureau_id
      where p.state = 'closed' and exists (select from ledger.period_event e
        where e.bureau_id = p.bureau_id and e.month = p.month and e.action = 'close')`,
  ...TABLES_READ.map((table) => `alter table ${table} force row level security`),
];

const COUNTED = `alter table ledger.period_event drop constraint period_event_counted, drop column postings`;
const UNCOUNTED = `alter table ledger.period_event add column postings bigint,
  add constraint period_event_counted check (postings is null or action = 'close')`;

/**
 * Moves a month to another state and writes down who did. Waits for whoever posts in the month and keeps others out
 * until the transaction ends, so it does as little as it can: what it costs grows with the funds and not with the
 * postings. The same id again answers what was done under it.
 */
const TURN = `
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
  closes := (select coalesce(max(e.version), 0) from ledger.period_event e
    where e.bureau_id = p_bureau and e.month = p_month and e.action = 'close');
  if p_action = 'reopen' and not exists (select from ledger.period_event e where e.bureau_id = p_bureau
      and e.month = p_month and e.version = closes and e.action = 'ask-reopen' and e.actor <> p_actor) then
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

/** A close marks where each fund was, at a cost that does not grow with the journal. */
export class LedgerMarks1763683200051 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, [...PERIOD_MARK, ...BACKFILL, COUNTED, TURN]));
  }

  /** The first form of turn is put back by undoing its own step; what was counted is gone. */
  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, ['drop table ledger.period_mark', UNCOUNTED]));
  }
}
