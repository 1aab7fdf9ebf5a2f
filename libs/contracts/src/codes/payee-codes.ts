import type { CodeEntry } from './entry';

const SEPARATION = {
  zh:
    '《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条（不相容岗位相互分离）；' +
    '服务合同「结算」条款（收款账户）',
  en:
    'Internal Control Standards for Administrative Institutions (财会〔2012〕21号), Article 12 ' +
    '(incompatible posts are kept apart); service contract, settlement clause (the account paid to)',
};

/** What is seen before money leaves: that a payee’s account was changed, that the same was paid before. */
export const PAYEE_CODES = {
  P20: {
    effect: 'note',
    message: {
      zh:
        '收款方“{payee}”的账户由 {changedBy} 于 {changedOn} 从 {accountFrom} 改为 {accountTo}，' +
        '此后还没有一笔付款到账确认。',
      en:
        'The account of {payee} was changed by {changedBy} on {changedOn} from {accountFrom} to {accountTo}, ' +
        'and no payment to it has been confirmed since.',
    },
    basis: SEPARATION,
    remedy: {
      zh:
        '放行前按合同上的电话（不用变更来函里的电话）向服务商核实，并核对盖章的变更函；' +
        '不符的，财务登记支付失败，经办人更正账户后重新编制。',
      en:
        'Before releasing, ask the provider at the telephone number of the contract, not that of the letter, and ' +
        'look at the sealed letter; if it is wrong, finance records a failure, and the clerk corrects the account.',
    },
  },
  P21: {
    effect: 'refuse',
    message: {
      zh: '收款方“{payee}”的账户是 {person} 变更的，同一人不能放行这笔支付。',
      en: '{person} changed the account of {payee} and so may not release this payment.',
    },
    basis: SEPARATION,
    remedy: {
      zh: '请另一位审批人或财务核实新账户后放行。',
      en: 'Another approver or finance officer verifies the new account and releases it.',
    },
  },
  P24: {
    effect: 'note',
    message: {
      zh:
        '账单 {bill} 曾由支付 {payment} 付过（{paidOn} 付款，已到账确认），后由 {failedBy} 于 {failedOn} 登记款项退回，' +
        '说明为“{reason}”。',
      en:
        'Bill {bill} was paid before under payment {payment} (the money left on {paidOn}, confirmed); {failedBy} ' +
        'recorded on {failedOn} that it came back (“{reason}”).',
    },
    basis: {
      zh: '《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条（不相容岗位相互分离）；服务合同「结算」条款（付款）',
      en:
        'Internal Control Standards for Administrative Institutions (财会〔2012〕21号), Article 12 ' +
        '(incompatible posts are kept apart); service contract, settlement clause (payment)',
    },
    remedy: {
      zh: '放行前看国库或银行的退款回单，确认款项确已退回；看不到回单的不放行，财务登记支付失败。',
      en:
        'Before releasing, look at the receipt of the treasury or bank for the money that came back; without it the ' +
        'payment is not released, and finance records a failure.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
