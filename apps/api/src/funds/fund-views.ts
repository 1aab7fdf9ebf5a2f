import { DomainError, Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import type { Listing } from '../http/page';
import type { Columns } from '../registers/register';
import type { BalanceAnswer, BalanceQuery, FundAnswer, PostingAnswer } from './funds.dto';

export const FUNDS: Pick<Listing, 'select' | 'from'> = {
  select: `t.id, t.code, t.type, t.owner_unit_id, t.year, t.version, b.allotted, b.reserved, b.expended, b.paid`,
  from: 'fund t left join ledger.balance b on b.bureau_id = t.bureau_id and b.fund_id = t.id',
};

export const POSTINGS: Pick<Listing, 'select' | 'from'> = {
  select: `j.id, j.seq, j.kind, j.d_allotted, j.d_reserved, j.d_expended, j.d_paid, j.effective_on::text, j.period,
    j.posted_at, j.document`,
  from: 'ledger.journal j',
};

export async function readFund(tx: Tx, id: string): Promise<FundAnswer> {
  const [row] = await tx.query<Columns>(`select ${FUNDS.select} from ${FUNDS.from} where t.id = $1`, [id]);
  if (!row) throw new DomainError('not-found');
  return fundOf(row);
}

export function fundOf(c: Columns): FundAnswer {
  return {
    ...{ id: String(c.id), code: String(c.code), type: c.type as FundAnswer['type'] },
    ...{ ownerUnitId: c.owner_unit_id === null ? null : String(c.owner_unit_id), year: Number(c.year) },
    ...potsOf(c.allotted, c.reserved, c.expended, c.paid),
    version: Number(c.version),
  };
}

export function postingOf(c: Columns): PostingAnswer {
  const yuan = (fen: unknown): string => Money.ofFen(String(fen)).toString();
  return {
    ...{ id: String(c.id), seq: Number(c.seq), kind: String(c.kind) },
    ...{ allotted: yuan(c.d_allotted), reserved: yuan(c.d_reserved) },
    ...{ expended: yuan(c.d_expended), paid: yuan(c.d_paid) },
    ...{ effectiveOn: String(c.effective_on), month: String(c.period), document: String(c.document) },
    postedAt: (c.posted_at as Date).toISOString(),
  };
}

/** The fund as it stood on a day, or as we knew it at a moment: the sum of its postings up to there. */
export async function readBalance(
  tx: Tx,
  id: string,
  { asOf, knownAt }: BalanceQuery,
): Promise<BalanceAnswer> {
  const [row] = await tx.query<Columns>(
    `select coalesce(sum(d_allotted), 0) as allotted, coalesce(sum(d_reserved), 0) as reserved,
       coalesce(sum(d_expended), 0) as expended, coalesce(sum(d_paid), 0) as paid
     from ledger.journal where fund_id = $1 and ($2::date is null or effective_on <= $2)
       and ($3::timestamptz is null or posted_at <= $3)`,
    [id, asOf ?? null, knownAt ?? null],
  );
  return potsOf(row?.allotted, row?.reserved, row?.expended, row?.paid);
}

function potsOf(allotted: unknown, reserved: unknown, expended: unknown, paid: unknown): BalanceAnswer {
  const money = (fen: unknown): Money => Money.ofFen(String(fen ?? '0'));
  const available = money(allotted).minus(money(reserved)).minus(money(expended));
  return {
    ...{ allotted: money(allotted).toString(), reserved: money(reserved).toString() },
    ...{
      expended: money(expended).toString(),
      paid: money(paid).toString(),
      available: available.toString(),
    },
  };
}
