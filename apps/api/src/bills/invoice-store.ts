import type { TaxInvoice } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { BillIdentity } from './bill-store';

/** The tax invoices that stand for these bills, by the bill's number. */
export async function readInvoices(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, TaxInvoice>> {
  const rows = await tx.query<Record<string, string>>(
    `select bill.number as bill, i.number, i.issued_on, i.buyer_code, i.seller_code, i.total
     from tax_invoice i join bill on bill.bureau_id = i.bureau_id and bill.id = i.bill_id
     where i.bureau_id = $1 and i.bill_id = any($2) and i.standing`,
    [bureauId, billIds],
  );
  return new Map(
    rows.map((row) => [
      String(row.bill),
      {
        bill: String(row.bill),
        number: String(row.number),
        issuedOn: String(row.issued_on),
        buyerCode: String(row.buyer_code),
        sellerCode: String(row.seller_code),
        total: String(row.total),
      },
    ]),
  );
}

/**
 * Files tax invoices. One that stood for the bill before is replaced: it stays on record, and its number is
 * free.
 */
export async function insertInvoices(
  tx: Tx,
  bureauId: string,
  invoices: readonly TaxInvoice[],
  bills: ReadonlyMap<string, BillIdentity>,
  file: string | null = null,
): Promise<void> {
  const rows = invoices.map((invoice) => ({
    bureau_id: bureauId,
    id: uuid(),
    bill_id: bills.get(invoice.bill)?.id,
    provider_id: bills.get(invoice.bill)?.providerId,
    number: invoice.number,
    issued_on: invoice.issuedOn,
    buyer_code: invoice.buyerCode,
    seller_code: invoice.sellerCode,
    total: invoice.total,
    file,
    filed: canonical('taxInvoices', invoice),
  }));
  const billIds = rows.map(({ bill_id: billId }) => billId);
  await tx.query(
    'update tax_invoice set standing = false where bureau_id = $1 and bill_id = any($2) and standing',
    [bureauId, billIds],
  );
  await tx.query('delete from invoice_number where bureau_id = $1 and bill_id = any($2)', [
    bureauId,
    billIds,
  ]);
  await insertRows(tx, 'tax_invoice', rows);
  await registerNumbers(
    tx,
    bureauId,
    rows.map(({ number, bill_id: billId }) => ({ number, billId })),
  );
}

/**
 * Enters the numbers in the register of all bureaus. The first of a number is unique, so whoever brings the
 * same one at the same moment waits here, and then counts both.
 */
async function registerNumbers(
  tx: Tx,
  bureauId: string,
  uses: readonly { number: string; billId: string | undefined }[],
): Promise<void> {
  const values = [bureauId, uses.map(({ number }) => number), uses.map(({ billId }) => billId)];
  const given = 'unnest($2::text[], $3::uuid[]) as u (number, bill_id)';
  for (const first of [true, false]) {
    await tx.query(
      `insert into invoice_number (number, bureau_id, bill_id, first)
       select u.number, $1, u.bill_id, ${first} from ${given} order by u.number, u.bill_id on conflict do nothing`,
      values,
    );
  }
}
