import type { Person } from '../access/person';
import type { Role } from '../access/role';
import { AWAITS_INVOICE, CONFIRMERS, isBack, NOT_APPLIED, toConfirm } from '../bills/bill-queue-store';
import { UNBILLED } from '../bills/unbilled-store';
import { amended, nearlyUsed, returned } from '../contracts/contract-queue-store';
import type { Condition } from '../http/page';
import { awaitsAnswer, MONTHS, REOPENERS } from '../months/reopening-store';
import { awaiting } from '../orders/order-queue-store';
import { RESOLVERS, toArrange, toResolve } from '../visits/visit-queue-store';

/** Beyond this nobody counts any more. */
export const MOST_COUNTED = 1_000;
/** A contract that ends within so many days wants a decision about the next one. */
const EXPIRING_DAYS = 60;
const REFUSED_DAYS = 30;

/** The day it is, in the bureau's time, and who asks; and the providers that confirm for themselves. */
interface Asking {
  person: Person;
  today: string;
  selfServing: readonly string[];
}

/** Something that waits for a person of these roles. `query` filters the noun's own list to the very same rows. */
interface Worklist {
  roles: readonly Role[];
  from: string;
  where: (asking: Asking) => readonly Condition[];
  query: (asking: Asking) => Record<string, string>;
}

const CLERKS: readonly Role[] = ['bureau-clerk', 'liaison'];
const WATCHERS: readonly Role[] = ['supervisor', 'auditor'];

const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Papers of one kind that are in one state. */
const inState = (from: string, status: string, ...roles: Role[]): Worklist => ({
  ...{ roles, from },
  where: () => [[`${from.split(' ')[1]}.status = ?`, status]],
  query: () => ({ status }),
});

/** Approved, and the provider has not said yes; once its days are over nobody waits for that any more. */
const unanswered = (...roles: Role[]): Worklist => ({
  ...{ roles, from: 'service_order o' },
  where: ({ today }) => [
    ['o.status = ?', 'approved'],
    ['o.ends_on >= ?', today],
  ],
  query: ({ today }) => ({ status: 'approved', endsFrom: today }),
});

/** Contracts that can be ordered under on this day. */
const inForce = (today: string): Condition[] => [
  [`c.status in ('approved', 'active')`],
  ['c.starts_on <= ? and c.ends_on >= ?', today, today],
];

