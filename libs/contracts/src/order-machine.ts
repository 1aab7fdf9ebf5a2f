import { type Finding, finding } from './finding';
import { machine } from './machine';
import type { Word } from './vocabulary';

export const ORDER_STATUSES = {
  requested: { zh: '待审批', en: 'requested' },
  approved: { zh: '已批准', en: 'approved' },
  accepted: { zh: '已接单', en: 'accepted' },
  'in-service': { zh: '服务中', en: 'in service' },
  completed: { zh: '已完成', en: 'completed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
  refused: { zh: '未批准', en: 'refused' },
} as const satisfies Record<string, Word>;
export type OrderStatus = keyof typeof ORDER_STATUSES;

/** How somebody asked for an order. */
export const ORDER_CHANNELS = {
  online: { zh: '网上', en: 'online' },
  phone: { zh: '电话', en: 'by phone' },
  paper: { zh: '书面', en: 'on paper' },
  card: { zh: '服务卡', en: 'with the card' },
} as const satisfies Record<string, Word>;
export type OrderChannel = keyof typeof ORDER_CHANNELS;

/**
 * `approve` is the approval of one party; the order stays requested until the last is in. A provider that need not
 * accept may simply begin, because in many offices only the bureau clicks.
 */
export const orderMachine = machine('order', {
  requested: { approve: 'approved', refuse: 'refused', cancel: 'cancelled' },
  approved: {
    accept: 'accepted',
    decline: 'cancelled',
    plan: 'approved',
    start: 'in-service',
    complete: 'completed',
    cancel: 'cancelled',
  },
  accepted: { plan: 'accepted', start: 'in-service', complete: 'completed', cancel: 'cancelled' },
  'in-service': { plan: 'in-service', start: 'in-service', complete: 'completed', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
  refused: {},
});

export const ORDER_VERBS = {
  approve: { zh: '批准', en: 'approve' },
  refuse: { zh: '不批准', en: 'refuse' },
  cancel: { zh: '取消', en: 'cancel' },
  accept: { zh: '接单', en: 'accept' },
  decline: { zh: '谢绝', en: 'decline' },
  plan: { zh: '排班', en: 'plan a visit' },
  start: { zh: '开始服务', en: 'start' },
  complete: { zh: '完成', en: 'complete' },
} as const satisfies Record<string, Word>;

/**
 * The units that own funds which an order names: each of them has to approve, besides the bureau. Whose money it is
 * decides, and not its type: a unit may keep a purchasing fund of its own.
 */
export function unitsToApprove<U>(funds: readonly { owner: U | null }[]): U[] {
  return [...new Set(funds.flatMap(({ owner }) => (owner === null ? [] : [owner])))];
}

/** Whoever ordered cannot approve, for whichever party (O06). */
export function checkApprover(orderedBy: string, approver: string): Finding[] {
  return orderedBy === approver ? [finding('O06', { person: approver })] : [];
}

/** A unit whose fund the order does not name has nothing to say about it (O14). */
export function checkUnit<U>(needed: readonly U[], unit: U, fundCodes: readonly string[]): Finding[] {
  return needed.includes(unit) ? [] : [finding('O14', { funds: fundCodes.join('、') })];
}
