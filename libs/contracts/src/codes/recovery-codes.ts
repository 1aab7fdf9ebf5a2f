import type { CodeEntry } from './entry';

const BOOKS = {
  zh: '《会计法》第十四条（原始凭证真实、合法、准确、完整）',
  en: 'Accounting Law, Article 14 (source documents are true, lawful, exact and complete)',
};

/** Money taken back after it was paid: only when it is there. */
export const RECOVERY_CODES = {
  P16: {
    effect: 'refuse',
    message: {
      zh: '账单 {bill} 的 {amount} 元还没有退回，不能以“从下期扣回”登记追回。',
      en: 'The {amount} yuan of bill {bill} have not come back: a recovery is not entered as “to be deducted”.',
    },
    basis: BOOKS,
    remedy: {
      zh: '从下期扣回的，对服务商下一张未付账单登记扣减；已经退到账上的，以“退回”登记。',
      en:
        'To deduct it, enter a deduction on the provider’s next bill before that is paid; ' +
        'once the money is on the account, enter a recovery as returned.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
