import type { CodeEntry } from './entry';

const SETTLEMENT = {
  zh: '服务合同「结算」条款；财政部令第102号第二十五条（按合同约定付款）',
  en: 'Service contract, settlement clause; Ministry of Finance Order No. 102, Article 25 (pay by contract)',
};
const SEPARATION = {
  zh: '《行政事业单位内部控制规范（试行）》（财会〔2012〕21号）第十二条（不相容岗位相互分离）',
  en:
    'Internal Control Standards for Administrative Institutions (财会〔2012〕21号), Article 12 ' +
    '(incompatible posts are kept apart)',
};

const BOOKS = {
  zh: '《会计法》第十四条（原始凭证真实、合法、准确、完整）',
  en: 'Accounting Law, Article 14 (source documents are true, lawful, exact and complete)',
};

/** Bills and payments on their way: who may not do the next step, and what there is nothing to do for. */
export const PAYMENT_CODES = {
  P01: {
    effect: 'refuse',
    message: {
      zh: '合同 {contract} 在账期 {month} 没有可支付而未申报的服务记录。',
      en: 'Contract {contract} has no payable visit for {month} that is not on a bill already.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '待核实的记录请先办结；以前月份漏报的，用补报账单；也可自行填报各行。',
      en:
        'Have held visits resolved first; use a supplementary bill for earlier months; ' +
        'or file lines of your own.',
    },
  },
  P02: {
    effect: 'refuse',
    message: {
      zh: '{person} 已经办过这张账单（申报、核定、调整或确认），不能再审批。',
      en: '{person} has filed, adjudicated, adjusted or confirmed this bill and so may not approve it.',
    },
    basis: SEPARATION,
    remedy: { zh: '请另一位审批人审批。', en: 'Ask another approver.' },
  },
  P03: {
    effect: 'refuse',
    message: {
      zh: '这笔支付由 {person} 编制，不能由同一人放行。',
      en: '{person} prepared this payment and so may not release it.',
    },
    basis: SEPARATION,
    remedy: {
      zh: '请另一位审批人或财务放行。',
      en: 'Ask another approver or finance officer to release it.',
    },
  },
  P04: {
    effect: 'refuse',
    message: {
      zh: '账单第 {line} 行已按申报全额核定，没有可申诉的内容。',
      en: 'Line {line} was approved in full as claimed; there is nothing to appeal.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商核对行号，对被核减的行提出申诉。',
      en: 'The provider appeals a line that was cut or refused.',
    },
  },
  P05: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 已在一笔办理中的支付里。',
      en: 'Bill {bill} already stands in a payment that is under way.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '等这笔支付到账；或先登记支付失败，再重新编制。',
      en: 'Wait until that payment is confirmed, or record its failure and prepare it anew.',
    },
  },
  P06: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 核定金额为零，无需支付。',
      en: 'Nothing is approved on bill {bill}, so nothing is paid.',
    },
    basis: SETTLEMENT,
    remedy: { zh: '从支付中去掉这张账单。', en: 'Leave this bill out of the payment.' },
  },
  P07: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 现核定 {net} 元，不能减去 {amount} 元。',
      en: 'Bill {bill} stands at {net} yuan; {amount} yuan cannot be taken off.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '财务按不超过现核定金额更正。',
      en: 'Finance corrects the amount to at most what is approved now.',
    },
  },
  P08: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 已认定各行中被核减的只有 {open} 元，不能补付 {amount} 元。',
      en: 'On the accepted lines of bill {bill} {open} yuan were cut; {amount} yuan is more than that.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '补付不能超过各行申报金额；不予支付或漏报的服务，由服务商用补报账单申报。',
      en:
        'A supplement stays within what a line claimed; ' +
        'the provider puts refused or forgotten visits on a supplementary bill.',
    },
  },
  P09: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 各行订单的占用只剩 {left} 元，不够补付 {amount} 元。',
      en: 'The orders of bill {bill} have {left} yuan reserved; a supplement of {amount} yuan is more than that.',
    },
    basis: { zh: '订单（批准的金额）', en: 'Order (approved amount)' },
    remedy: {
      zh: '按剩余金额补付；确需更多的，先另下订单。',
      en: 'Supplement what is left; if more is due, place another order first.',
    },
  },
  P10: {
    effect: 'cut',
    message: {
      zh: '本行按“{clause}”调整 {amount} 元。',
      en: 'This line was adjusted by {amount} yuan under “{clause}”.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商按调整后的金额确认；有异议的提出申诉。',
      en: 'The provider confirms the adjusted amount, or appeals.',
    },
  },
  P11: {
    effect: 'refuse',
    message: {
      zh: '{person} 代服务商提交了这张账单，或核定了金额，不能再代服务商确认。',
      en: '{person} filed this bill for the provider or adjudicated it, and so may not confirm for the provider.',
    },
    basis: SEPARATION,
    remedy: {
      zh: '请服务商自己登录确认，或请另一位经办人、联络员代为确认。',
      en: 'The provider signs in and confirms, or another clerk or a liaison confirms for it.',
    },
  },
  P12: {
    effect: 'refuse',
    message: {
      zh: '付款日期 {paidOn} 不在放行日 {releasedOn} 与今天 {today} 之间。',
      en: 'The day of payment, {paidOn}, is not between the release on {releasedOn} and today, {today}.',
    },
    basis: BOOKS,
    remedy: {
      zh: '财务按银行或国库回单上的付款日期登记；还没有付出的，付出以后再确认。',
      en: 'Finance enters the day on the bank’s or treasury’s receipt; what has not left yet is confirmed when it has.',
    },
  },
  P13: {
    effect: 'refuse',
    message: {
      zh: '发票的开票日期 {issuedOn} 还没有到（今天 {today}）。',
      en: 'The day on the invoice, {issuedOn}, is still to come (today is {today}).',
    },
    basis: {
      zh: '《发票管理办法》第十八条、第二十一条（如实开具）',
      en: 'Rules on the Administration of Invoices, Articles 18 and 21 (issued truthfully)',
    },
    remedy: {
      zh: '服务商核对发票上的开票日期，改正后重新登记。',
      en: 'The provider checks the day that stands on the invoice and enters it anew.',
    },
  },
  P14: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 付款以后已追回 {amount} 元，这笔支付不能再整笔退回。',
      en: 'Of bill {bill} {amount} yuan were recovered after payment, so the payment cannot come back whole.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '财务核对回单；余下的钱确实退回的，对账单再登记一笔追回。',
      en: 'Finance checks the receipt; if the rest came back too, it is entered as another recovery of the bill.',
    },
  },
  P15: {
    effect: 'refuse',
    message: {
      zh: '账期 {month} 还没有开始（今天 {today}），没有可申报的服务。',
      en: 'The month {month} has not begun (today is {today}): there is nothing to bill for it.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商核对账期；服务做过以后，按服务所在的月份申报。',
      en: 'The provider checks the month; services are billed for the month in which they were given.',
    },
  },
  P19: {
    effect: 'refuse',
    message: {
      zh: '发票的开票日期 {issuedOn} 早于所结算的账期或合同的起始日 {from}。',
      en: 'The day on the invoice, {issuedOn}, lies before {from}, when the billed month or the contract began.',
    },
    basis: {
      zh: '《发票管理办法》第十八条、第二十一条（如实开具）；服务合同「结算」条款（服务后开票）',
      en:
        'Rules on the Administration of Invoices, Articles 18 and 21 (issued truthfully); ' +
        'service contract, settlement clause (invoiced after the service)',
    },
    remedy: {
      zh: '服务商核对发票上的开票日期，录错的改正后重新登记，开错的重新开具。',
      en: 'The provider checks the day on the invoice, enters it anew if it was mistyped, or issues another one.',
    },
  },
  P22: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 上已有服务记录 {visits}，不再编入本账单。',
      en: 'Bill {bill} has these visits by now, which are not put on this one: {visits}.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商看过账单 {bill} 后，按现在可申报的各行重新核对，再提交；本次没有生成账单。',
      en: 'The provider looks at bill {bill}, checks what is offered now and files that; nothing was filed this time.',
    },
  },
  P23: {
    effect: 'refuse',
    message: {
      zh: '服务记录 {visit} 现在可申报 {now} 元，编制时看到的是 {shown} 元。',
      en: 'Visit {visit} can be billed with {now} yuan now; {shown} yuan was shown.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商按现在可申报的各行重新核对，再提交；本次没有生成账单。',
      en: 'The provider checks what is offered now and files that; nothing was filed this time.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
