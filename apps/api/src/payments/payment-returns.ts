import { Money } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';

/** What was recovered of these bills after they were paid, by the bill's number. */
export async function readRecovered(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<{ number: string; recovered: Money }[]> {
  const rows = await tx.query<{ number: string; fen: string }>(
    `select bill.number, coalesce(sum(a.amount_fen) filter (where a.kind = 'recover'), 0)::text as fen from bill
     left join bill_adjustment a on a.bureau_id = bill.bureau_id and a.bill_id = bill.id
     where bill.bureau_id = $1 and bill.id = any($2) group by bill.id, bill.number order by bill.number`,
    [bureauId, billIds],
  );
  return rows.map(({ number, fen }) => ({ number, recovered: Money.ofFen(fen) }));
}

/** What the ledger posted when a payment was confirmed, by the key of its batch. */
export async function readPaidPostings(
  tx: Tx,
  bureauId: string,
  key: string,
): Promise<{ postingId: string; amount: Money; document: string }[]> {
  const rows = await tx.query<{ id: string; fen: string; document: string }>(
    `select id, d_paid::text as fen, document from ledger.journal
     where bureau_id = $1 and key = $2 and kind = 'pay' order by seq`,
    [bureauId, key],
  );
  return rows.map(({ id, fen, document }) => ({ postingId: id, amount: Money.ofFen(fen), document }));
}
