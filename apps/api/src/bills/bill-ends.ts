import { type BillStatus, isAdjudicated, MISSTATED } from '@songbai/billing';
import type { Finding, Money } from '@songbai/contracts';
import type { BillAnswer } from './bill-answer.dto';
import type { BillHistory } from './bill-history-store';

/** What is said of how a bill ends, and of the word that settled what it was adjudicated with. */
interface Ending {
  status: BillStatus;
  net: Money;
  findings: readonly Finding[];
}

const APPROVED: readonly BillStatus[] = ['approved', 'payable', 'paid'];

export const isApproved = (status: BillStatus): boolean => APPROVED.includes(status);

/** The provider's word stands: an adjustment or a return after it asks for it again. */
const isConfirmed = (status: BillStatus): boolean => status === 'confirmed' || isApproved(status);

/** Nothing of it is left to be paid: with its approval it is done, without an invoice and without a payment. */
export const isNothingDue = ({ status, net }: Ending): boolean => isAdjudicated(status) && net.isZero();

/** An invoice for nothing is not wanting. */
export const withoutT01 = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ code }) => code !== 'T01');

export const NO_WORD = {
  ...{ confirmedBy: null, confirmedAt: null, confirmedFor: null, confirmedEvidence: null },
};

type Confirmation = Pick<BillAnswer, keyof typeof NO_WORD>;

export function confirmationOf({ status }: Ending, history: BillHistory): Confirmation {
  if (!isConfirmed(status)) return NO_WORD;
  const { confirmedBy, confirmedAt, confirmedFor, confirmedEvidence } = history;
  return { confirmedBy, confirmedAt, confirmedFor, confirmedEvidence };
}

/** A declared total other than that of the lines (I14) is settled once the provider agrees to the amount approved. */
export function settledOf({ status, findings }: Ending, history: BillHistory): BillAnswer['settled'] {
  const { confirmedBy: by, confirmedAt: at, confirmedFor } = history;
  if (!isConfirmed(status) || by === null || at === null) return [];
  return findings
    .filter(({ code }) => code === MISSTATED)
    .map(({ code }) => ({ code, by, at, onBehalfOf: confirmedFor }));
}
