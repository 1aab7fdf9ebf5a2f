/** From and to, of all characters that nobody sees: blanks of every width, joiners, marks of direction, fillers. */
const UNSEEN: readonly (readonly [from: number, to: number])[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
];

const escaped = UNSEEN.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, i) => `\\${(from + i).toString(16).padStart(4, '0')}`),
).join('');

/** What is left of a text of what somebody sees. */
const SEEN = `
create function ledger.seen(p_text text) returns text language sql immutable as $$
  select translate(p_text, U&'${escaped}', '')
$$`;

/** What a turn of a month asks; the earlier form is there for the way back. */
interface Asking {
  readonly first: string;
  readonly again: string;
  readonly person: (column: string) => string;
  readonly isLater: string;
  readonly ordinal: readonly [column: string, value: string];
}

const BEFORE: Asking = {
  first: '',
  again: `
  select e.version into closes from ledger.period_event e
    where e.bureau_id = p_bureau and e.id = p_id and e.month = p_month and e.action = p_action;
  if found then
    return closes;
  end if;`,
  person: (column) => `lower(btrim(${column}))`,
  isLater: '(x.acted_at, x.id) > (e.acted_at, e.id)',
  ordinal: ['', ''],
};

/**
 * A reason and a name that can be seen; one person, whatever capitals, blanks and wide letters they write; the same id
 * for the same deed only. What was written later is later, whatever the clock said: a month's rows are numbered while
 * the month is held.
 */
const NOW: Asking = {
  first: `
  if isfinite(p_at) is not true then
    raise exception 'a moment is none' using errcode = 'LE400';
  end if;
  if (ledger.seen(p_actor) <> '') is not true
      or p_action not in ('soft', 'close') and (ledger.seen(p_reason) <> '') is not true then
    raise exception 'nobody is named, or no reason' using errcode = 'LE408';
  end if;`,
  again: `
  select e.version, (e.month, e.action, e.actor, e.reason) is not distinct from (p_month, p_action, p_actor, p_reason)
    into closes, is_same from ledger.period_event e where e.bureau_id = p_bureau and e.id = p_id;
  if is_same then
    return closes;
  elsif not is_same then
    raise exception 'id % was used for something else', p_id using errcode = 'LE409';
  end if;`,
  person: (column) => `lower(normalize(ledger.seen(${column}), NFKC))`,
  isLater: '(x.ordinal, x.acted_at, x.id) > (e.ordinal, e.acted_at, e.id)',
  ordinal: [
    ', ordinal',
    `, (select coalesce(max(e.ordinal), 0) + 1
      from ledger.period_event e where e.bureau_id = p_bureau and e.month = p_month)`,
  ],
};

/** Whoever asked may only take the request back; whoever did not may agree or refuse. A request ends once. */
const ifUnasked = ({ person, isLater }: Asking): string => `
  if p_action in ('reopen', 'take-back-reopen', 'refuse-reopen') and not exists (
      select from ledger.period_event e where e.bureau_id = p_bureau and e.month = p_month and e.version = closes
        and e.action = 'ask-reopen'
        and (${person('e.actor')} = ${person('p_actor')}) = (p_action = 'take-back-reopen')
        and not exists (select from ledger.period_event x where x.bureau_id = p_bureau and x.month = p_month
          and x.version = closes and x.action in ('take-back-reopen', 'refuse-reopen')
          and ${isLater})) then
    raise exception 'period % is reopened by one who asks and another who agrees', p_month using errcode = 'LE408';
  end if;`;

/** Moves a month to another state and writes down who did. The same id again answers what was done under it. */
const turn = (asking: Asking): string => `
create or replace function ledger.turn(p_bureau uuid, p_id uuid, p_month text, p_actor text, p_at timestamptz,
  p_action text, p_from text[], p_to text, p_reason text)
returns int language plpgsql as $$
declare
  found_state text;
  closes int;
  is_same boolean;
begin
  perform ledger.check_scope(p_bureau);${asking.first}
  select p.state into found_state from ledger.period p
    where p.bureau_id = p_bureau and p.month = p_month for update;${asking.again}
  if found_state is null or found_state <> all (p_from) then
    raise exception 'period % is %', p_month, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
  if p_action = 'soft' and to_char(p_at at time zone 'Asia/Shanghai', 'YYYY-MM') <= p_month then
    raise exception 'period % is not over', p_month using errcode = 'LE408';
  end if;
  closes := (select coalesce(max(e.version), 0) from ledger.period_event e
    where e.bureau_id = p_bureau and e.month = p_month and e.action = 'close');${ifUnasked(asking)}
  update ledger.period p set state = p_to where p.bureau_id = p_bureau and p.month = p_month and p.state <> p_to;
  closes := closes + case when p_action in ('soft', 'close') then 1 else 0 end;
  insert into ledger.period_event (bureau_id, id, month, version, action, actor, acted_at, reason${asking.ordinal[0]})
    values (p_bureau, p_id, p_month, closes, p_action, p_actor, p_at, p_reason${asking.ordinal[1]});
  if p_action = 'close' then
    insert into ledger.period_mark (bureau_id, month, version, fund_id, seq)
      select p_bureau, p_month, closes, b.fund_id, b.seq from ledger.balance b where b.bureau_id = p_bureau;
  end if;
  return closes;
end $$`;

const IF_NO_MONTH = `
  if (p_month ~ '^2[0-9]{3}-(0[1-9]|1[0-2])$') is not true then
    raise exception 'month % is none', p_month using errcode = 'LE400';
  end if;`;

/** A month is opened when something is first posted in it. */
const openPeriod = (ifNoMonth: string): string => `
create or replace function ledger.open_period(p_bureau uuid, p_month text) returns text language plpgsql
security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform ledger.check_scope(p_bureau);${ifNoMonth}
  insert into ledger.period (bureau_id, month, state) values (p_bureau, p_month, 'open')
    on conflict do nothing;
  return (select p.state from ledger.period p where p.bureau_id = p_bureau and p.month = p_month);
end $$`;

/** Rows that stand keep their order by the moment: they are numbered none. */
const SAID = `alter table ledger.period_event
  add column ordinal int not null default 0 constraint period_event_ordinal check (ordinal >= 0),
  add constraint period_event_said check (ledger.seen(actor) <> ''
    and (action in ('soft', 'close') or coalesce(ledger.seen(reason), '') <> '')) not valid`;

/** In this order. */
export const MONTHS_TURN: readonly string[] = [
  ...[SEEN, 'revoke execute on function ledger.seen from public', SAID, turn(NOW), openPeriod(IF_NO_MONTH)],
];

export const MONTHS_TURNED: readonly string[] = [
  ...[turn(BEFORE), openPeriod('')],
  'alter table ledger.period_event drop constraint period_event_said, drop column ordinal',
  'drop function ledger.seen',
];
