import { machine, type Word } from '@songbai/contracts';

export const BILL_STATUSES = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '已提交', en: 'submitted' },
  adjudicated: { zh: '已核定', en: 'adjudicated' },
  confirmed: { zh: '服务商已确认', en: 'confirmed by the provider' },
  approved: { zh: '已审批', en: 'approved' },
  payable: { zh: '可支付', en: 'payable' },
  paid: { zh: '已支付', en: 'paid' },
  returned: { zh: '已退回', en: 'returned' },
  disputed: { zh: '有异议', en: 'disputed' },
} as const satisfies Record<string, Word>;
export type BillStatus = keyof typeof BILL_STATUSES;

/**
 * The way of a bill. Whatever changes its amount after the provider's word on it (`adjust`) leads back to
 * `adjudicated`, so that the provider confirms and the approver approves the new amount. `match` follows by
 * itself when an approved bill has a tax invoice for exactly its amount; `settle` when the last appeal has
 * its answer. `review` moves nothing: it is finance's word on single lines while they are open.
 */
export const billMachine = machine('bill', {
  draft: { submit: 'submitted', withdraw: 'returned' },
  submitted: { review: 'submitted', adjudicate: 'adjudicated', return: 'returned', withdraw: 'returned' },
  returned: { submit: 'submitted' },
  adjudicated: {
    review: 'adjudicated',
    confirm: 'confirmed',
    appeal: 'disputed',
    adjust: 'adjudicated',
    invoice: 'adjudicated',
  },
  disputed: {
    review: 'disputed',
    appeal: 'disputed',
    answer: 'disputed',
    settle: 'adjudicated',
    adjust: 'disputed',
    confirm: 'confirmed',
  },
  confirmed: {
    approve: 'approved',
    return: 'adjudicated',
    adjust: 'adjudicated',
    invoice: 'confirmed',
  },
  approved: { invoice: 'approved', match: 'payable', adjust: 'adjudicated' },
  payable: { prepare: 'payable', pay: 'paid', adjust: 'adjudicated' },
  paid: { recover: 'paid', unpay: 'payable' },
});
export type BillVerb = (typeof billMachine.verbs)[number];

/** The states in which a bill has been adjudicated, so that its amounts mean something. */
export const isAdjudicated = (status: BillStatus): boolean =>
  status !== 'draft' && status !== 'submitted' && status !== 'returned';

export const PAYMENT_STATUSES = {
  prepared: { zh: '已编制', en: 'prepared' },
  released: { zh: '已放行', en: 'released' },
  confirmed: { zh: '已到账', en: 'confirmed' },
  failed: { zh: '支付失败', en: 'failed' },
} as const satisfies Record<string, Word>;
export type PaymentStatus = keyof typeof PAYMENT_STATUSES;

/**
 * A payment that failed is over: its bills are payable again and go into a new one. That it came back may show after it
 * was confirmed.
 */
export const paymentMachine = machine('payment', {
  prepared: { release: 'released', fail: 'failed' },
  released: { confirm: 'confirmed', fail: 'failed' },
  confirmed: { fail: 'failed' },
  failed: {},
});

/** What is done to bills and payments, in words. */
export const BILL_VERBS = {
  submit: { zh: '提交', en: 'submit' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  review: { zh: '处理差异', en: 'review differences' },
  adjudicate: { zh: '核定', en: 'adjudicate' },
  confirm: { zh: '确认', en: 'confirm' },
  appeal: { zh: '申诉', en: 'appeal' },
  answer: { zh: '答复申诉', en: 'answer an appeal' },
  settle: { zh: '了结申诉', en: 'settle the appeals' },
  adjust: { zh: '调整', en: 'adjust' },
  recover: { zh: '追回', en: 'recover' },
  return: { zh: '退回', en: 'return' },
  approve: { zh: '批准', en: 'approve' },
  invoice: { zh: '登记发票', en: 'enter an invoice' },
  match: { zh: '发票核对通过', en: 'match the invoice' },
  prepare: { zh: '编制支付', en: 'prepare a payment' },
  pay: { zh: '支付', en: 'pay' },
  unpay: { zh: '付款退回', en: 'take a payment back' },
  release: { zh: '放行', en: 'release' },
  fail: { zh: '登记支付失败', en: 'record a failure' },
  state: { zh: '出具对账单', en: 'be stated' },
} as const satisfies Record<string, Word>;
