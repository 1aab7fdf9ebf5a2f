import type { CodeEntry } from './entry';

const SETTLEMENT = {
  zh: '服务合同「结算」条款；财政部令第102号第二十五条（按合同约定付款）',
  en: 'Service contract, settlement clause; Ministry of Finance Order No. 102, Article 25 (pay by contract)',
};
const PRICES = {
  zh: '服务合同「价格」条款（合同价格表）',
  en: 'Service contract, price clause (price list)',
};
const ACCEPTANCE = {
  zh: '服务合同「结算」条款；《政府采购法》第四十一条（履约验收）',
  en: 'Service contract, settlement clause; Government Procurement Law, Article 41 (acceptance)',
};

/** Bills: why a line is not paid or paid in part, and what stops a bill. */
export const BILL_CODES = {
  I02: {
    effect: 'refuse',
    message: {
      zh: '记录 {visit} 已在账单 {otherBill} 第 {otherLine} 行结算，不重复付款。',
      en: 'Visit {visit} was settled on bill {otherBill}, line {otherLine}, and is not paid twice.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商无需再报；记录号填错的，用补报账单申报正确的记录。',
      en: 'Nothing more to bill; if another visit was meant, the provider puts it on a supplementary bill.',
    },
  },
  I03: {
    effect: 'note',
    message: {
      zh: '本行金额 {amount} 元，数量乘单价是 {product} 元，两者不符。',
      en: 'The line says {amount} yuan, but quantity times price is {product} yuan.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商核对算法，今后按数量乘单价填写；核定金额不高于申报金额。',
      en: 'The provider checks the sum for next time; no more is approved than the line claims.',
    },
  },
  I05: {
    effect: 'cut',
    message: {
      zh: '订单只剩 {left} 元可用，本行应付 {wanted} 元，按剩余金额核定。',
      en: 'The order has {left} yuan left; the line would come to {wanted} yuan and is cut to the rest.',
    },
    basis: { zh: '订单（批准的金额）', en: 'Order (approved amount)' },
    remedy: {
      zh: '服务商按核定金额确认；有异议的，附凭证请经办人核对订单余额。',
      en: 'The provider confirms the approved amount, or shows proof and has the clerk check what is left.',
    },
  },
  I06: {
    effect: 'refuse',
    message: {
      zh: '查不到服务记录 {visit}，本行不能付款。',
      en: 'There is no visit {visit} on record, so the line cannot be paid.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '服务商核对记录号；确有服务的，补录并通过核验后，用补报账单申报。',
      en:
        'The provider checks the number; if the service took place, it enters the visit ' +
        'and, once verified, puts it on a supplementary bill.',
    },
  },
  I07: {
    effect: 'cut',
    message: {
      zh: '申报数量 {quantity}，核验认定 {accepted}，按认定数量核定。',
      en: 'The line claims {quantity}; verification accepted {accepted}, and that is what is paid.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '服务商按核定金额确认；有异议的，附服务凭证请经办人核对。',
      en: 'The provider confirms the approved amount, or shows proof of service and has the clerk check.',
    },
  },
  I08: {
    effect: 'refuse',
    message: {
      zh: '记录 {visit} 的核验结果是“{visitState}”（{visitCodes}），本行不能付款。',
      en: 'Visit {visit} is {visitState} ({visitCodes}), so the line cannot be paid.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '待核实的，服务商补齐凭证，经办人认定后用补报账单申报；不予认定的不付款。',
      en:
        'If held, the provider completes the proof and, once the clerk has accepted the visit, ' +
        'puts it on a supplementary bill. A blocked visit is not paid.',
    },
  },
  I09: {
    effect: 'cut',
    message: {
      zh: '申报单价 {unitPrice} 元，高于 {day} 的合同价 {price} 元，按合同价核定。',
      en: 'The line asks {unitPrice} yuan; the contract price on {day} is {price} yuan, and that is paid.',
    },
    basis: PRICES,
    remedy: {
      zh: '服务商按核定金额确认；价格登记有误的，附合同请经办人核对。',
      en: 'The provider confirms the approved amount, or shows the contract if the price is wrong.',
    },
  },
  I10: {
    effect: 'refuse',
    message: {
      zh: '服务日期 {day} 不在账期 {month} 的结算范围内，本行不能付款。',
      en: 'The service of {day} does not belong on this bill for {month}, so the line cannot be paid.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商在服务当月的账单中申报；以前月份漏报的，用补报账单。',
      en: 'The provider bills it with its own month, or, if that month is past, on a supplementary bill.',
    },
  },
  I11: {
    effect: 'refuse',
    message: {
      zh: '记录 {visit} 的订单 {order}（合同 {orderContract}）不是本账单合同 {contract} 的获批订单。',
      en:
        'Order {order} of visit {visit} (contract {orderContract}) is not an approved order ' +
        "under this bill's contract {contract}.",
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商核对订单和合同，改在对应合同的账单中申报；没有获批订单的不付款。',
      en: 'The provider bills it under the right contract; without an approved order nothing is paid.',
    },
  },
  I12: {
    effect: 'refuse',
    message: {
      zh: '合同 {contract} 的项目 {item} 在 {day} 没有价格，本行不能付款。',
      en: 'Item {item} has no price on {day} in contract {contract}, so the line cannot be paid.',
    },
    basis: PRICES,
    remedy: {
      zh: '经办人核对合同价格表；漏登的补登后，服务商用补报账单申报。',
      en: 'The clerk checks the price list; once a missing price is added, a supplementary bill can follow.',
    },
  },
  I13: {
    effect: 'refuse',
    message: {
      zh: '本行项目 {item}，服务记录的项目却是 {visitItem}，本行不能付款。',
      en: 'The line names item {item}, but the visit was for {visitItem}, so the line cannot be paid.',
    },
    basis: ACCEPTANCE,
    remedy: {
      zh: '服务商核对项目，用补报账单按实际服务的项目申报。',
      en: 'The provider checks the item and bills the service actually given on a supplementary bill.',
    },
  },
  I14: {
    effect: 'hold',
    message: {
      zh: '账单申报 {declared} 元，各行合计 {claimed} 元，两者不符，账单先不付款。',
      en: 'The bill declares {declared} yuan, but its lines add up to {claimed} yuan; it is not paid yet.',
    },
    basis: SETTLEMENT,
    remedy: {
      zh: '服务商确认核定金额（在系统里或书面）后继续办理；报错了的，财务退回或服务商撤回，按各行合计另报一张。',
      en:
        'The provider confirms the approved amount, here or in writing, and it goes on. Filed wrongly: finance ' +
        'returns it or the provider withdraws it, and files another that declares the sum of its lines.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
