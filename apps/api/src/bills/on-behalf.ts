import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { OnBehalf } from './bills.dto';

/**
 * A provider's step is the provider's own; the bureau's clerk takes it only for one that said so, by name.
 */
export function forProvider({ person }: Caller, { onBehalfOf }: OnBehalf): void {
  if (person.role !== 'provider-manager' && !onBehalfOf) throw new DomainError('forbidden');
}
