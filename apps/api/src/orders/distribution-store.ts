import { type Day, type Share as DistributedShare, groupBy, Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { COUNTS } from './order-store';

/** An approved order as even distribution sees it, with its first fund and the day of its approval. */
export interface ApprovedShare extends DistributedShare {
  fund: string;
  day: Day;
}

interface ShareRow {
  number: string;
  cadre: string;
  amount: string;
  need: string | null;
  fund: string;
  day: Day;
}

/** Orders that were approved within these days: of all funds, or of those that name this fund first. */
export async function readApprovedShares(
  tx: Tx,
  bureauId: string,
  from: Day | null,
  to: Day | null,
  fundId: string | null = null,
): Promise<ApprovedShare[]> {
  const rows = await tx.query<ShareRow>(
    `select o.number, cadre.code as cadre, o.need, fund.code as fund,
       (o.approved_at at time zone 'Asia/Shanghai')::date::text as day,
       case o.status when 'cancelled' then (select coalesce(sum(r.amount - r.released), 0)::bigint
           from ledger.reservation r where r.bureau_id = o.bureau_id and r.order_id = o.id)
         else o.amount_fen end as amount
     from service_order o
     join order_fund f on f.bureau_id = o.bureau_id and f.order_id = o.id and f.position = 0
       and ($4::uuid is null or f.fund_id = $4)
     join fund on fund.bureau_id = f.bureau_id and fund.id = f.fund_id
     join cadre on cadre.bureau_id = o.bureau_id and cadre.id = o.cadre_id
     where o.bureau_id = $1 and ${COUNTS}
       and o.approved_at >= $2::date::timestamp at time zone 'Asia/Shanghai'
       and o.approved_at < ($3::date + 1)::timestamp at time zone 'Asia/Shanghai'`,
    [bureauId, from, to, fundId],
  );
  return rows.map(({ number, cadre, amount, need, fund, day }) => ({
    ...{ order: number, cadre, amount: Money.ofFen(amount), hasNeed: need !== null, fund, day },
  }));
}

/** Approved orders by first fund and day of approval: the groups of even distribution. */
export function byFundAndDay(
  shares: readonly ApprovedShare[],
): (fund: string, day: Day) => readonly DistributedShare[] {
  const groups = groupBy(shares, ({ fund, day }) => `${fund}\n${day}`);
  return (fund, day) => groups.get(`${fund}\n${day}`) ?? [];
}
