import { Injectable } from '@nestjs/common';
import type { Day, Month } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { readBalances } from '../ledger/balances';
import { batchKey, Ledger } from '../ledger/ledger';
import type { RegisterStore } from './register-store';
import type { RegisterChange } from './registers.service';

/** Into which month changes of registers are posted, when, and by whom. */
export interface Posting {
  month: Month;
  at: Date;
  by: string;
  /** The day of an allotment that somebody enters; a folder names none, and its month begins with them. */
  on?: Day;
  /** What an allotment rests on: document and clause. */
  basis?: string;
}

/**
 * What the ledger must know of changed registers: allotments, limits and ceilings. The same for a folder and
 * for one row.
 */
@Injectable()
export class RegisterPostings {
  constructor(private readonly ledger: Ledger) {}

  /** Follows `RegistersService.record` in its transaction, before anything else is posted there. */
  async post(
    tx: Tx,
    store: RegisterStore,
    changes: readonly RegisterChange[],
    posting: Posting,
  ): Promise<void> {
    const { bureauId } = store;
    await this.ledger.openPeriod(tx, bureauId, posting.month);
    const contracts = changes.filter(({ register }) => register === 'contracts');
    const isMixed = contracts.length > 0 && contracts.length < changes.length;
    if (changes.some(countsAnew)) await this.ledger.recountLimits(tx, bureauId);
    // Who reserves holds a contract and then wants its fund: here it is the other way round, so that he is kept out.
    else if (isMixed) await this.ledger.keepOut(tx, bureauId);
    await this.allot(tx, store, posting);
    await this.ledger.setCeilings(
      tx,
      bureauId,
      contracts.map(({ key }) => store.idOf('contracts', key)),
    );
  }

  /** Brings the allotments of the funds in the store to what the register says now. */
  private async allot(tx: Tx, store: RegisterStore, { month, at, by, basis, on }: Posting): Promise<void> {
    const { bureauId } = store;
    const balances = new Map((await readBalances(tx, bureauId)).map((balance) => [balance.fund, balance]));
    const rows = store.all('funds').flatMap((fund) => {
      const before = balances.get(fund.code);
      const difference = before ? fund.allotted.minus(before.allotted) : fund.allotted;
      if (difference.isZero()) return [];
      const version = store.find('funds', fund.code)?.version ?? 1;
      const fundId = store.idOf('funds', fund.code);
      const document = `指标 ${fund.code} v${version}${basis ? ` ${basis}` : ''}`;
      return [{ fundId, difference, effectiveOn: on ?? `${month}-01`, document }];
    });
    if (rows.length === 0) return;
    const key = batchKey(
      'allot',
      month,
      rows.map(({ document }) => document),
    );
    await this.ledger.allot(tx, { bureauId, period: month, actor: by, at, key }, rows);
  }
}

/** What nothing has been ordered of yet changes no count: a new item or fund. */
const countsAnew = ({ register, version }: RegisterChange): boolean =>
  register === 'limits' || (version > 1 && (register === 'items' || register === 'funds'));
