import { machine } from './machine';
import type { Contract } from './registers';
import type { Day } from './time';
import type { ContractStatus } from './vocabulary';

/**
 * The life of a contract. `begin` and `expire` are the calendar's verbs; all others are people's. Revising and
 * amending leave
 * it where it is: the one before anybody approved it, the other with a second person's approval.
 */
export const contractMachine = machine('contract', {
  draft: { revise: 'draft', submit: 'submitted' },
  submitted: { approve: 'approved', return: 'draft' },
  approved: { begin: 'active', suspend: 'suspended', terminate: 'terminated', amend: 'approved' },
  active: { suspend: 'suspended', terminate: 'terminated', expire: 'expired', amend: 'active' },
  suspended: { resume: 'active', terminate: 'terminated', expire: 'expired', amend: 'suspended' },
  expired: {},
  terminated: {},
});
export type ContractVerb = (typeof contractMachine)['verbs'][number];

/**
 * What a contract is on a day. The register keeps what people decided; the first day and the last one turn it
 * by themselves.
 * Rules and answers ask this, so no job has to run at midnight.
 */
export function statusOn(
  { status, startsOn, endsOn }: Pick<Contract, 'status' | 'startsOn' | 'endsOn'>,
  today: Day,
): ContractStatus {
  const begun = status === 'approved' && startsOn <= today ? contractMachine.next(status, 'begin') : status;
  const isOver = endsOn < today && contractMachine.allows(begun, 'expire');
  return isOver ? contractMachine.next(begun, 'expire') : begun;
}
