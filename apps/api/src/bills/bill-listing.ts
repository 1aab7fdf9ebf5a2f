import { type Condition, containing, equal, type Listing } from '../http/page';
import { AWAITS_INVOICE } from './bill-queue-store';
import type { BillQuery } from './bills.dto';

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
    equal('b.month', query.month),
    equal('b.contract_id', query.contractId),
    equal('b.provider_id', query.providerId),
  ],
  ...{ key: 'b.number', id: 'b.id' },
});
