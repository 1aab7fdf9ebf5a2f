import type { CodeEntry } from './entry';

const VOUCHER = {
  zh: '《发票管理办法》（2023）第二十条（不合规发票不得报销）',
  en: 'Invoice Administration Measures (2023), Article 20 (an invoice that breaks the rules is no voucher)',
};

/** Tax invoices: why an approved bill has to wait for its invoice. */
export const INVOICE_CODES = {
  T01: {
    effect: 'hold',
    message: { zh: '还没有收到这张账单的发票。', en: 'The tax invoice for this bill has not come in yet.' },
    basis: {
      zh: '《发票管理办法》（2023）第十九条（付款应取得发票）',
      en: 'Invoice Administration Measures (2023), Article 19 (who pays obtains an invoice)',
    },
    remedy: {
      zh: '服务商确认核定金额后，按此金额开具发票，并登记发票号码和金额。',
      en: 'The provider confirms the approved amount, issues an invoice for exactly that, and enters it.',
    },
  },
  T02: {
    effect: 'hold',
    message: {
      zh: '发票号码 {number} 不是 20 位数字，或者用过不止一次。',
      en: 'Invoice number {number} does not have 20 digits, or was used more than once.',
    },
    basis: {
      zh: '数电票号码规则（20 位数字）；《发票管理办法》（2023）第二十条（不合规发票不得报销）',
      en:
        'Numbering of fully digital invoices (20 digits); ' +
        'Invoice Administration Measures (2023), Article 20 (such an invoice is no voucher)',
    },
    remedy: {
      zh: '服务商核对号码，填错的更正；同一张发票重复使用的，另开发票。',
      en: 'The provider corrects a mistyped number; where one invoice was used twice, it issues another.',
    },
  },
  T03: {
    effect: 'hold',
    message: {
      zh: '发票销方代码 {sellerCode}，与服务商代码 {providerCode} 不一致。',
      en: 'The seller on the invoice, {sellerCode}, is not the provider, {providerCode}.',
    },
    basis: VOUCHER,
    remedy: {
      zh: '请签订合同的服务商自己开票；代码登记有误的，由经办人更正。',
      en: 'The provider of the contract issues the invoice itself; the clerk corrects a wrong record.',
    },
  },
  T04: {
    effect: 'hold',
    message: {
      zh: '发票购方代码 {buyerCode}，与合同甲方代码 {contractBuyerCode} 不一致。',
      en: 'The buyer on the invoice, {buyerCode}, is not the buyer of the contract, {contractBuyerCode}.',
    },
    basis: VOUCHER,
    remedy: {
      zh: '服务商冲红原发票，按合同甲方的名称和代码重新开具。',
      en: 'The provider cancels it by a red-letter invoice and issues one to the buyer of the contract.',
    },
  },
  T05: {
    effect: 'hold',
    message: {
      zh: '发票价税合计 {total} 元，与账单核定金额 {approved} 元不一致。',
      en: 'The invoice totals {total} yuan, but {approved} yuan were approved on the bill.',
    },
    basis: {
      zh: '《发票管理办法》（2023）第二十一条（如实开具）；服务合同「结算」条款',
      en: 'Invoice Administration Measures (2023), Article 21 (true invoices); contract, settlement clause',
    },
    remedy: {
      zh: '服务商冲红原发票，按核定金额重新开具；金额不能涂改。',
      en: 'The provider cancels it by a red-letter invoice and issues one for the approved amount.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
