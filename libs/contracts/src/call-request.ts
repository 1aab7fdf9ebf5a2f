import { machine } from './machine';
import type { Word } from './vocabulary';

export const CALL_REASONS = {
  asked: { zh: '请求回电', en: 'asked for a call' },
  'low-rating': { zh: '评价不满意', en: 'was not content' },
  emergency: { zh: '上门时的紧急情况', en: 'an emergency during a visit' },
} as const satisfies Record<string, Word>;
export type CallReason = keyof typeof CALL_REASONS;

export const CALL_STATUSES = {
  open: { zh: '待回电', en: 'waiting' },
  'not-reached': { zh: '未打通', en: 'not reached' },
  reached: { zh: '已回电', en: 'reached' },
} as const satisfies Record<string, Word>;
export type CallStatus = keyof typeof CALL_STATUSES;

/** A call that is owed to a cadre. Whoever was not reached is tried again. */
export const callMachine = machine('call', {
  open: { reach: 'reached', miss: 'not-reached' },
  'not-reached': { reach: 'reached', miss: 'not-reached' },
  reached: {},
});