/** In the order in which they are shown: what others wait for first. */
const LISTS = {
  'orders-to-approve': {
    roles: ['bureau-approver', 'unit-finance'],
    from: 'service_order o',
    where: ({ person }) => awaiting(person),
    query: () => ({ awaiting: 'me' }),
  },
  'contracts-to-approve': inState('contract c', 'submitted', 'bureau-approver'),
  'contracts-amended': {
    roles: ['bureau-approver'],
    from: 'contract c',
    where: () => [amended('c')],
    query: () => ({ amendment: 'submitted' }),
  },
  'bills-to-approve': inState('bill b', 'confirmed', 'bureau-approver'),
  'payments-to-release': inState('payment p', 'prepared', 'bureau-approver', 'bureau-finance'),
  'months-to-reopen': {
    ...{ roles: REOPENERS, from: MONTHS },
    where: ({ person }) => awaitsAnswer(person),
    query: () => ({ awaiting: 'me' }),
  },
  'bills-to-adjudicate': inState('bill b', 'submitted', 'bureau-finance'),
  'bills-disputed': inState('bill b', 'disputed', 'bureau-finance', 'provider-manager', ...WATCHERS),
  'bills-to-pay': {
    roles: ['bureau-finance'],
    from: 'bill b',
    where: () => [['b.status = ?', 'payable'], NOT_APPLIED],
    query: () => ({ status: 'payable', payment: 'none' }),
  },
  'payments-to-confirm': inState('payment p', 'released', 'bureau-finance'),
  'calls-open': inState('call_request c', 'open', ...CLERKS),
  'calls-not-reached': inState('call_request c', 'not-reached', ...CLERKS),
  'visits-dropped': {
    roles: ['provider-manager', ...CLERKS],
    from: 'visit v',
    where: ({ person, today }) => [...toArrange(person), ['v.day >= ?', today]],
    query: ({ today }) => ({ dropped: 'open', from: today }),
  },
  'visits-to-resolve': {
    roles: RESOLVERS,
    from: 'visit v',
    where: ({ person }) => toResolve(person),
    query: () => ({ awaiting: 'me' }),
  },
  'visits-held': inState('visit v', 'held', ...CLERKS, 'bureau-finance', ...WATCHERS),
  'orders-to-accept': unanswered('provider-manager'),
  'visits-today': {
    roles: ['provider-manager', 'care-worker'],
    from: 'visit v',
    where: ({ today }) => [['v.day = ?', today]],
    query: ({ today }) => ({ from: today, to: today }),
  },
  'visits-overdue': {
    roles: ['provider-manager', 'bureau-clerk'],
    from: 'visit v',
    where: ({ today }) => [
      ['v.status = ?', 'planned'],
      ['v.day < ?', today],
    ],
    query: ({ today }) => ({ status: 'planned', to: plus(today, -1) }),
  },
  'visits-photo-pending': inState('visit v', 'photo-pending', 'provider-manager', 'bureau-clerk'),
  'visits-unbilled': {
    roles: ['provider-manager'],
    from: 'visit v',
    where: () => [[UNBILLED]],
    query: () => ({ unbilled: 'yes' }),
  },
  'bills-draft': inState('bill b', 'draft', 'provider-manager'),
  'bills-returned': {
    roles: ['provider-manager'],
    from: 'bill b',
    where: () => [isBack('no')],
    query: () => ({ status: 'returned', withdrawn: 'no' }),
  },
  'bills-withdrawn': {
    roles: ['provider-manager'],
    from: 'bill b',
    where: () => [isBack('yes')],
    query: () => ({ status: 'returned', withdrawn: 'yes' }),
  },
  'bills-to-confirm': inState('bill b', 'adjudicated', 'provider-manager'),
  'bills-to-confirm-for-provider': {
    roles: CONFIRMERS.filter((role) => role !== 'provider-manager'),
    from: 'bill b',
    where: ({ person, selfServing }) => toConfirm(person, selfServing),
    query: () => ({ awaiting: 'me' }),
  },
  'bills-to-invoice': {
    roles: ['provider-manager', 'bureau-clerk', 'bureau-finance'],
    from: 'bill b',
    where: () => [AWAITS_INVOICE],
    query: () => ({ invoice: 'awaited' }),
  },
  'orders-requested': inState('service_order o', 'requested', ...CLERKS, 'unit-contact'),
  'orders-unanswered': unanswered(...CLERKS),
  'orders-declined': {
    roles: [...CLERKS, 'unit-contact'],
    from: 'service_order o',
    where: ({ today }) => [['o.declined'], ['o.ended_at >= ?', plus(today, -REFUSED_DAYS)]],
    query: ({ today }) => ({ declined: 'yes', endedSince: plus(today, -REFUSED_DAYS) }),
  },
  'orders-refused': {
    roles: [...CLERKS, 'unit-contact'],
    from: 'service_order o',
    where: ({ today }) => [
      ['o.status = ?', 'refused'],
      ['o.ended_at >= ?', plus(today, -REFUSED_DAYS)],
    ],
    query: ({ today }) => ({ status: 'refused', endedSince: plus(today, -REFUSED_DAYS) }),
  },
  'needs-open': inState('need n', 'open', ...CLERKS, 'unit-contact'),
  'contracts-returned': {
    roles: ['bureau-clerk'],
    from: 'contract c',
    where: () => [returned('c')],
    query: () => ({ status: 'draft', returned: 'yes' }),
  },
  'contracts-draft': {
    roles: ['bureau-clerk'],
    from: 'contract c',
    where: () => [[`c.status = 'draft'`], returned('c', 'no')],
    query: () => ({ status: 'draft', returned: 'no' }),
  },
  'contracts-expiring': {
    roles: ['bureau-clerk', 'bureau-approver', 'supervisor'],
    from: 'contract c',
    where: ({ today }) => [...inForce(today), ['c.ends_on <= ?', plus(today, EXPIRING_DAYS)]],
    query: ({ today }) => ({ status: 'active', endsBefore: plus(today, EXPIRING_DAYS + 1) }),
  },
  'contracts-nearly-used': {
    roles: ['bureau-clerk', 'bureau-approver', 'supervisor'],
    from: 'contract c',
    where: ({ today }) => [...inForce(today), nearlyUsed('c')],
    query: () => ({ status: 'active', nearlyUsed: 'yes' }),
  },
} as const satisfies Record<string, Worklist>;

export type ListName = keyof typeof LISTS;
export const LIST_NAMES = Object.keys(LISTS) as ListName[];

interface Counted {
  name: ListName;
  from: string;
  where: readonly Condition[];
  query: string;
}

/** What may wait for this person, each with how its rows are found. */
export const listsFor = (asking: Asking): Counted[] =>
  listsNamed(
    LIST_NAMES.filter((name) => (LISTS[name].roles as readonly Role[]).includes(asking.person.role)),
    asking,
  );

/** These lists, whoever asks: how many rows there are is decided by the policies of the asker. */
export const listsNamed = (names: readonly ListName[], asking: Asking): Counted[] =>
  names.map((name) => {
    const { from, where, query }: Worklist = LISTS[name];
    return { name, from, where: where(asking), query: new URLSearchParams(query(asking)).toString() };
  });
