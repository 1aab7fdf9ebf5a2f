import type { LineExpense } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/** What the ledger expended for each line of a bill and what is left of it, in the order in which it was posted. */
export async function readLineExpenses(tx: Tx, bureauId: string, bill: string): Promise<LineExpense[]> {
  const rows = await tx.query<{ id: string; reservation: string; line: string; fund: string; left: string }>(
    `select j.id, j.reservation_id as reservation, substr(j.document, length($2) + 2) as line, fund.code as fund,
       (j.d_expended + coalesce(back.amount, 0))::text as left
     from ledger.journal j
     join fund on fund.bureau_id = j.bureau_id and fund.id = j.fund_id
     left join lateral (select sum(b.d_expended)::bigint as amount from ledger.journal b
       where b.bureau_id = j.bureau_id and b.kind <> 'reserve' and b.reservation_id = j.reservation_id
         and b.refers_to = j.id) back on true
     where j.bureau_id = $1 and j.kind = 'expend' and j.reservation_id in (
         select r.id from bill_line l
         join bill on bill.bureau_id = l.bureau_id and bill.id = l.bill_id
         join visit v on v.bureau_id = l.bureau_id and v.id = l.visit_id
         join ledger.reservation r on r.bureau_id = v.bureau_id and r.order_id = v.order_id
         where l.bureau_id = $1 and bill.number = $2 and l.accepted)
       and j.document like replace(replace($2, '%', '\\%'), '_', '\\_') || '#%'
     order by j.posted_at, j.seq`,
    [bureauId, bill],
  );
  return rows
    .map(({ id, reservation, line, fund, left }) => ({
      ...{ id, reservation, line: Number(line), fund, left: Money.ofFen(left) },
    }))
    .filter(({ left }) => left.isPositive());
}
