import {
  type Day,
  dayOf,
  type Finding,
  finding,
  groupBy,
  hasCome,
  type Instant,
  Money,
} from '@songbai/contracts';
import type { Share } from './reserve';

/** What one payer owes: the bureau, or the unit whose funds pay. */
export interface PayerShare {
  /** The unit's code; null is the bureau. */
  owner: string | null;
  amount: Money;
  funds: Share[];
}

/** What each fund gives in all, by code. Funds that give nothing in the end are left out. */
export function byFund(shares: readonly Share[]): Share[] {
  const groups = groupBy(shares, ({ fund }) => fund);
  return [...groups.keys()]
    .sort()
    .map((fund) => ({ fund, amount: Money.sum((groups.get(fund) ?? []).map(({ amount }) => amount)) }))
    .filter(({ amount }) => !amount.isZero());
}

/** Splits a bill by who pays: the bureau first, then units by code; the funds of each by code. */
export function byPayer(
  shares: readonly Share[],
  ownerOf: (fund: string) => string | null | undefined,
): PayerShare[] {
  const groups = groupBy(byFund(shares), ({ fund }) => ownerOf(fund) ?? '');
  return [...groups.keys()].sort().map((owner) => {
    const funds = groups.get(owner) ?? [];
    return {
      owner: owner === '' ? null : owner,
      amount: Money.sum(funds.map(({ amount }) => amount)),
      funds,
    };
  });
}

/** Whoever made or changed an amount does not approve it. */
export function checkApprover(person: string, others: readonly (string | null)[]): Finding[] {
  return others.includes(person) ? [finding('P02', { person })] : [];
}

/** Who filed a bill, and for whom where it was not the provider itself; and who adjudicated it. */
export interface BillHands {
  submittedBy: string | null;
  submittedFor: string | null;
  adjudicatedBy: string | null;
}

/** The provider's word on the amount, given by staff: by somebody who neither filed for it nor adjudicated. */
export function checkConfirmer(
  person: string,
  onBehalfOf: string | null,
  { submittedBy, submittedFor, adjudicatedBy }: BillHands,
): Finding[] {
  if (onBehalfOf === null) return [];
  const others = [submittedFor === null ? null : submittedBy, adjudicatedBy];
  return others.includes(person) ? [finding('P11', { person })] : [];
}

/** Whoever prepared a payment does not release it. */
export function checkReleaser(person: string, preparedBy: string): Finding[] {
  return person === preparedBy ? [finding('P03', { person })] : [];
}

/** A payee's account that was changed since it was last paid. Accounts as everybody may see them: masked. */
export interface AccountChange {
  payee: string;
  changedBy: string;
  changedOn: Day;
  accountFrom: string;
  accountTo: string;
}

/** What the people of a payment are told of accounts that were changed. */
export function noteAccounts(changes: readonly AccountChange[]): Finding[] {
  return changes.map((change) => finding('P20', { ...change }));
}

/** Whoever changed where money goes does not let it go. */
export function checkAccounts(person: string, changes: readonly AccountChange[]): Finding[] {
  const payees = changes.filter(({ changedBy }) => changedBy === person).map(({ payee }) => payee);
  return [...new Set(payees)].map((payee) => finding('P21', { person, payee }));
}

/** What was paid under another payment before, and who said on which day that it came back, and why. */
export interface PaidBefore {
  bill: string;
  /** The number of that payment, and the day on which its money left. */
  payment: string;
  paidOn: Day;
  failedBy: string;
  failedOn: Day;
  reason: string;
}

/** What the people of the next payment are told: that the money came back was one person's word. */
export function noteReturned(before: readonly PaidBefore[]): Finding[] {
  return before.map(({ bill, payment, paidOn, failedBy, failedOn, reason }) =>
    finding('P24', { bill, payment, paidOn, failedBy, failedOn, reason }),
  );
}

/** A bill as the maker of a payment sees it. */
export interface PaymentCandidate {
  number: string;
  net: Money;
  /** Whether it already stands in a payment that is under way. */
  isInPayment: boolean;
}

/** Every reason against paying these bills now, whatever their state. */
export function checkPayment(bills: readonly PaymentCandidate[]): Finding[] {
  return bills.flatMap(({ number, net, isInPayment }) => [
    ...(isInPayment ? [finding('P05', { bill: number })] : []),
    ...(net.isPositive() ? [] : [finding('P06', { bill: number })]),
  ]);
}

/** The day on which the money left lies between the release and today. */
export function checkPaidOn(paidOn: Day, releasedAt: Instant, now: Instant): Finding[] {
  const releasedOn = dayOf(releasedAt);
  if (paidOn >= releasedOn && hasCome(paidOn, now)) return [];
  return [finding('P12', { paidOn, releasedOn, today: dayOf(now) })];
}

/** A payment comes back whole, or not at all: money of a bill that was recovered since came back by itself. */
export function checkReturn(bills: readonly { number: string; recovered: Money }[]): Finding[] {
  return bills.flatMap(({ number, recovered }) =>
    recovered.isZero() ? [] : [finding('P14', { bill: number, amount: recovered.toString() })],
  );
}
