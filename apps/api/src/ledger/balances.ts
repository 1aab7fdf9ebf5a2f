import { Money, type Quantity } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';
import type { Posting } from '../papers/model';

/** What a fund has, by its code. */
export interface Balance {
  fund: string;
  fundId: string;
  allotted: Money;
  reserved: Money;
  expended: Money;
}

export async function readBalances(tx: Tx, bureauId: string): Promise<Balance[]> {
  const rows = await tx.query<Record<string, string>>(
    `select fund.code, fund.id, coalesce(b.allotted, 0) as allotted, coalesce(b.reserved, 0) as reserved,
       coalesce(b.expended, 0) as expended
     from fund left join ledger.balance b on b.bureau_id = fund.bureau_id and b.fund_id = fund.id
     where fund.bureau_id = $1`,
    [bureauId],
  );
  return rows
    .map((row) => ({
      fund: String(row.code),
      fundId: String(row.id),
      allotted: Money.ofFen(String(row.allotted)),
      reserved: Money.ofFen(String(row.reserved)),
      expended: Money.ofFen(String(row.expended)),
    }))
    .sort((a, b) => (a.fund < b.fund ? -1 : 1));
}

/** What approved orders hold under each contract, by its number: open reservations and what was expended. */
export async function readCommitments(tx: Tx, bureauId: string): Promise<Map<string, Money>> {
  const rows = await tx.query<{ number: string; committed: string }>(
    `select contract.number, c.committed from ledger.commitment c
     join contract on contract.bureau_id = c.bureau_id and contract.id = c.contract_id
     where c.bureau_id = $1`,
    [bureauId],
  );
  return new Map(rows.map(({ number, committed }) => [number, Money.ofFen(committed)]));
}

/** What was used of limits in the windows that begin on these days. */
export async function readLimitUse(
  tx: Tx,
  bureauId: string,
  windowStarts: readonly string[],
): Promise<UsedLimit[]> {
  const rows = await tx.query<Record<string, string>>(
    `select l.code as limit, cadre.code as cadre, w.window_start::text, w.used from ledger.limit_window w
     join usage_limit l on l.bureau_id = w.bureau_id and l.id = w.limit_id
     join cadre on cadre.bureau_id = w.bureau_id and cadre.id = w.cadre_id
     where w.bureau_id = $1 and w.window_start = any($2::date[])`,
    [bureauId, windowStarts],
  );
  return rows.map((row) => ({
    limit: String(row.limit),
    cadre: String(row.cadre),
    windowStart: String(row.window_start),
    amount: new Decimal(String(row.used)).dividedBy(100),
  }));
}

interface UsedLimit {
  limit: string;
  cadre: string;
  windowStart: string;
  amount: Quantity;
}

/** The postings of one month, by fund and sequence. */
export async function readPostings(tx: Tx, bureauId: string, period: string): Promise<Posting[]> {
  const rows = await tx.query<Record<string, string>>(
    `select fund.code, j.seq, j.kind, j.effective_on::text, j.d_allotted, j.d_reserved, j.d_expended, j.document
     from ledger.journal j join fund on fund.bureau_id = j.bureau_id and fund.id = j.fund_id
     where j.bureau_id = $1 and j.period = $2`,
    [bureauId, period],
  );
  return rows
    .map((row) => ({
      fund: String(row.code),
      seq: Number(row.seq),
      kind: row.kind as Posting['kind'],
      on: String(row.effective_on),
      allotted: Money.ofFen(String(row.d_allotted)),
      reserved: Money.ofFen(String(row.d_reserved)),
      expended: Money.ofFen(String(row.d_expended)),
      document: String(row.document),
    }))
    .sort((a, b) => (a.fund === b.fund ? a.seq - b.seq : a.fund < b.fund ? -1 : 1));
}
