import type { UnbilledVisit } from '@songbai/billing';
import type { Month } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import type { Tx } from '../db/unit-of-work';

/** Of a line `l` and its `bill`: its visit is paid by it, or may still be. */
export const STANDS = `(l.accepted or bill.status in ('draft', 'submitted'))`;

/** Of visits `v`: they count for something, and stand on no bill that may still be paid. */
export const UNBILLED = `v.status in ('payable', 'part') and v.quantity_hundredths > 0
  and not exists (select from bill_line l join bill on bill.bureau_id = l.bureau_id and bill.id = l.bill_id
    where l.bureau_id = v.bureau_id and l.visit_number = v.number
      and ${STANDS})`;

/** Of a contract and a month, how many visits wait for a bill. */
export interface UnbilledMonth {
  contractId: string;
  month: Month;
  visits: number;
}

/** Beyond this nobody looks: it is years of many contracts. */
const MOST = 1_000;

/** Where something waits for a bill, the newest month first; read under the asker's own policies. */
export async function readUnbilledMonths(tx: Tx): Promise<UnbilledMonth[]> {
  const rows = await tx.query<{ contract_id: string; month: Month; visits: string }>(
    `select o.contract_id, to_char(v.day, 'YYYY-MM') as month, count(*) as visits
     from visit v join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
     where ${UNBILLED}
     group by 1, 2 order by month desc, visits desc, o.contract_id limit ${MOST}`,
    [],
  );
  return rows.map(({ contract_id: contractId, month, visits }) => ({
    ...{ contractId, month, visits: Number(visits) },
  }));
}

/** Visits under a contract on these days that wait for a bill. */
export async function readUnbilledOf(
  tx: Tx,
  bureauId: string,
  contractId: string,
  { from, before }: { from: string | null; before: string },
): Promise<UnbilledVisit[]> {
  const rows = await tx.query<{ number: string; item: string; day: string; quantity_hundredths: string }>(
    `select v.number, item.code as item, v.day::text, v.quantity_hundredths
     from visit v
     join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
     join item on item.bureau_id = v.bureau_id and item.id = v.item_id
     where v.bureau_id = $1 and o.contract_id = $2 and v.day < $4 and ($3::date is null or v.day >= $3)
       and ${UNBILLED}`,
    [bureauId, contractId, from, before],
  );
  return rows.map(({ quantity_hundredths: used, ...visit }) => ({
    ...visit,
    quantity: new Decimal(used).dividedBy(100),
  }));
}

/**
 * Of these visits, those that stand on a bill of the firm of this contract: its number by the visit's. What another
 * firm has billed is not told, though the command reads the whole bureau.
 */
export async function readBillsOf(
  tx: Tx,
  bureauId: string,
  contractId: string,
  visits: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ visit: string; bill: string }>(
    `select l.visit_number as visit, bill.number as bill
     from bill_line l join bill on bill.bureau_id = l.bureau_id and bill.id = l.bill_id
     where l.bureau_id = $1 and l.visit_number = any($3) and ${STANDS} and bill.provider_id =
       (select c.provider_id from contract c where c.bureau_id = $1 and c.id = $2)
     order by bill.number`,
    [bureauId, contractId, visits],
  );
  return new Map(rows.map(({ visit, bill }) => [visit, bill]));
}
