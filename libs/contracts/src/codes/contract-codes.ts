import type { CodeEntry } from './entry';

const TERM = {
  zh: '《政府购买服务管理办法》（财政部令第102号）第二十四条',
  en: '《政府购买服务管理办法》 (MoF Order 102) article 24',
};

const TWO_PERSONS = {
  zh: '《行政事业单位内部控制规范（试行）》不相容岗位相互分离',
  en: '《行政事业单位内部控制规范（试行）》, separation of duties',
};

/** Contracts and funds: why a contract cannot be submitted, approved or amended, and an allotment not cut. */
export const CONTRACT_CODES = {
  C01: {
    effect: 'refuse',
    message: {
      zh: '合同期 {startsOn} 至 {endsOn} 超过 12 个月，但四项理由和预算文件不齐（缺 {missingGrounds}）。',
      en:
        'The term {startsOn} to {endsOn} is over 12 months without all four reasons and the budget document ' +
        '(missing: {missingGrounds}).',
    },
    basis: TERM,
    remedy: {
      zh: '经办人把合同期缩短到 12 个月以内，或补齐四项理由并注明预算文件后再提交。',
      en:
        'The clerk shortens the term to 12 months, or gives all four reasons ' +
        'and the budget document, and submits again.',
    },
  },
  C02: {
    effect: 'refuse',
    message: {
      zh: '合同期 {startsOn} 至 {endsOn} 超过 36 个月。',
      en: 'The term {startsOn} to {endsOn} is over 36 months.',
    },
    basis: TERM,
    remedy: {
      zh: '经办人把合同期缩短到 36 个月以内；到期后另行采购。',
      en: 'The clerk shortens the term to 36 months; a later need is purchased anew.',
    },
  },
  C03: {
    effect: 'refuse',
    message: {
      zh: '合同金额上限 {ceiling} 超过所列预算经费的可用金额 {available}（{funds}）。',
      en: 'The ceiling {ceiling} is over what the budget funds have available, {available} ({funds}).',
    },
    basis: {
      zh: '《政府购买服务管理办法》（财政部令第102号）第十四条、第十六条（先有预算，后购买）',
      en: '《政府购买服务管理办法》 (MoF Order 102) articles 14 and 16 (budget before purchase)',
    },
    remedy: {
      zh: '经办人降低金额上限，或由财务先落实指标后再提交。',
      en: 'The clerk lowers the ceiling, or finance has the allotment raised first.',
    },
  },
  C04: {
    effect: 'refuse',
    message: {
      zh: '合同没有可用的价格：{item} 的价格 {from} 至 {to} 不在合同期 {startsOn} 至 {endsOn} 内，或一项价格也没有。',
      en:
        'No usable price: that of {item}, {from} to {to}, is outside the term ' +
        '{startsOn} to {endsOn}, or there is none at all.',
    },
    basis: {
      zh: '《政府购买服务管理办法》（财政部令第102号）第二十三条（合同应明确价格）',
      en: '《政府购买服务管理办法》 (MoF Order 102) article 23 (the contract states the price)',
    },
    remedy: {
      zh: '经办人为每个项目填写合同期内有效的价格后再提交。',
      en: 'The clerk enters a price within the term for each item and submits again.',
    },
  },
  C05: {
    effect: 'refuse',
    message: {
      zh: '项目 {item} 在 {day} 有两个价格。',
      en: 'Item {item} has two prices on {day}.',
    },
    basis: {
      zh: '服务合同「价格」条款：同一项目同一天只有一个价格',
      en: 'Service contract, price clause: one price of an item on a day',
    },
    remedy: {
      zh: '经办人更正价格的起止日期，使其互不重叠。',
      en: 'The clerk corrects the days of the prices so that they do not overlap.',
    },
  },
  C06: {
    effect: 'refuse',
    message: {
      zh: '服务商 {provider} 的资质有效期止于 {qualifiedUntil}，早于合同终止日 {endsOn}。',
      en: 'Provider {provider} is qualified until {qualifiedUntil}, before the contract ends on {endsOn}.',
    },
    basis: {
      zh: '服务合同「资质」条款：服务商在合同期内须有资质',
      en: 'Service contract, qualification clause: the provider is qualified throughout the term',
    },
    remedy: {
      zh: '请服务商更新资质并由经办人登记，或缩短合同期后再提交。',
      en: 'The provider renews its qualification and the clerk records it, or the term is shortened.',
    },
  },
  C07: {
    effect: 'refuse',
    message: {
      zh: '累计增加 {increase} 超过原合同金额上限 {original} 的百分之十。',
      en: 'Increases of {increase} in all are over ten per cent of the original ceiling, {original}.',
    },
    basis: {
      zh: '《政府采购法》第四十九条（补充合同不超过原合同金额的百分之十）',
      en: '《政府采购法》 article 49 (supplements up to ten per cent of the original amount)',
    },
    remedy: {
      zh: '经办人把增加额控制在百分之十以内；超出部分另行采购。',
      en: 'The clerk keeps within ten per cent; what is beyond is purchased anew.',
    },
  },
  C08: {
    effect: 'refuse',
    message: {
      zh: '{person} 已经办此合同或变更，不能再由本人批准。',
      en: '{person} prepared this contract or amendment and cannot be the one to approve it.',
    },
    basis: TWO_PERSONS,
    remedy: {
      zh: '由另一位有审批权的人员批准。',
      en: 'Another person with the right to approve does it.',
    },
  },
  C09: {
    effect: 'refuse',
    message: {
      zh: '项目 {item} 的新价格从 {from} 起算，早于今天 {today}。',
      en: 'The new price of item {item} begins on {from}, before today, {today}.',
    },
    basis: {
      zh: '服务合同「价格」条款：价格变更不溯及已提供的服务',
      en: 'Service contract, price clause: a change does not reach back to services rendered',
    },
    remedy: {
      zh: '经办人把新价格的生效日期改为今天或以后；已发生的差额按账单调整办理。',
      en: 'The clerk lets the price begin today or later; past differences are adjustments of bills.',
    },
  },
  C10: {
    effect: 'refuse',
    message: {
      zh: '金额上限 {ceiling} 低于已占用和已列支的 {committed}。',
      en: 'The ceiling {ceiling} is below what is reserved and expended, {committed}.',
    },
    basis: {
      zh: '服务合同「金额」条款：已批准的订单不受影响',
      en: 'Service contract, amount clause: approved orders stand',
    },
    remedy: {
      zh: '经办人把上限定在已占用和已列支的金额以上，或先取消订单。',
      en: 'The clerk keeps the ceiling above that amount, or has orders cancelled first.',
    },
  },
  F01: {
    effect: 'refuse',
    message: {
      zh: '经费 {fund} 只有 {available} 未被占用，不能核减 {cut}；已列支 {expended}，{orders} 张订单占用 {reserved}：{heldBy}。',
      en:
        'Fund {fund} has only {available} that is not promised; a cut of {cut} is not possible. ' +
        '{expended} is expended, and {orders} orders hold {reserved}: {heldBy}.',
    },
    basis: {
      zh: '《中华人民共和国预算法》第十三条（预算不得随意调整）；已占用的指标不得核减',
      en: '《中华人民共和国预算法》 article 13 (no adjustment at will); what is reserved is not cut',
    },
    remedy: {
      zh: '财务减少核减金额，或先取消、释放占用此经费的订单。',
      en: 'Finance cuts less, or has orders that hold the money cancelled or released first.',
    },
  },
  F02: {
    effect: 'refuse',
    message: {
      zh: '经费 {fund}（{fundType}）的归属不合：特需、公用经费归单位，政府购买、特困帮扶经费归老干部局。',
      en:
        'Fund {fund} ({fundType}) has the wrong owner: special-need and public funds are a unit’s, ' +
        'purchasing and hardship funds are the bureau’s.',
    },
    basis: {
      zh: '闽委组通〔2018〕100号 四.2（特需、公用经费归原单位管理）',
      en: '闽委组通〔2018〕100号 四.2 (special-need and public funds are managed by the original unit)',
    },
    remedy: {
      zh: '财务改选经费类型，或写明（去掉）归属单位后重新登记；本单位以外的经费由其主管方登记。',
      en:
        'Finance chooses the other type, or names or leaves out the unit, and enters it again; ' +
        'whoever manages a fund enters it.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
