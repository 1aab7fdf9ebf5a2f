import type { AccountChange } from '@songbai/billing';
import { dayOf, groupBy } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { bankAndAccount } from '../http/mask';

interface ChangeColumns {
  payment_id: string;
  payee: string;
  changed_by: string;
  changed_at: Date;
  bank_from: string | null;
  account_from: string | null;
  bank_to: string | null;
  account_to: string | null;
}

/** Changes of the accounts that payments go to since their payees were last paid, by payment, oldest first. */
export async function readPayeeChanges(
  tx: Tx,
  bureauId: string,
  paymentIds: readonly string[],
): Promise<Map<string, AccountChange[]>> {
  const rows = await tx.query<ChangeColumns>(
    'select * from payee_changes($1, $2) order by changed_at, payee, version',
    [bureauId, paymentIds],
  );
  return new Map([...groupBy(rows, (row) => row.payment_id)].map(([id, its]) => [id, its.map(changeOf)]));
}

const changeOf = (c: ChangeColumns): AccountChange => ({
  ...{ payee: c.payee, changedBy: c.changed_by },
  changedOn: dayOf(Math.floor(c.changed_at.getTime() / 1000)),
  accountFrom: bankAndAccount(c.bank_from, c.account_from),
  accountTo: bankAndAccount(c.bank_to, c.account_to),
});
