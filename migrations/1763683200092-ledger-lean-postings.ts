import type { MigrationInterface, QueryRunner } from 'typeorm';
import { BY_QUESTION, BY_RESERVATION, takenBack } from './ledger-taken-back';
import { asLedgerOwner, runAll } from './sql';

/**
 * One index over all that does not reserve, where there were four: every posting opens each index and asks what is to
 * be in it, and that while it holds the fund's row. It finds what was done with a reservation, what takes a posting
 * back (whose reservation, or none, is known) and what changed a fund's allotment; and it lets nobody reverse a posting
 * twice, since the last column is null but for what reverses.
 */
const INDEXES = [
  `drop index ledger.journal_reservation, ledger.journal_refers_to, ledger.journal_allotted,
    ledger.journal_reversed_once`,
  `create unique index journal_reservation on ledger.journal
    (bureau_id, reservation_id, refers_to, fund_id, nullif(kind = 'reverse', false)) where kind <> 'reserve'`,
];

const FORMER_INDEXES = [
  'drop index ledger.journal_reservation',
  `create index journal_reservation on ledger.journal (bureau_id, reservation_id) where kind <> 'reserve'`,
  `create index journal_refers_to on ledger.journal (bureau_id, refers_to) where refers_to is not null`,
  `create index journal_allotted on ledger.journal (bureau_id, fund_id) where d_allotted <> 0`,
  `create unique index journal_reversed_once on ledger.journal (bureau_id, refers_to) where kind = 'reverse'`,
];

/**
 * Rows that are moved all the time lie far apart: each look at a page with something to tidy tidies all of the page, so
 * a page of few rows is soon done. What is there moves when it is next written.
 */
const room = (balance: number, commitment: number, window: number): string[] => [
  `alter table ledger.balance set (fillfactor = ${balance})`,
  `alter table ledger.commitment set (fillfactor = ${commitment})`,
  `alter table ledger.limit_window set (fillfactor = ${window})`,
];

const keepPosting = (ifReserved: string): string => `
create or replace function ledger.keep_posting() returns trigger language plpgsql as $$
begin${ifReserved}
  if new.seq > 0 and ledger.is_posting(new.kind, new.reservation_id, new.refers_to, new.origin_year, new.manner,
      new.d_allotted, new.d_reserved, new.d_expended, new.d_paid) then
    return new;
  end if;
  raise exception 'posting % is none of its kind', new.id
    using errcode = 'check_violation', constraint = 'journal_balanced', schema = 'ledger', table = 'journal';
end $$`;

/** The posting of every day is looked at here, without a call of a function. */
const IF_RESERVED = `
  if new.kind = 'reserve' and new.seq > 0 and new.d_reserved > 0 and new.d_allotted = 0 and new.d_expended = 0
      and new.d_paid = 0 and num_nulls(new.refers_to, new.origin_year, new.manner) = 3
      and new.reservation_id is not null then
    return new;
  end if;`;

const RESERVED_BEFORE = `
  if kind = 'reserve' then
    return r > 0 and a = 0 and e = 0 and p = 0 and num_nulls(reservation, refers, origin, manner) = 3
      and reservation is not null;
  end if;`;

const isPosting = (ifReserved: string): string => `
create or replace function ledger.is_posting(kind text, reservation uuid, refers uuid, origin int, manner text,
  a bigint, r bigint, e bigint, p bigint)
returns boolean language plpgsql immutable as $$
begin${ifReserved}
  if (reservation is not null) is distinct from (kind in ('expend', 'release', 'reverse', 'recover'))
    or (refers is not null) is distinct from (kind in ('reverse', 'recover', 'unpay'))
    or (origin is not null) is distinct from (kind in ('carry-out', 'carry-in', 'lapse'))
    or (manner is not null) is distinct from (kind = 'recover') or manner not in ('deducted', 'returned') then
    return false;
  end if;
  return case kind
    when 'expend'    then a = 0  and e > 0 and r = -e and p = 0
    when 'release'   then a = 0  and r < 0 and e = 0 and p = 0
    when 'reverse'   then a = 0  and e < 0 and r = -e and p = 0
    when 'recover'   then a = 0  and r = 0 and e < 0 and p = e
    when 'pay'       then a = 0  and r = 0 and e = 0 and p > 0
    when 'unpay'     then a = 0  and r = 0 and e = 0 and p < 0
    when 'allot'     then a <> 0 and r = 0 and e = 0 and p = 0
    when 'carry-in'  then a > 0  and r = 0 and e = 0 and p = 0
    when 'carry-out' then a < 0  and r = 0 and e = 0 and p = 0
    when 'lapse'     then a < 0  and r = 0 and e = 0 and p = 0
    else false end;
end $$`;

/** What a posting pays beside its own row, once more. Measured by `npm run bench -- ledger`. */
export class LedgerLeanPostings1763683200092 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const functions = [isPosting(''), keepPosting(IF_RESERVED), ...takenBack(BY_RESERVATION)];
    await asLedgerOwner(db, () => runAll(db, [...INDEXES, ...room(10, 10, 40), ...functions]));
  }

  async down(db: QueryRunner): Promise<void> {
    const functions = [isPosting(RESERVED_BEFORE), keepPosting(''), ...takenBack(BY_QUESTION)];
    await asLedgerOwner(db, () => runAll(db, [...FORMER_INDEXES, ...room(30, 30, 70), ...functions]));
  }
}
