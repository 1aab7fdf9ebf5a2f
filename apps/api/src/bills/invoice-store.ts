import type { TaxInvoice } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { BillIdentity } from './bill-store';

/** The tax invoices of these bills, by the bill's number. */
export async function readInvoices(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, TaxInvoice>> {
  const rows = await tx.query<Record<string, string>>(
    `select bill.number as bill, i.number, i.issued_on, i.buyer_code, i.seller_code, i.total
     from tax_invoice i join bill on bill.bureau_id = i.bureau_id and bill.id = i.bill_id
     where i.bureau_id = $1 and i.bill_id = any($2)`,
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

export async function insertInvoices(
  tx: Tx,
  bureauId: string,
  invoices: readonly TaxInvoice[],
  bills: ReadonlyMap<string, BillIdentity>,
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
    filed: canonical('taxInvoices', invoice),
  }));
  await insertRows(tx, 'tax_invoice', rows);
  await insertRows(
    tx,
    'invoice_number',
    rows.map(({ number, bill_id: billId }) => ({ number, bureau_id: bureauId, bill_id: billId })),
  );
}
