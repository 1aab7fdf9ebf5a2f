import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inScope, secure } from './policy';
import { asLedgerOwner, runAll } from './sql';

const SLOTS = 16;

/**
 * The month gate in sixteen rows. Whoever posts holds one of them FOR SHARE, which one does not matter; who closes
 * takes all. One row for all posters is right too, but every one of them then writes itself into the list of those who
 * hold it: a fifth of the time of a reservation with eight at work.
 */
const PERIOD_GATE = [
  `create table ledger.period_gate (
    bureau_id uuid not null,
    month     text not null,
    slot      int  not null check (slot between 0 and ${SLOTS - 1}),
    state     text not null,
    primary key (bureau_id, month, slot)
  )`,
  ...secure('ledger.period_gate'),
  `create policy songbai_ledger on ledger.period_gate for all to songbai_ledger using (true) with check (true)`,
  `grant select on ledger.period_gate to songbai_act_bureau, songbai_act_system`,
  ...['bureau', 'system'].map(
    (actor) => `create policy of_${actor} on ledger.period_gate for select to songbai_act_${actor}
      using (${inScope('bureau_id', 'app.bureau')})`,
  ),
];

const TURN_GATES = `
create function ledger.turn_gates() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into ledger.period_gate (bureau_id, month, slot, state)
      select new.bureau_id, new.month, s.slot, new.state from generate_series(0, ${SLOTS - 1}) as s (slot);
  else
    update ledger.period_gate g set state = new.state where g.bureau_id = new.bureau_id and g.month = new.month;
  end if;
  return null;
end $$`;

const TURNS = [
  TURN_GATES,
  `create trigger turn_gates after insert or update of state on ledger.period
    for each row execute function ledger.turn_gates()`,
];

/** The slot only spreads the load: the number of the server's process, so that no two wait for the same row. */
const GATE = `
create or replace function ledger.gate(p_bureau uuid, p_period text, variadic p_states text[]) returns boolean
language plpgsql as $$
declare
  own_slot constant int := pg_backend_pid() % ${SLOTS};
  found_state text;
begin
  select g.state into found_state from ledger.period_gate g
    where g.bureau_id = p_bureau and g.month = p_period and g.slot = own_slot for share;
  if found_state is null or found_state <> all (p_states) then
    raise exception 'period % is %', p_period, coalesce(found_state, 'not opened') using errcode = 'LE423';
  end if;
  return true;
end $$`;

const OLD_GATE = GATE.replace(/\n {2}own_slot .*;/, '')
  .replace('ledger.period_gate g', 'ledger.period g')
  .replace(' and g.slot = own_slot', '');

/** The rows of the months as they are, of all bureaus. Whoever is at work is waited for: older verbs know no gates. */
const FILL = [
  'lock table ledger.period in exclusive mode',
  'alter table ledger.period no force row level security',
  `insert into ledger.period_gate (bureau_id, month, slot, state)
    select p.bureau_id, p.month, s.slot, p.state
      from ledger.period p cross join generate_series(0, ${SLOTS - 1}) as s (slot)`,
  'alter table ledger.period force row level security',
];

/** What may stand in a row, in one call per table: the text of a CHECK is read again by every statement. */
const RULES: readonly [name: string, args: string, rule: string][] = [
  [
    'is_covered',
    'allotted bigint, reserved bigint, expended bigint, paid bigint',
    'reserved >= 0 and paid >= 0 and paid <= expended and reserved + expended <= allotted',
  ],
  ['is_within', 'cap bigint, allowance bigint, used bigint', 'cap >= 0 and used >= 0 and used <= allowance'],
  [
    'is_used_once',
    'amount bigint, expended bigint, released bigint',
    'amount > 0 and expended >= 0 and released >= 0 and expended + released <= amount',
  ],
];

const FUNCTIONS = RULES.map(
  ([name, args, rule]) => `create function ledger.${name}(${args}) returns boolean
    language plpgsql immutable parallel safe as $$ begin return ${rule}; end $$`,
);

interface Fence {
  table: string;
  name: string;
  check: string;
  instead: readonly [name: string, check: string][];
}

const FENCES: readonly Fence[] = [
  {
    table: 'ledger.balance',
    name: 'balance_covered',
    check: 'ledger.is_covered(allotted, reserved, expended, paid)',
    instead: [
      ['balance_reserved', 'reserved >= 0'],
      ['balance_paid', 'paid between 0 and expended'],
      ['balance_covered', 'reserved + expended <= allotted'],
    ],
  },
  {
    table: 'ledger.limit_window',
    name: 'limit_window_within',
    check: 'ledger.is_within(cap, allowance, used)',
    instead: [
      ['limit_window_cap_check', 'cap >= 0'],
      ['limit_window_within', 'used between 0 and allowance'],
    ],
  },
  {
    table: 'ledger.commitment',
    name: 'commitment_within',
    check: 'allowance >= ceiling and ledger.is_within(ceiling, allowance, committed)',
    instead: [
      ['commitment_ceiling_check', 'ceiling >= 0'],
      ['commitment_within', 'committed between 0 and allowance'],
      ['commitment_allowance', 'allowance >= ceiling'],
    ],
  },
  {
    table: 'ledger.reservation',
    name: 'reservation_used_once',
    check: 'ledger.is_used_once(amount, expended, released)',
    instead: [
      ['reservation_position_check', 'position >= 0'],
      ['reservation_amount_check', 'amount > 0'],
      ['reservation_expended_check', 'expended >= 0'],
      ['reservation_released_check', 'released >= 0'],
      ['reservation_used_once', 'expended + released <= amount'],
    ],
  },
  {
    table: 'ledger.reservation_limit',
    name: 'reservation_limit_released_once',
    check: 'ledger.is_used_once(amount, 0, released)',
    instead: [
      ['reservation_limit_amount_check', 'amount > 0'],
      ['reservation_limit_released_check', 'released >= 0'],
      ['reservation_limit_released_once', 'released <= amount'],
    ],
  },
];

const drops = (names: readonly string[]): string => names.map((name) => `drop constraint ${name}`).join(', ');

const FENCES_UP = FENCES.map(
  ({ table, name, check, instead }) =>
    `alter table ${table} ${drops(instead.map(([old]) => old))}, add constraint ${name} check (${check})`,
);

const FENCES_DOWN = FENCES.map(
  ({ table, name, instead }) =>
    `alter table ${table} ${drops([name])}, ${instead
      .map(([old, check]) => `add constraint ${old} check (${check})`)
      .join(', ')}`,
);

/** The month gate in slots, and fences that cost a call instead of a reading. Measured by `npm run bench -- ledger`. */
export class LedgerGates1763683200028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [...PERIOD_GATE, ...TURNS, ...FILL, GATE, ...FUNCTIONS, ...FENCES_UP]),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await asLedgerOwner(db, () =>
      runAll(db, [
        ...FENCES_DOWN,
        ...RULES.map(([name]) => `drop function ledger.${name}`),
        OLD_GATE,
        'drop trigger turn_gates on ledger.period',
        'drop function ledger.turn_gates',
        'drop table ledger.period_gate',
      ]),
    );
  }
}
