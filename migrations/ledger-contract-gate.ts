import {
  COUNT_ORDER as FORMER_COUNT_ORDER,
  MAKE_LIMITS_READY as FORMER_MAKE_LIMITS_READY,
} from './ledger-ready';
import { replacedOnce } from './sql';

/**
 * A single reservation writes the row of its contract in any case, so that this row is its gate: it remembers in which
 * months it may be passed, and of which edition the limits are that are worked out. Whoever shuts a month or counts
 * limits anew changes these rows, behind the gates that all others pass, and so waits for those who hold one of them.
 */
export const COLUMNS = [
  `alter table ledger.commitment add column open_months text[] collate "C" not null default '{}',
    add column edition bigint not null default 0`,
  'alter table ledger.ready_limits add column edition bigint not null default 1',
  'alter table ledger.ready_limits alter edition drop default',
];

/** For whoever keeps all others out: what a single reservation has read before counts no more. Answers the edition. */
const TURN_EDITION = `
create function ledger.turn_edition(p_bureau uuid) returns bigint
language plpgsql as $$
declare
  turned bigint;
begin
  perform 1 from ledger.commitment m where m.bureau_id = p_bureau order by m.contract_id for update;
  turned := 1 + greatest((select max(m.edition) from ledger.commitment m where m.bureau_id = p_bureau),
    (select max(k.edition) from ledger.ready_limits k where k.bureau_id = p_bureau), 0);
  update ledger.commitment m set edition = turned where m.bureau_id = p_bureau;
  update ledger.ready_limits k set edition = turned where k.bureau_id = p_bureau;
  return turned;
end $$`;

/**
 * Locks the row of a contract, and asks behind it whether the month is open: while it is held nobody can shut a month
 * to the end, or change limits. A contract that has no row yet is let through by the gate of the month; nobody may
 * wait there who holds such a row, since whoever shuts a month holds the gates and waits for the rows.
 */
const HOLD_CONTRACT = `
create function ledger.hold_contract(p_bureau uuid, p_contract uuid, p_month text) returns void
language plpgsql as $$
declare
  found_state text;
begin
  perform from ledger.commitment m where m.bureau_id = p_bureau and m.contract_id = p_contract for no key update;
  if not found then
    perform ledger.gate(p_bureau, p_month, 'open');
    return;
  end if;
  select p.state into found_state from ledger.period p where p.bureau_id = p_bureau and p.month = p_month;
  if found_state is distinct from 'open' then
    raise exception 'period % is %', p_month, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
end $$`;

/** For whoever holds the row of a contract in an open month: from now on it lets the month pass. */
const LET_PASS = `
create function ledger.let_pass(p_bureau uuid, p_contract uuid, p_month text) returns void
language plpgsql as $$
begin
  update ledger.commitment m set edition = k.edition,
      open_months = array_append(array_remove(m.open_months, p_month), p_month)
    from (select coalesce(max(r.edition), 0) as edition from ledger.ready_limits r where r.bureau_id = p_bureau) k
    where m.bureau_id = p_bureau and m.contract_id = p_contract
      and (m.edition <> k.edition or p_month <> all (m.open_months));
end $$`;

const SHUT = `
    if new.state <> 'open' then
      perform 1 from ledger.commitment m where m.bureau_id = new.bureau_id order by m.contract_id for update;
      update ledger.commitment m set open_months = array_remove(m.open_months, new.month)
        where m.bureau_id = new.bureau_id and new.month = any (m.open_months);
    end if;`;
const GATES_TURN = `where g.bureau_id = new.bureau_id and g.month = new.month;`;

const GATES = `order by g.month, g.slot for update;`;
const ALL_KEPT_OUT = `${GATES}
  perform ledger.turn_edition(p_bureau);`;

const LIMITS_RESERVED = `  if not (p_share_orders = p_orders and p_share_funds = o.first_funds
      and ledger.take_ready_limits(p_bureau, o.cadres, o.days, o.quantities, o.categories, o.measures, o.types,
        p_share_amounts)) is true then
    perform ledger.take_limits(p_bureau, p_orders, o.cadres, o.days, o.quantities, o.categories, o.measures,
      p_share_orders, p_share_funds, p_share_amounts);
  end if;`;
