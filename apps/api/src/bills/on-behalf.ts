import type { Caller } from '../access/caller';
import { invalid } from '../http/request.pipe';
import type { OnBehalf } from './bills.dto';

/**
 * A provider's step is the provider's own; staff of the bureau take it only for one that said so, by name. The provider
 * speaks for itself, and for nobody else.
 */
export function forProvider({ person }: Caller, { onBehalfOf }: OnBehalf): void {
  const isOwn = person.role === 'provider-manager';
  if (isOwn && onBehalfOf) throw invalid([{ path: 'onBehalfOf', rule: 'own-party' }]);
  if (!isOwn && !onBehalfOf) throw invalid([{ path: 'onBehalfOf', rule: 'for-whom' }]);
}
