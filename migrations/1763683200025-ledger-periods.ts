import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll } from './sql';

const FIXED = 'security definer set search_path = pg_catalog, pg_temp';

/**
 * Moves a month to another state and writes down who did. Waits for whoever posts in the month and keeps others out
 * until
 * the transaction ends, so it does as little as it can. The same id again answers what was done under it.
 */
const TURN = `
create function ledger.turn(p_bureau uuid, p_id uuid, p_month text, p_actor text, p_at timestamptz, p_action text,
  p_from text[], p_to text, p_reason text)
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
  insert into ledger.period_event (bureau_id, id, month, version, action, actor, acted_at, reason, postings)
    values (p_bureau, p_id, p_month, closes + case when p_action in ('soft', 'close') then 1 else 0 end, p_action,
      p_actor, p_at, p_reason, case when p_action = 'close' then (select count(*) from ledger.journal j
        where j.bureau_id = p_bureau and j.period = p_month) end)
    returning version into closes;
  return closes;
end $$`;

const turnTo = (
  name: string,
  words: string,
  action: string,
  from: string,
  to: string,
  reason = false,
): string => `
create function ledger.${name}(p_bureau uuid, p_id uuid, p_month text, p_actor text, p_at timestamptz${
  reason ? ', p_reason text' : ''
}) returns int
language sql ${FIXED} as $$
  -- ${words}
  select ledger.turn(p_bureau, p_id, p_month, p_actor, p_at, '${action}', '${from}', '${to}',
    ${reason ? 'p_reason' : 'null'})
$$`;

/** Each answers the number of the close that it belongs to. */
const TURNS = [
  turnTo('close_softly', 'from now on no new orders and allotments', 'soft', '{open}', 'soft'),
  turnTo('close', 'from now on nothing', 'close', '{open,soft}', 'closed'),
  turnTo('ask_reopen', 'one person asks and says why', 'ask-reopen', '{closed}', 'closed', true),
  turnTo('reopen', 'another agrees; the next close has a new number', 'reopen', '{closed}', 'open', true),
];

/** Sealing and counting are one at a time per bureau: they hold the first head, which stands for an empty ledger. */
const HOLD_BOOKS = `
create function ledger.hold_books(p_bureau uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform ledger.check_scope(p_bureau);
  insert into ledger.head (bureau_id, height, funds, postings, root, previous_hash, hash, sealed_at)
    values (p_bureau, 0, 0, 0, '', '', sha256(convert_to('songbai ledger ' || p_bureau, 'UTF8')), p_at)
    on conflict do nothing;
  perform 1 from ledger.head h where h.bureau_id = p_bureau and h.height = 0 for update;
end $$`;

/** Brings the day totals up to date; a cache, so at any time. Answers how many postings were counted. */
const TALLY = `
create function ledger.tally(p_bureau uuid, p_at timestamptz) returns bigint
language plpgsql ${FIXED} as $$
declare
  counted bigint;
begin
  perform ledger.hold_books(p_bureau, p_at);
  with last as materialized (
    select b.fund_id, b.seq as upto_seq, coalesce(t.upto_seq, 0) as after_seq, t.last_posted_at
      from ledger.balance b left join lateral (
        select d.upto_seq, d.last_posted_at from ledger.day_total d
          where d.bureau_id = p_bureau and d.fund_id = b.fund_id order by d.upto_seq desc limit 1) t on true
      where b.bureau_id = p_bureau and b.seq > coalesce(t.upto_seq, 0)
  ), days as (
    select l.fund_id, l.upto_seq, l.after_seq, l.last_posted_at as before, j.effective_on,
        max(j.posted_at) as posted_at,
        sum(j.d_allotted)::bigint as allotted, sum(j.d_reserved)::bigint as reserved,
        sum(j.d_expended)::bigint as expended, sum(j.d_paid)::bigint as paid
      from last l join ledger.journal j on j.bureau_id = p_bureau and j.fund_id = l.fund_id
        and j.seq > l.after_seq and j.seq <= l.upto_seq
      group by l.fund_id, l.upto_seq, l.after_seq, l.last_posted_at, j.effective_on
  ), kept as (
    insert into ledger.day_total (bureau_id, fund_id, upto_seq, effective_on, after_seq, last_posted_at, allotted,
        reserved, expended, paid)
      select p_bureau, d.fund_id, d.upto_seq, d.effective_on, d.after_seq,
          greatest(d.before, max(d.posted_at) over (partition by d.fund_id)), d.allotted, d.reserved, d.expended, d.paid
        from days d
  )
  select coalesce(sum(l.upto_seq - l.after_seq), 0)::bigint into counted from last l;
  return counted;
end $$`;