const COMMITTED = '  perform ledger.commit_contracts(p_bureau, o.contracts, o.amounts);';

const LIMITS_RELEASED =
  '  perform ledger.give_back_limits(p_bureau, p_reservations || p_unused_orders, p_amounts || p_unused_quantities);';
const RELEASED = '  perform ledger.uncommit_contracts(p_bureau, p_reservations, p_amounts);';
const LIMITS_RECOVERED = '  perform ledger.give_back_limits(p_bureau, t.reservations, t.amounts);';
const RECOVERED = '  perform ledger.uncommit_contracts(p_bureau, t.reservations, t.amounts);';

/** Rows are locked in one order, in which contracts stand before windows of limits now. */
const CONTRACTS_FIRST = [
  ['reserve', LIMITS_RESERVED, COMMITTED],
  ['release', LIMITS_RELEASED, RELEASED],
  ['recover', LIMITS_RECOVERED, RECOVERED],
] as const;

/** What changes of a verb in one place, and of the rest nothing. */
export const PLACES: readonly (readonly [verb: string, before: string, now: string])[] = [
  ['turn_gates', GATES_TURN, GATES_TURN + SHUT],
  ['keep_out', GATES, ALL_KEPT_OUT],
  ['rebuild_limit_windows', GATES, ALL_KEPT_OUT],
  ...CONTRACTS_FIRST.map(
    ([verb, limits, contracts]) => [verb, `${limits}\n${contracts}`, `${contracts}\n${limits}`] as const,
  ),
];

const GONE = 'drop function ledger.count_order';

const replacing = (text: string): string => text.replace('create function', 'create or replace function');

/** The order is read once its contract is held, and not again by whoever may not pass. */
const COUNT_ORDER = replacedOnce(
  FORMER_COUNT_ORDER,
  ['p_amount bigint,\n', 'p_amount bigint, p_period text,\n'],
  [
    'begin\n',
    `begin
  perform ledger.hold_contract(p_bureau, (select s.contract_id from public.service_order s
    where s.bureau_id = p_bureau and s.id = p_order), p_period);\n`,
  ],
  [
    '  for leg in',
    '  perform ledger.commit_contracts(p_bureau, array[o.contract_id], array[p_amount]);\n  for leg in',
  ],
  [
    '  contract_id := o.contract_id;',
    '  perform ledger.let_pass(p_bureau, o.contract_id, p_period);\n  contract_id := o.contract_id;',
  ],
);

const MAKE_LIMITS_READY = replacedOnce(
  replacing(FORMER_MAKE_LIMITS_READY),
  ['begin\n', 'declare\n  turned bigint;\nbegin\n'],
  [GATES, `${GATES}\n  turned := ledger.turn_edition(p_bureau);`],
  ['limits, windows, caps, are_yuan)', 'limits, windows, caps, are_yuan, edition)'],
  [
    `l.measure = 'yuan' order by l.id) filter (where l.id is not null), '{}')`,
    `l.measure = 'yuan' order by l.id) filter (where l.id is not null), '{}'), turned`,
  ],
);

export const FUNCTIONS = [
  ...[GONE, TURN_EDITION, HOLD_CONTRACT, LET_PASS, COUNT_ORDER, MAKE_LIMITS_READY],
  'revoke execute on function ledger.turn_edition, ledger.hold_contract, ledger.let_pass from public',
  'revoke execute on function ledger.count_order from public',
];
export const FORMER = [
  ...[GONE, FORMER_COUNT_ORDER, replacing(FORMER_MAKE_LIMITS_READY)],
  'revoke execute on function ledger.count_order from public',
  'drop function ledger.turn_edition, ledger.hold_contract, ledger.let_pass',
  'alter table ledger.commitment drop column open_months, drop column edition',
  'alter table ledger.ready_limits drop column edition',
];
