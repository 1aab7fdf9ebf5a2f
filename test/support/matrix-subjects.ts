import type { Letter } from './matrix-cases';
import type { Subject } from './matrix-papers';

/** What a path's `:id` is, by the path's first word. Rows that are not of a bureau have none. */
export const SUBJECT_OF_PATH: Readonly<Record<string, Subject>> = {
  ...{ bills: 'bill', cadres: 'cadre', contracts: 'contract', funds: 'fund', items: 'item', limits: 'limit' },
  ...{ needs: 'need', orders: 'order', payments: 'payment', providers: 'provider', ratings: 'rating' },
  ...{
    units: 'unit',
    visits: 'visit',
    workers: 'worker',
    'call-requests': 'call',
    audit: 'entry',
    auth: 'session',
    users: 'user',
  },
};

/** What a field of a body or query, or another parameter of a path, names. */
export const SUBJECT_OF_FIELD: Readonly<Record<string, Subject>> = {
  ...{
    cadreId: 'cadre',
    cadreIds: 'cadre',
    contractId: 'contract',
    modelId: 'contract',
    fundIds: 'fund',
    budgetFundIds: 'fund',
    needId: 'need',
  },
  ...{
    visitId: 'visit',
    orderId: 'order',
    billIds: 'bill',
    billId: 'bill',
    workerId: 'worker',
    unitId: 'unit',
  },
  ...{ supervisorId: 'unit', ownerUnitId: 'unit', providerId: 'provider', bureauId: 'bureau' },
  ...{ cardId: 'card', replaces: 'card', amendmentId: 'amendment' },
};

/** Roles that a route names and whose rows of this kind there are none: for them every id is unknown. */
export const BLIND: Readonly<Partial<Record<Subject, string>>> = {
  ...{
    bill: 'W',
    contract: 'W',
    fund: 'MW',
    limit: 'MW',
    need: 'MW',
    provider: 'W',
    unit: 'MW',
  },
  worker: 'uU',
};

/** Rows of the same bureau that are another unit's, firm's, worker's or cadre's, and so as good as unknown. */
export const PRIVATE: Readonly<Partial<Record<Letter, readonly Subject[]>>> = {
  u: ['unit', 'cadre', 'order', 'visit', 'fund', 'bill'],
  U: ['unit', 'cadre', 'order', 'visit', 'fund', 'bill'],
  M: ['provider', 'worker', 'contract', 'cadre', 'order', 'visit', 'bill', 'rating'],
  W: ['provider', 'worker', 'contract', 'cadre', 'order', 'visit', 'bill'],
  f: ['cadre', 'visit', 'rating'],
};

/** What somebody else than a worker must say who enters a visit. */
export const ENTERED = { method: 'manual', onBehalfOf: 'W10001' };

/** Parties that the role of the example has no use for. */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'POST /users': ['unitId', 'providerId', 'workerId', 'cadreId'],
  'PATCH /users/:id': ['unitId', 'providerId', 'workerId', 'cadreId'],
  // No file of the bill; with one the route is walked in bill-files.spec.ts.
  'POST /bills/:id/appeal': ['file'],
};
