import { machine } from './machine';
import type { VisitState, Word } from './vocabulary';

export const VISIT_STATUSES = {
  planned: { zh: '已安排', en: 'planned' },
  started: { zh: '服务中', en: 'under way' },
  'photo-pending': { zh: '待上传照片', en: 'waiting for photos' },
  payable: { zh: '可支付', en: 'payable' },
  part: { zh: '部分可支付', en: 'payable in part' },
  held: { zh: '待核实', en: 'held' },
  blocked: { zh: '不予认定', en: 'blocked' },
  billed: { zh: '已入账单', en: 'billed' },
  paid: { zh: '已支付', en: 'paid' },
  missed: { zh: '未服务', en: 'missed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const satisfies Record<string, Word>;
export type VisitStatus = keyof typeof VISIT_STATUSES;

/** What is still to come of a visit, or under way: not judged yet, and not called off. */
export const COMING_VISITS = [
  'planned',
  'started',
  'photo-pending',
] as const satisfies readonly VisitStatus[];

/**
 * A finished visit waits for the photos that it names, be it for no time at all, and then is judged: `accept`, `cut`,
 * `hold` and `block` are the four judgements. A visit may be held before it is finished or after it counted, because of
 * what somebody learned; it can then still be finished. What is on a bill is beyond that. One that was called off or
 * missed may have taken place all the same, where the worker had no network: then it begins like any other, and is
 * judged. What is moved is called off and another visit is planned instead.
 */
export const visitMachine = machine('visit', {
  planned: { start: 'started', cancel: 'cancelled', move: 'cancelled', skip: 'missed' },
  started: { finish: 'photo-pending', hold: 'held', cancel: 'cancelled' },
  'photo-pending': { judge: 'photo-pending', accept: 'payable', cut: 'part', hold: 'held', block: 'blocked' },
  payable: { hold: 'held', bill: 'billed' },
  part: { hold: 'held', bill: 'billed' },
  held: {
    finish: 'photo-pending',
    'add-proof': 'held',
    resolve: 'held',
    accept: 'payable',
    cut: 'part',
    hold: 'held',
  },
  blocked: {},
  billed: { pay: 'paid' },
  paid: { unpay: 'billed' },
  missed: { start: 'started' },
  cancelled: { start: 'started' },
});

/** The verb of the machine that brings a visit into the state that its findings give it. */
export const JUDGEMENTS = {
  payable: 'accept',
  part: 'cut',
  held: 'hold',
  blocked: 'block',
} as const satisfies Record<VisitState, string>;

export const VISIT_VERBS = {
  start: { zh: '签到', en: 'start' },
  finish: { zh: '签退', en: 'finish' },
  'add-proof': { zh: '补交凭证', en: 'add proof' },
  resolve: { zh: '认定待核实的原因', en: 'resolve a hold' },
  cancel: { zh: '取消', en: 'cancel' },
  move: { zh: '改期', en: 'move' },
  skip: { zh: '记为未服务', en: 'record as missed' },
  judge: { zh: '不等照片认定', en: 'judge without the missing photos' },
  hold: { zh: '转为待核实', en: 'hold' },
  accept: { zh: '认定', en: 'accept' },
  cut: { zh: '部分认定', en: 'accept in part' },
  block: { zh: '不予认定', en: 'block' },
  bill: { zh: '入账单', en: 'bill' },
  pay: { zh: '支付', en: 'pay' },
  unpay: { zh: '付款退回', en: 'take a payment back' },
} as const satisfies Record<string, Word>;

/** What a person who looked into a hold can say. */
export const RESOLUTIONS = {
  confirm: { zh: '属实', en: 'it is in order' },
  reject: { zh: '不属实', en: 'it is not in order' },
} as const satisfies Record<string, Word>;
export type Resolution = keyof typeof RESOLUTIONS;
