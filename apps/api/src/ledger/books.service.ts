import { Injectable } from '@nestjs/common';
import { type Day, Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/**
 * What we knew: until a moment, or until a head was sealed, which no clock can argue about. Nothing: all we know now.
 */
export type Known = { at: Date } | { head: number } | undefined;

export interface FundSums {
  allotted: Money;
  reserved: Money;
  expended: Money;
  paid: Money;
}

/** The books as a whole: sealed, counted by day, and read as they stood. */
@Injectable()
export class Books {
  /** Seals what was posted since the last head; answers the height of the newest head. */
  async seal(tx: Tx, bureauId: string, at: Date): Promise<number> {
    const params = [bureauId, at.toISOString()];
    const [row] = await tx.query<{ height: number }>('select ledger.seal_all($1, $2) as height', params);
    return Number(row?.height);
  }

  /** Brings the day totals up to date, a cache for `balanceAt`. */
  async tally(tx: Tx, bureauId: string, at: Date): Promise<void> {
    await tx.query('select ledger.tally($1, $2)', [bureauId, at.toISOString()]);
  }

  /** Throws the day totals away; they may be made again at any time. */
  async forgetTally(tx: Tx, bureauId: string): Promise<void> {
    await tx.query('select ledger.forget_tally($1)', [bureauId]);
  }

  /** What a fund had on a day, as far as we knew. */
  async balanceAt(
    tx: Tx,
    bureauId: string,
    fundId: string,
    asOf: Day | null,
    known: Known,
  ): Promise<FundSums> {
    const at = known && 'at' in known ? known.at.toISOString() : null;
    const head = known && 'head' in known ? known.head : null;
    const [row] = await tx.query<Record<string, string>>(
      `select * from ledger.balance_at($1, $2, $3, $4, case when $5::int is null then null
        else ledger.sealed_seq($1, $2, $5) end)`,
      [bureauId, fundId, asOf, at, head],
    );
    const sum = (name: string): Money => Money.ofFen(String(row?.[name]));
    return {
      allotted: sum('allotted'),
      reserved: sum('reserved'),
      expended: sum('expended'),
      paid: sum('paid'),
    };
  }
}
