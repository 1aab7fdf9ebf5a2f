import type { CodeEntry } from './entry';

const BOOKS = {
  zh: '《会计法》第十五条（账目须真实、完整）；局内月结流程',
  en: 'Accounting Law, Article 15 (true and complete books); the monthly close of the bureau',
};
const BUDGET = {
  zh: '《预算法》第四十二条（结转资金、结余资金）',
  en: 'Budget Law, Article 42 (carry-over and surplus)',
};

/** Year and month: why a month is not closed or reopened, and a year not carried over. */
export const YEAR_CODES = {
  Y01: {
    effect: 'refuse',
    message: {
      zh: '{month} 还有 {count} 条待核实的服务记录。',
      en: '{month} still has {count} visits that are held.',
    },
    basis: BOOKS,
    remedy: {
      zh: '联络员或经办人逐条核实，认定属实或不属实后再结账。',
      en: 'Liaison or clerk confirm or reject each; then close the month.',
    },
  },
  Y02: {
    effect: 'refuse',
    message: {
      zh: '{month} 还有 {count} 张账单没有核定。',
      en: '{month} still has {count} bills that are not adjudicated.',
    },
    basis: BOOKS,
    remedy: { zh: '财务核定或退回这些账单。', en: 'Finance adjudicates or returns these bills.' },
  },
  Y03: {
    effect: 'refuse',
    message: {
      zh: '{month} 还有 {count} 张账单，服务商没有确认核定金额。',
      en: '{month} still has {count} bills whose approved amount the provider has not confirmed.',
    },
    basis: BOOKS,
    remedy: {
      zh: '请服务商确认或提出异议；只在线下确认的，由财务退回后重办。',
      en: 'The provider confirms or appeals; finance returns what is only confirmed on paper.',
    },
  },
  Y04: {
    effect: 'refuse',
    message: {
      zh: '重新开启 {month} 要两个人：您已经提出，须由另一人同意。',
      en: 'To reopen {month} takes two people: you asked, and another has to agree.',
    },
    basis: {
      zh: '《会计法》第二十五条（内部牵制）；局内月结流程',
      en: 'Accounting Law, Article 25 (separation of duties); the monthly close of the bureau',
    },
    remedy: { zh: '请另一位财务或审批人办理。', en: 'Another finance officer or an approver does it.' },
  },
  Y05: {
    effect: 'refuse',
    message: { zh: '{year} 年还没有结束。', en: 'The year {year} is not over yet.' },
    basis: BUDGET,
    remedy: { zh: '次年 1 月 1 日以后办理结转。', en: 'Carry over after the year has ended.' },
  },
  Y06: {
    effect: 'refuse',
    message: {
      zh: '{year} 年还有月份没有结账：{months}。',
      en: 'Months of {year} are not closed yet: {months}.',
    },
    basis: BUDGET,
    remedy: { zh: '先结清这些月份。', en: 'Close these months first.' },
  },
  Y07: {
    effect: 'refuse',
    message: {
      zh: '经费 {fund} 在下一年度没有同类型、同归属的经费可以转入。',
      en: 'Fund {fund} has no fund of the same type and owner in the year after.',
    },
    basis: BUDGET,
    remedy: {
      zh: '财务先登记下一年度的经费，再办理结转。',
      en: 'Finance enters the fund of the year after, then carries over.',
    },
  },
  Y08: {
    effect: 'refuse',
    message: { zh: '{month} 还没有过完，不能结账。', en: '{month} is not over yet, so it cannot be closed.' },
    basis: BOOKS,
    remedy: {
      zh: '{firstDay} 起可以结账；在此之前照常办理账单和支付。',
      en: 'It can be closed from {firstDay} on; until then bills and payments go on as usual.',
    },
  },
  Y09: {
    effect: 'refuse',
    message: {
      zh: '{month} 之前还有账期没有结账：{months}。',
      en: 'Months before {month} are not closed yet: {months}.',
    },
    basis: BOOKS,
    remedy: {
      zh: '财务先按先后结清这些账期：{month} 的期初余额由它们结转而来。',
      en: 'Finance closes these first, in their order: {month} begins with what they leave.',
    },
  },
  Y10: {
    effect: 'refuse',
    message: {
      zh: '{month} 之后的账期已经结账：{months}，不能单独重新开启 {month}。',
      en: 'Months after {month} are closed: {months}; {month} cannot be reopened beneath them.',
    },
    basis: BOOKS,
    remedy: {
      zh: '在当前账期记一笔差额；确须重新开启的，从最近的账期开始，由后往前逐月开启。',
      en: 'Post the difference into the open month; if it must be reopened, reopen the months from the last one back.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
