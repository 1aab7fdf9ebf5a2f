import type { PaidBefore } from '@songbai/billing';
import { dayOf, groupBy } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { numberOf } from './payment-number';

interface BeforeColumns {
  payment_id: string;
  payer_unit_id: string | null;
  bill: string;
  id: string;
  prepared_at: Date;
  paid_on: string;
  failed_by: string;
  failed_at: Date;
  fail_reason: string;
}

/** A share of a bill that was paid under another payment before, and whose share it was. */
export type ShareBefore = PaidBefore & { payerUnitId: string | null };

/**
 * The bills of payments that a confirmed payment had paid before and that were said to have come back, by payment,
 * oldest first. Ids grow: one that was made earlier is the smaller, whatever time its request says.
 */
export async function readPaidBefore(
  tx: Tx,
  bureauId: string,
  paymentIds: readonly string[],
): Promise<Map<string, ShareBefore[]>> {
  const rows = await tx.query<BeforeColumns>(
    `select r.payment_id, r.payer_unit_id, bill.number as bill, was.id, was.prepared_at, was.paid_on::text,
       was.failed_by, was.failed_at, was.fail_reason
     from payment_row r
     join payment_row before on before.bureau_id = r.bureau_id and before.bill_id = r.bill_id and not before.live
       and before.payment_id < r.payment_id and before.payer_unit_id is not distinct from r.payer_unit_id
     join payment was on was.bureau_id = before.bureau_id and was.id = before.payment_id
       and was.status = 'failed' and was.paid_on is not null
     join bill on bill.bureau_id = r.bureau_id and bill.id = r.bill_id
     where r.bureau_id = $1 and r.payment_id = any($2)
     order by r.row, was.id`,
    [bureauId, paymentIds],
  );
  return new Map([...groupBy(rows, (row) => row.payment_id)].map(([id, its]) => [id, its.map(beforeOf)]));
}

const beforeOf = (c: BeforeColumns): ShareBefore => ({
  ...{ bill: c.bill, payment: numberOf({ id: c.id, preparedAt: c.prepared_at }), paidOn: c.paid_on },
  ...{ failedBy: c.failed_by, failedOn: dayOf(Math.floor(c.failed_at.getTime() / 1000)) },
  ...{ reason: c.fail_reason, payerUnitId: c.payer_unit_id },
});
