import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asLedgerOwner, runAll, withinBureau } from './sql';

/**
 * Indexes that every posting paid for and that few ask. What a fund's orders hold is read by its postings; a month is
 * read in the order in which it was posted, where a range of blocks is found as well; a posting that reserves has the
 * number of its reservation; and whoever gives back under limits knows the orders.
 */
const INDEXES = [
  'drop index ledger.reservation_fund, ledger.journal_period, ledger.journal_reservation',
  'drop index ledger.reservation_limit_order',
  'create index journal_period on ledger.journal using brin (period)',
  `create index journal_reservation on ledger.journal (bureau_id, reservation_id) where kind <> 'reserve'`,
  `alter table ledger.reservation_limit drop constraint reservation_limit_pkey,
    add constraint reservation_limit_pkey primary key (bureau_id, order_id, source_id, limit_id)`,
];

const FORMER_INDEXES = [
  `alter table ledger.reservation_limit drop constraint reservation_limit_pkey,
    add constraint reservation_limit_pkey primary key (bureau_id, source_id, limit_id)`,
  'drop index ledger.journal_period, ledger.journal_reservation',
  'create index journal_period on ledger.journal (bureau_id, period)',
  'create index journal_reservation on ledger.journal (bureau_id, reservation_id)',
  'create index reservation_fund on ledger.reservation (bureau_id, fund_id)',
  'create index reservation_limit_order on ledger.reservation_limit (bureau_id, order_id)',
];

/** Of the same kind as those dropped before: the verbs read the very rows, nobody may delete one, `verify` asks. */
const KEYS: readonly [table: string, column: string, target: string][] = [
  ['ledger.limit_window', 'limit_id', 'usage_limit'],
  ['ledger.limit_window', 'cadre_id', 'cadre'],
  ['ledger.commitment', 'contract_id', 'contract'],
  ['ledger.journal', 'refers_to', 'ledger.journal'],
];

const nameOf = (table: string, column: string): string => `${table.replace('ledger.', '')}_${column}_fkey`;

/** Words of the machine are compared byte by byte, and a rule for one column is read once when it is the type's. */
const WORDS = [
  `create domain ledger.key as text collate "C" check (value <> '')`,
  `alter table ledger.idempotency drop constraint idempotency_key_check,
    alter key type ledger.key, alter scope type text collate "C"`,
  'alter table ledger.period_gate alter month type text collate "C"',
];

const FORMER_WORDS = [
  'alter table ledger.period_gate alter month type text collate "default"',
  `alter table ledger.idempotency alter key type text, alter scope type text collate "default",
    add constraint idempotency_key_check check (key <> '')`,
  'drop domain ledger.key',
];

/**
 * The rule of postings as a trigger: a CHECK is read and planned anew by every statement, and that while it holds the
 * fund's row, which took 58 thousand instructions of each posting.
 */
const KEEP_POSTING = `
create function ledger.keep_posting() returns trigger language plpgsql as $$
begin
  if new.seq > 0 and ledger.is_posting(new.kind, new.reservation_id, new.refers_to, new.origin_year, new.manner,
      new.d_allotted, new.d_reserved, new.d_expended, new.d_paid) then
    return new;
  end if;
  raise exception 'posting % is none of its kind', new.id
    using errcode = 'check_violation', constraint = 'journal_balanced', schema = 'ledger', table = 'journal';
end $$`;

/** One call where a call and a comparison were two things to read. */
const IS_COMMITTED = `
create function ledger.is_committed(ceiling bigint, allowance bigint, committed bigint) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return ceiling >= 0 and allowance >= ceiling and committed >= 0 and committed <= allowance;
end $$`;

const FENCES = [
  KEEP_POSTING,
  IS_COMMITTED,
  `alter table ledger.commitment drop constraint commitment_within,
    add constraint commitment_within check (ledger.is_committed(ceiling, allowance, committed))`,
  'alter table ledger.journal drop constraint journal_balanced, drop constraint journal_seq_check',
  `create trigger journal_balanced before insert on ledger.journal
    for each row execute function ledger.keep_posting()`,
  // Without a call per row, of which a batch has many.
  `alter table ledger.limit_window drop constraint limit_window_within,
    add constraint limit_window_within check (cap >= 0 and used between 0 and allowance)`,
];

const FORMER_FENCES = [
  `alter table ledger.commitment drop constraint commitment_within,
    add constraint commitment_within check (allowance >= ceiling
      and ledger.is_within(ceiling, allowance, committed))`,
  'drop function ledger.is_committed',
  `alter table ledger.limit_window drop constraint limit_window_within,
    add constraint limit_window_within check (ledger.is_within(cap, allowance, used))`,
  'drop trigger journal_balanced on ledger.journal',
  'drop function ledger.keep_posting',
  `alter table ledger.journal add constraint journal_seq_check check (seq > 0),
    add constraint journal_balanced check (ledger.is_posting(kind, reservation_id, refers_to,
      origin_year, manner, d_allotted, d_reserved, d_expended, d_paid))`,
];

/** A contract's row is moved by every order under it: room for its next form on the same page. */
const ROOM = 'alter table ledger.commitment set (fillfactor = 30)';

/** What a posting pays beside its own rows. Measured by `npm run bench -- ledger`. */
export class LedgerLightRows1763683200078 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const keys = KEYS.map(
      ([table, column]) => `alter table ${table} drop constraint ${nameOf(table, column)}`,
    );
    await asLedgerOwner(db, () => runAll(db, [...INDEXES, ...keys, ...WORDS, ...FENCES, ROOM]));
  }

  async down(db: QueryRunner): Promise<void> {
    const keys = KEYS.map(([table, column, target]) => withinBureau(table, column, target));
    await asLedgerOwner(db, () =>
      runAll(db, [
        'alter table ledger.commitment reset (fillfactor)',
        ...FORMER_FENCES,
        ...FORMER_WORDS,
        ...keys,
        ...FORMER_INDEXES,
      ]),
    );
  }
}
