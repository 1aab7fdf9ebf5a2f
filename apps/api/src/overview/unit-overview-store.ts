import { Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { IS_VERIFIED } from '../visits/visit-queue-store';
import type { CadreSpendingAnswer } from './unit-overview.dto';

/** Open orders, visits and what was approved for each of these cadres in a year; who cost most first. */
export async function readSpending(
  tx: Tx,
  cadreIds: readonly string[],
  year: string,
): Promise<CadreSpendingAnswer[]> {
  const rows = await tx.query<Record<string, string>>(
    `select c.id, c.name,
       (select count(*) from service_order o where o.bureau_id = c.bureau_id and o.cadre_id = c.id
         and o.status in ('requested', 'approved', 'accepted', 'in-service')) as open_orders,
       (select count(*) from visit v where v.bureau_id = c.bureau_id and v.cadre_id = c.id
         and to_char(v.day, 'YYYY') = $3 and ${IS_VERIFIED}) as visits,
       coalesce(cost.spent, 0) as spent, coalesce(cost.by_unit, 0) as by_unit
     from cadre c
     left join lateral (
       select sum(s.amount_fen) as spent,
         sum(s.amount_fen) filter (where f.owner_unit_id = c.responsible_unit_id) as by_unit
       from visit v
       join bill_line l on l.bureau_id = v.bureau_id and l.visit_id = v.id and l.accepted
       join line_share s on s.bureau_id = l.bureau_id and s.bill_id = l.bill_id and s.line = l.line
       join fund f on f.bureau_id = s.bureau_id and f.id = s.fund_id
       where v.bureau_id = c.bureau_id and v.cadre_id = c.id and to_char(v.day, 'YYYY') = $3) cost on true
     where c.bureau_id = $1 and c.id = any($2::uuid[])
     order by coalesce(cost.spent, 0) desc, c.code`,
    [tx.actor.bureauId, cadreIds, year],
  );
  return rows.map((row) => ({
    ...{ cadreId: String(row.id), name: String(row.name) },
    ...{ openOrders: Number(row.open_orders), visits: Number(row.visits) },
    spent: Money.ofFen(String(row.spent)).toString(),
    spentByUnit: Money.ofFen(String(row.by_unit)).toString(),
  }));
}
