import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LedgerRecount1763683200054 } from './1763683200054-ledger-recount';
import { LedgerLighterReserve1763683200079 } from './1763683200079-ledger-lighter-reserve';
import { LedgerBatchLimits1763683200080 } from './1763683200080-ledger-batch-limits';
import {
  COMMIT_CONTRACTS,
  REBUILD_LIMIT_WINDOWS,
  SET_CEILINGS,
  UNCOMMIT_CONTRACTS,
} from './ledger-ceiling-room';
import { SHORT_LIMITS as FORMER_SHORT_LIMITS } from './ledger-limit-legs';
import { POST, POST_TO_MANY } from './ledger-post';
import { FROM_REGISTERS, reserveOrder } from './ledger-reserve-order';
import { GIVE_BACK_LIMITS, SHORT_LIMITS, TAKE_LIMITS, TAKE_WINDOW } from './ledger-window-room';
import { asLedgerOwner, runAll } from './sql';

/**
 * A sum that cannot be less than nothing. The rule of a column's type is read once in a session; that of a CHECK is
 * read and planned anew by every statement, which was a sixth of a reservation.
 */
const PARTS: readonly [name: string, base: string, rule: string, says: string][] = [
  ['fund_part', 'bigint', 'value >= 0', 'balance_covered'],
  ['contract_part', 'bigint', 'value >= 0', 'commitment_within'],
  ['window_part', 'bigint', 'value >= 0', 'limit_window_within'],
  ['share_part', 'bigint', 'value >= 0', 'reservation_used_once'],
  ['share_amount', 'bigint', 'value > 0', 'reservation_used_once'],
  ['share_place', 'int', 'value >= 0', 'reservation_used_once'],
  ['leg_part', 'bigint', 'value >= 0', 'reservation_limit_released_once'],
  ['leg_amount', 'bigint', 'value > 0', 'reservation_limit_released_once'],
];

const DOMAINS = PARTS.map(
  ([name, base, rule, says]) => `create domain ledger.${name} as ${base} constraint ${says} check (${rule})`,
);

/**
 * What was "used up to an allowance" is room that cannot be less than nothing: what is used takes it away by the same
 * statement. A lowered cap or ceiling leaves no room until the use is below it again.
 */
const TABLES = [
  `alter table ledger.limit_window drop constraint limit_window_within,
    alter cap type ledger.window_part, alter used type ledger.window_part,
    alter allowance type ledger.window_part using allowance - used`,
  'alter table ledger.limit_window rename column allowance to room',
  `alter table ledger.commitment drop constraint commitment_within,
    alter ceiling type ledger.contract_part, alter committed type ledger.contract_part,
    alter allowance type ledger.contract_part using allowance - committed`,
  'alter table ledger.commitment rename column allowance to room',
  `alter table ledger.balance drop constraint balance_covered, alter reserved type ledger.fund_part,
    alter expended type ledger.fund_part, alter paid type ledger.fund_part,
    add column available ledger.fund_part not null default 0`,
  'update ledger.balance b set available = b.allotted - b.reserved - b.expended',
  `alter table ledger.reservation drop constraint reservation_used_once, alter position type ledger.share_place,
    alter amount type ledger.share_amount, alter expended type ledger.share_part,
    alter released type ledger.share_part`,
  `alter table ledger.reservation_limit drop constraint reservation_limit_released_once,
    alter amount type ledger.leg_amount, alter released type ledger.leg_part`,
];

/** Of several columns of a row, where a verb that nobody waits for changes them. */
const RULES: readonly [name: string, table: string, of: string, rule: string][] = [
  [
    'balance_covered',
    'balance',
    'of allotted, expended, paid',
    'new.paid <= new.expended and new.available = new.allotted - new.reserved - new.expended',
  ],
  ['reservation_used_once', 'reservation', '', 'new.expended + new.released <= new.amount'],
  ['reservation_limit_released_once', 'reservation_limit', '', 'new.released <= new.amount'],
];

const keeper = (name: string, table: string, rule: string): string => `
create function ledger.keep_${table}() returns trigger language plpgsql as $$
begin
  if ${rule} then
    return new;
  end if;
  raise exception 'a row of ledger.${table} violates constraint "${name}"'
    using errcode = 'check_violation', constraint = '${name}', schema = 'ledger', table = '${table}';
end $$`;

const TRIGGERS = RULES.flatMap(([name, table, of, rule]) => [
  keeper(name, table, rule),
  `create trigger ${name} before update ${of} on ledger.${table}
    for each row execute function ledger.keep_${table}()`,
]);

/** Whom nobody calls any more. */
const GONE = ['is_covered', 'is_within', 'is_used_once', 'is_share', 'is_committed', 'post_reserve'];

const FUNCTIONS = [
  ...[TAKE_LIMITS, TAKE_WINDOW, GIVE_BACK_LIMITS, SHORT_LIMITS, REBUILD_LIMIT_WINDOWS],
  ...[SET_CEILINGS, COMMIT_CONTRACTS, UNCOMMIT_CONTRACTS, POST, POST_TO_MANY, reserveOrder(FROM_REGISTERS)],
];

