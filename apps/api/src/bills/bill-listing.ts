import { type Condition, containing, equal, type Listing } from '../http/page';
import { AWAITS_INVOICE, IS_MISSTATED, isBack, NOT_APPLIED } from './bill-queue-store';
import type { BillQuery } from './bills.dto';

/** Whose standing tax invoice has a number. */
const INVOICED_AS = `exists (select from tax_invoice i
  where i.bureau_id = b.bureau_id and i.bill_id = b.id and i.standing and i.number = ?)`;

/** Bills by number, as every kind of caller looks for them, with further conditions. */
export const billListing = (query: BillQuery, further: readonly Condition[]): Listing => ({
  select: 'b.bureau_id, b.id',
  from: 'bill b',
  where: [
    ...further,
    containing(query.query, 'b.number'),
    equal('b.number', query.number),
    equal('b.status', query.status),
    query.invoice === 'awaited' ? AWAITS_INVOICE : null,
    query.payment === 'none' ? NOT_APPLIED : null,
    query.invoiceNumber ? [INVOICED_AS, query.invoiceNumber] : null,
    query.declared === 'differs' ? [IS_MISSTATED] : null,
    query.withdrawn === undefined ? null : isBack(query.withdrawn),
    equal('b.month', query.month),
    equal('b.contract_id', query.contractId),
    equal('b.provider_id', query.providerId),
  ],
  ...{ key: 'b.number', id: 'b.id' },
});