/** Throws the cache away; every answer stays the same. */
const FORGET_TALLY = `
create function ledger.forget_tally(p_bureau uuid) returns void
language plpgsql ${FIXED} as $$
begin
  perform ledger.check_scope(p_bureau);
  delete from ledger.day_total d where d.bureau_id = p_bureau;
end $$`;

/**
 * What a fund had on a day, as we knew it at a time: facts that belong to `p_as_of` or before, posted at `p_known_at`
 * or
 * before, and numbered `p_known_seq` at most (each null for "all"). Day totals answer for the postings that they cover,
 * where all of those count; without them, or with a hole in them, the journal answers for all.
 */
const BALANCE_AT = `
create function ledger.balance_at(p_bureau uuid, p_fund uuid, p_as_of date, p_known_at timestamptz default null,
  p_known_seq bigint default null)
returns table (allotted bigint, reserved bigint, expended bigint, paid bigint)
language sql stable as $$
  with spans as (
    select d.upto_seq, d.upto_seq - d.after_seq as width from ledger.day_total d
      where d.bureau_id = p_bureau and d.fund_id = p_fund and d.upto_seq <= coalesce(p_known_seq, d.upto_seq)
        and d.last_posted_at <= coalesce(p_known_at, d.last_posted_at)
      group by d.upto_seq, d.after_seq
  ), covered as (
    select case when sum(s.width) = max(s.upto_seq) then max(s.upto_seq) else 0 end as upto from spans s
  ), parts as (
    select d.allotted, d.reserved, d.expended, d.paid from ledger.day_total d
      where d.bureau_id = p_bureau and d.fund_id = p_fund and d.upto_seq <= (select upto from covered)
        and d.effective_on <= coalesce(p_as_of, d.effective_on)
    union all
    select j.d_allotted, j.d_reserved, j.d_expended, j.d_paid from ledger.journal j
      where j.bureau_id = p_bureau and j.fund_id = p_fund and j.seq > coalesce((select upto from covered), 0)
        and j.seq <= coalesce(p_known_seq, j.seq) and j.posted_at <= coalesce(p_known_at, j.posted_at)
        and j.effective_on <= coalesce(p_as_of, j.effective_on)
  )
  select coalesce(sum(p.allotted), 0)::bigint, coalesce(sum(p.reserved), 0)::bigint,
      coalesce(sum(p.expended), 0)::bigint, coalesce(sum(p.paid), 0)::bigint from parts p
$$`;

/** How many postings of a fund a head had sealed: "as of head 812" is a time that no clock can argue about. */
const SEALED_SEQ = `
create function ledger.sealed_seq(p_bureau uuid, p_fund uuid, p_head int) returns bigint language sql stable as $$
  select coalesce(max(s.to_seq), 0) from ledger.seal s
    where s.bureau_id = p_bureau and s.fund_id = p_fund and s.head_height <= p_head
$$`;

const STATEMENTS = [TURN, ...TURNS, HOLD_BOOKS, TALLY, FORGET_TALLY, BALANCE_AT, SEALED_SEQ];

/** Months that close and reopen, and what was known when. */
export class LedgerPeriods1763683200025 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () => runAll(db, STATEMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        `drop function ledger.sealed_seq, ledger.balance_at, ledger.forget_tally, ledger.tally, ledger.hold_books,
          ledger.reopen, ledger.ask_reopen, ledger.close, ledger.close_softly, ledger.turn`,
      ]),
    );
  }
}
