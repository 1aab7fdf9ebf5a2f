import type { CodeEntry } from './entry';

const ACCEPTANCE = {
  zh: '服务合同「服务记录」条款；《政府采购法实施条例》第四十五条（逐项验收）',
  en:
    'Service contract, service records clause; Implementing Regulations of the Government Procurement Law, ' +
    'Article 45 (acceptance of every service)',
};

const SEPARATION = {
  zh: '《政府采购法实施条例》第四十五条；内部控制（不相容岗位分离）',
  en:
    'Implementing Regulations of the Government Procurement Law, Article 45; ' +
    'internal control (separate persons)',
};

/** Who may look at a record, and why somebody cannot say what became of a reason for which a visit is held. */
export const RESOLUTION_CODES = {
  V18: {
    effect: 'refuse',
    message: {
      zh: '记录 {visit} 没有待核实的原因 {hold}，或已有人认定。',
      en: 'Record {visit} is not held for {hold}, or somebody has resolved that already.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '按记录上仍列出的原因逐项认定；不予认定的原因不能在此消除。',
      en: 'Resolve the reasons that the record still shows; what blocks it cannot be cleared here.',
    },
  },
  V19: {
    effect: 'refuse',
    message: {
      zh: '{person} 是本订单的下单人、本记录的录入人或决定不等照片的人，不能由同一人认定。',
      en: '{person} placed the order, entered the record or gave up its photos, so another person must resolve it.',
    },
    basis: SEPARATION,
    remedy: {
      zh: '请另一位联络员、经办人，或审批人核实认定。',
      en: 'Another liaison or clerk, or an approver, looks into it and decides.',
    },
  },
  V20: {
    effect: 'refuse',
    message: {
      zh: '记录 {visit} 还没有签退，不能认定。',
      en: 'Record {visit} has no sign-out yet, so it cannot be resolved.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '服务人员或服务商先补签退，再认定。',
      en: 'The worker or the provider signs out first.',
    },
  },
  V21: {
    effect: 'hold',
    message: {
      zh: '记录由本订单的下单人 {person} 代录，没有第二个人证明服务已经做了。',
      en: 'The record was entered by {person}, who placed the order: nobody else witnessed the service.',
    },
    basis: SEPARATION,
    remedy: {
      zh: '请另一位联络员、经办人，或审批人向本人或家属核实后认定；今后请服务人员、服务商或其他同志录入。',
      en:
        'Another liaison or clerk, or an approver, asks the cadre or family and decides. Next time the worker, ' +
        'the provider or a colleague enters it.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