const was = (name: string, args: string, rule: string): string => `create function ledger.${name}(${args})
  returns boolean language plpgsql immutable parallel safe as $$ begin return ${rule}; end $$`;

const FORMER_RULES = [
  was(
    'is_covered',
    'allotted bigint, reserved bigint, expended bigint, paid bigint',
    'reserved >= 0 and paid >= 0 and paid <= expended and reserved + expended <= allotted',
  ),
  was(
    'is_within',
    'cap bigint, allowance bigint, used bigint',
    'cap >= 0 and used >= 0 and used <= allowance',
  ),
  was(
    'is_used_once',
    'amount bigint, expended bigint, released bigint',
    'amount > 0 and expended >= 0 and released >= 0 and expended + released <= amount',
  ),
  was(
    'is_share',
    'place int, amount bigint, expended bigint, released bigint',
    'place >= 0 and amount > 0 and expended >= 0 and released >= 0 and expended + released <= amount',
  ),
  was(
    'is_committed',
    'ceiling bigint, allowance bigint, committed bigint',
    'ceiling >= 0 and allowance >= ceiling and committed >= 0 and committed <= allowance',
  ),
  // Nobody has called it for long; its own undoing looks for the name.
  `create function ledger.post_reserve() returns void language sql as ''`,
];

const FORMER_TABLES = [
  `alter table ledger.reservation_limit alter amount type bigint, alter released type bigint,
    add constraint reservation_limit_released_once check (ledger.is_used_once(amount, 0, released))`,
  `alter table ledger.reservation alter position type int, alter amount type bigint, alter expended type bigint,
    alter released type bigint,
    add constraint reservation_used_once check (ledger.is_share(position, amount, expended, released))`,
  `alter table ledger.balance drop column available, alter reserved type bigint, alter expended type bigint,
    alter paid type bigint,
    add constraint balance_covered check (ledger.is_covered(allotted, reserved, expended, paid))`,
  'alter table ledger.commitment rename column room to allowance',
  `alter table ledger.commitment alter ceiling type bigint, alter committed type bigint,
    alter allowance type bigint using allowance + committed,
    add constraint commitment_within check (ledger.is_committed(ceiling, allowance, committed))`,
  'alter table ledger.limit_window rename column room to allowance',
  `alter table ledger.limit_window alter cap type bigint, alter used type bigint,
    alter allowance type bigint using allowance + used,
    add constraint limit_window_within check (cap >= 0 and used between 0 and allowance)`,
];

/** How the functions that have no older file to be had from said it before. */
const FORMER: readonly [now: string, before: string][] = [
  ['p_cap, p_cap - p_amount', 'p_cap, p_cap'],
  ['cap, room, used)', 'cap, allowance, used)'],
  [
    ', room = w.room - excluded.used where w.room >= excluded.used',
    ' where w.used + excluded.used <= w.allowance',
  ],
  ['ceiling, room', 'ceiling, allowance'],
  [
    'room = greatest(excluded.ceiling - m.committed, 0)',
    'allowance = greatest(excluded.ceiling, m.committed)',
  ],
  [
    'room = greatest(m.ceiling - m.committed + a.total, 0)',
    'allowance = greatest(m.ceiling, m.committed - a.total)',
  ],
  ['k.ceiling - k.total', 'k.ceiling'],
  [', room = m.room - excluded.committed', ''],
  ['m.room >= excluded.committed', 'm.committed + excluded.committed <= m.allowance'],
  [',\n      available = b.available + (a - r - e) * total', ''],
  [',\n        available = b.available + (a - r - e) * k.total', ''],
  ['b.available + (a', 'b.allotted - b.reserved - b.expended + (a'],
];

const formerly = (text: string): string =>
  FORMER.reduce((before, [now, then]) => before.replaceAll(now, then), text);

/** Fences that cost a reservation nothing: rules of types, and of rows only where more than one column moves. */
export class LedgerRooms1763683200086 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const gone = GONE.map((name) => `drop function ledger.${name}`);
    await asLedgerOwner(db, () => runAll(db, [...DOMAINS, ...TABLES, ...TRIGGERS, ...gone, ...FUNCTIONS]));
  }

  async down(db: QueryRunner): Promise<void> {
    const named = [TAKE_WINDOW, SET_CEILINGS, COMMIT_CONTRACTS, UNCOMMIT_CONTRACTS, POST, POST_TO_MANY];
    await asLedgerOwner(db, () =>
      runAll(db, [
        ...FORMER_RULES,
        ...RULES.flatMap(([name, table]) => [
          `drop trigger ${name} on ledger.${table}`,
          `drop function ledger.keep_${table}`,
        ]),
        ...FORMER_TABLES,
        ...PARTS.map(([name]) => `drop domain ledger.${name}`),
        ...named.map(formerly),
        FORMER_SHORT_LIMITS,
      ]),
    );
    for (const step of [
      LedgerRecount1763683200054,
      LedgerLighterReserve1763683200079,
      LedgerBatchLimits1763683200080,
    ])
      await new step().up(db);
  }
}
