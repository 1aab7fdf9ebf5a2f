import { byPayer } from '@songbai/billing';
import type { StoredBill } from '../bills/bill-store';
import { readNetShares } from '../bills/settled-bill-store';
import type { Tx } from '../db/unit-of-work';
import type { NewPaymentRow } from './payment-store';

/** The rows of a payment: each bill split by who pays, to the account that its provider has now. */
export async function rowsOf(
  tx: Tx,
  bureauId: string,
  bills: readonly StoredBill[],
  settlement: 'direct' | 'reimbursed',
): Promise<NewPaymentRow[]> {
  const ids = bills.map(({ id }) => id);
  const shares = await readNetShares(tx, bureauId, ids);
  const funds = await readFunds(tx, bureauId);
  const payees = await readPayees(tx, bureauId, ids);
  return bills.flatMap(({ id, bill, providerId }) =>
    byPayer(shares.get(bill.number) ?? [], (fund) => funds.get(fund)?.owner).map((payer) => ({
      ...{ billId: id, providerId, ...must(payees.get(id)) },
      payerUnitId: payer.owner,
      amount: payer.amount,
      settlement: payer.owner === null ? 'direct' : settlement,
      funds: payer.funds.map(({ fund, amount }) => ({
        fundId: must(funds.get(fund)).id,
        code: fund,
        amount,
      })),
    })),
  );
}

async function readFunds(
  tx: Tx,
  bureauId: string,
): Promise<Map<string, { id: string; owner: string | null }>> {
  const rows = await tx.query<{ code: string; id: string; owner: string | null }>(
    'select code, id, owner_unit_id as owner from fund where bureau_id = $1',
    [bureauId],
  );
  return new Map(rows.map(({ code, id, owner }) => [code, { id, owner }]));
}

interface Payee {
  payee: string;
  /** Of the register: what the account was read from. */
  payeeVersion: number;
  bank: string;
  bankAccount: string;
}

async function readPayees(tx: Tx, bureauId: string, billIds: readonly string[]): Promise<Map<string, Payee>> {
  const rows = await tx.query<Record<'id' | 'name' | 'bank' | 'bank_account', string> & { version: number }>(
    `select bill.id, p.name, p.version, p.bank, p.bank_account from bill
     join contract on contract.bureau_id = bill.bureau_id and contract.id = bill.contract_id
     join provider_link p on p.bureau_id = contract.bureau_id and p.id = contract.provider_link_id
     where bill.bureau_id = $1 and bill.id = any($2)`,
    [bureauId, billIds],
  );
  return new Map(
    rows.map(({ id, name, version, bank, bank_account: bankAccount }) => [
      id,
      { payee: name, payeeVersion: version, bank, bankAccount },
    ]),
  );
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a stored bill points at nothing');
  return value;
}
