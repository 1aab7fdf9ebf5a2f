import { BILL_STATUSES, BILL_VERBS, PAYMENT_STATUSES } from '@songbai/billing';
import {
  CALL_STATUSES,
  CONTRACT_STATUSES,
  type Language,
  MONTH_STATES,
  ORDER_STATUSES,
  ORDER_VERBS,
  VISIT_STATUSES,
  VISIT_VERBS,
  type Word,
} from '@songbai/contracts';

/** The machines of the platform and the words of their states and verbs, for saying what a state does not allow. */
const NAMES: Record<string, Word> = {
  call: { zh: '回电', en: 'call' },
  month: { zh: '账期', en: 'month' },
  contract: { zh: '合同', en: 'contract' },
  order: { zh: '订单', en: 'order' },
  visit: { zh: '服务记录', en: 'visit' },
  amendment: { zh: '合同变更', en: 'amendment' },
  bill: { zh: '账单', en: 'bill' },
  payment: { zh: '支付', en: 'payment' },
};

const STATES: Record<string, Record<string, Word>> = {
  bill: BILL_STATUSES,
  payment: PAYMENT_STATUSES,
  contract: CONTRACT_STATUSES,
  order: ORDER_STATUSES,
  call: CALL_STATUSES,
  month: MONTH_STATES,
  visit: VISIT_STATUSES,
};

const VERBS: Record<string, Word> = {
  ...ORDER_VERBS,
  ...VISIT_VERBS,
  close: { zh: '结账', en: 'close' },
  reopen: { zh: '重新开启', en: 'reopen' },
  reach: { zh: '记为已回电', en: 'mark as reached' },
  miss: { zh: '记为未打通', en: 'mark as not reached' },
  submit: { zh: '提交', en: 'submit' },
  approve: { zh: '批准', en: 'approve' },
  return: { zh: '退回', en: 'return' },
  refuse: { zh: '不批准', en: 'refuse' },
  suspend: { zh: '中止', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  terminate: { zh: '终止', en: 'terminate' },
  revise: { zh: '修改', en: 'revise' },
  amend: { zh: '变更', en: 'amend' },
};

/** Machines whose verbs are words of their own. */
const OWN_VERBS: Record<string, Record<string, Word>> = { bill: BILL_VERBS, payment: BILL_VERBS };

/** The facts of an `illegal-transition` in words; a key without words stays as it is. */
export function sayTransition(
  facts: Readonly<Record<string, string>>,
  language: Language,
): Record<string, string> {
  const { name = '', from = '', verb = '' } = facts;
  return {
    name: NAMES[name]?.[language] ?? name,
    from: STATES[name]?.[from]?.[language] ?? from,
    verb: (OWN_VERBS[name]?.[verb] ?? VERBS[verb])?.[language] ?? verb,
  };
}
