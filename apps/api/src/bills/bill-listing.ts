import { containing, equal, type Listing } from '../http/page';
import type { BillQuery } from './bills.dto';

/** Bills by number, as every kind of caller looks for them. `ids` where they have been found by other means. */
export const billListing = (query: BillQuery, ids: readonly string[] | null = null): Listing => ({
  select: 'b.bureau_id, b.id',
  from: 'bill b',
  where: [
    ids && ['b.id = any(?)', ids],
    containing(query.query, 'b.number'),
    equal('b.number', query.number),
    equal('b.status', query.status),
    equal('b.month', query.month),
    equal('b.contract_id', query.contractId),
    equal('b.provider_id', query.providerId),
  ],
  ...{ key: 'b.number', id: 'b.id' },
});
