import type { CodeEntry } from './entry';

const NO_EVEN_SHARES = {
  zh: '闽委组通〔2018〕100号 四.2（不得平均发放）',
  en: '闽委组通〔2018〕100号 四.2 (no even distribution)',
};

/** Orders: why an order is refused, and what a supervisor is told. */
export const ORDER_CODES = {
  O01: {
    effect: 'refuse',
    message: {
      zh:
        '合同 {contract}（{status}，{contractStartsOn} 至 {contractEndsOn}）未生效，' +
        '或不覆盖订单服务期 {startsOn} 至 {endsOn}。',
      en:
        'Contract {contract} ({status}, {contractStartsOn} to {contractEndsOn}) is not in force, ' +
        'or does not cover the dates of the order, {startsOn} to {endsOn}.',
    },
    basis: {
      zh: '服务合同「合同期限」条款；合同须已生效',
      en: 'Service contract, term clause; the contract must be in force',
    },
    remedy: {
      zh: '经办人改选生效的合同，或调整日期后重新下单；需要续签的，先办合同手续。',
      en: 'The clerk chooses a contract in force or other dates and orders again, or has it renewed first.',
    },
  },
  O02: {
    effect: 'refuse',
    message: {
      zh: '合同 {contract} 里没有项目 {item} 在 {day} 的价格。',
      en: 'Contract {contract} has no price for item {item} on {day}.',
    },
    basis: {
      zh: '服务合同「价格」条款（合同价格表）',
      en: 'Service contract, price clause (price list)',
    },
    remedy: {
      zh: '经办人改选有价格的项目或合同；确需此项目的，先与服务商书面约定价格，再重新下单。',
      en: 'The clerk chooses what has a price, or first agrees one in writing, and orders again.',
    },
  },
  O03: {
    effect: 'refuse',
    message: {
      zh: '干部住在 {area}，不在合同 {contract} 的服务区域（{areas}）内。',
      en: 'The cadre lives in {area}, outside the service area of contract {contract} ({areas}).',
    },
    basis: { zh: '服务合同「服务区域」条款', en: 'Service contract, service area clause' },
    remedy: {
      zh: '经办人改选能到当地服务的合同；暂时没有的，登记为未满足需求，报老干部局统筹。',
      en: 'The clerk chooses a contract that serves the place, or records an unmet need for the bureau.',
    },
  },
  O04: {
    effect: 'refuse',
    message: {
      zh: '干部已于 {deceasedOn} 去世，{startsOn} 开始的订单不能受理。',
      en: 'The cadre died on {deceasedOn}; an order that starts on {startsOn} cannot be accepted.',
    },
    basis: {
      zh: '订单（为在世的干部提供服务）；后事安排见闽委组通〔2018〕100号 三.3（一）',
      en: 'Order (it serves a living cadre); for what follows a death: 闽委组通〔2018〕100号 三.3（一）',
    },
    remedy: {
      zh: '经办人核对去世日期，告知原单位帮助家属；日期登记有误的，更正后重新下单。',
      en:
        'The clerk checks the date of death and tells the original unit, which helps the family; ' +
        'if the date was wrong, it is corrected and the order placed again.',
    },
  },
  O05: {
    effect: 'refuse',
    message: {
      zh:
        '订单的经费安排不合要求。列明经费：{fund}（类型 {fundType}，年度 {year}，归属 {owner}）；' +
        '项目适用经费：{allowed}；干部的责任单位：{responsibleUnit}；服务期：{startsOn} 至 {endsOn}。',
      en:
        'The funding of the order does not fit. Fund named: {fund} (type {fundType}, year {year}, ' +
        'owner {owner}); types the item allows: {allowed}; responsible unit of the cadre: ' +
        '{responsibleUnit}; dates of the order: {startsOn} to {endsOn}.',
    },
    basis: {
      zh:
        '闽委组通〔2018〕100号 四.2（特需、公用经费归原单位管理）、二.1（单位已撤销的找主管部门）；' +
        '《预算法》第六十三条（不得改变支出用途）；服务项目的适用经费',
      en:
        '闽委组通〔2018〕100号 四.2 (special-need and public funds belong to the original unit) and 二.1 ' +
        '(to its competent department where it is gone); Budget Law, Article 63 (no change of purpose); ' +
        'the funds that the item allows',
    },
    remedy: {
      zh:
        '经办人列出本年度、本项目适用的经费后重新下单；单位经费须属干部的责任单位，' +
        '跨年度的按年度分开下单。',
      en:
        'The clerk names a fund of that year that suits the item and orders again. A unit fund must belong ' +
        'to the responsible unit; an order across two years is split by year.',
    },
  },
  O06: {
    effect: 'refuse',
    message: {
      zh: '下单人和审批人是同一人（{person}）。',
      en: 'The same person ordered and approved ({person}).',
    },
    basis: {
      zh: '《会计法》（2024）关于经办与审批职责分离的规定',
      en: 'Accounting Law (2024), rules on separating those who handle from those who approve',
    },
    remedy: {
      zh: '请另一位有审批权的同志审批；没有的，由下单一方的其他同志重新下单。',
      en: 'Another person with the right to approve does so, or a colleague orders it anew.',
    },
  },
  O07: {
    effect: 'refuse',
    message: {
      zh: '服务商 {provider} 的资质 {qualifiedUntil} 到期，早于订单最后一天 {endsOn}。',
      en: 'Provider {provider} is qualified until {qualifiedUntil}, but the order runs to {endsOn}.',
    },
    basis: {
      zh: '采购需求和服务合同对服务商资质的要求',
      en: 'Purchase requirements and service contract, qualification of the provider',
    },
    remedy: {
      zh: '服务商送交续期证明，经办人更新登记后重新下单；也可缩短服务期或改选服务商。',
      en:
        'The provider hands in the renewed certificate, the clerk records it and orders again; ' +
        'or a shorter order is placed, or another provider chosen.',
    },
  },
  O08: {
    effect: 'refuse',
    message: {
      zh: '限额 {limit}：每人每{window} {cap} {measure}；{period} 已用 {used}，本单 {asked}，会超限。',
      en:
        'Limit {limit} allows {cap} per cadre and {window} (counted by the {measure}); {used} used in ' +
        '{period}, this order asks for {asked}, which is too much.',
    },
    basis: { zh: '限额依据：{limitBasis}', en: 'The limit rests on {limitBasis}' },
    remedy: {
      zh: '经办人减少数量或改到下一周期重新下单；确需增加的，先报请调整限额并附依据。',
      en: 'The clerk orders less or in the next period, or first has the limit changed, with a basis.',
    },
  },
  O09: {
    effect: 'refuse',
    message: {
      zh: '订单需 {amount} 元，所列经费（{funds}）只能承担 {given} 元，还差 {missingAmount} 元。',
      en:
        'The order costs {amount} yuan; its funds ({funds}) can give {given} yuan, ' +
        '{missingAmount} yuan are missing.',
    },
    basis: {
      zh: '经费指标余额和已登记的限额；财政部令第102号第十四条（已安排预算方可购买）',
      en:
        'What is left of allotments and registered limits; Ministry of Finance Order No. 102, Article 14 ' +
        '(only what has a budget may be bought)',
    },
    remedy: {
      zh: '经办人减少数量或增列其他适用经费，也可请经费单位追加指标，再重新下单。',
      en: 'The clerk orders less, names a further fund or has an allotment raised, and orders again.',
    },
  },
  O10: {
    effect: 'refuse',
    message: {
      zh: '动用{fundType} {fund} 要以困难情况为据，这位干部还没有登记状况标签。',
      en: 'Using the {fundType} {fund} needs a condition of hardship; this cadre has none on record.',
    },
    basis: {
      zh: '闽委组通〔2018〕100号 四.2（经费用途）',
      en: '闽委组通〔2018〕100号 四.2 (purpose of the funds)',
    },
    remedy: {
      zh: '联络员了解情况，经办人登记状况标签并留存依据后重新下单；没有困难的，改用其他经费。',
      en:
        'The liaison looks into it; the clerk records the condition with evidence, and orders again. ' +
        'Where there is no hardship, another fund is used.',
    },
  },
  O11: {
    effect: 'refuse',
    message: {
      zh: '合同 {contract} 上限 {ceiling} 元，已批订单 {committed} 元，加上本单 {amount} 元会超出。',
      en:
        'Contract {contract} has a ceiling of {ceiling} yuan; {committed} yuan are ordered already, ' +
        'and {amount} yuan more would exceed it.',
    },
    basis: {
      zh: '服务合同「金额上限」条款；《政府采购法》第四十九条（补充合同不超过原金额的 10%）',
      en:
        'Service contract, ceiling clause; Government Procurement Law, Article 49 ' +
        '(supplements up to 10 % of the original amount)',
    },
    remedy: {
      zh: '经办人减少数量或改选合同；确需增加的，先依法签订补充合同，再重新下单。',
      en: 'The clerk orders less or under another contract, or has a lawful supplement signed first.',
    },
  },
  O12: {
    effect: 'refuse',
    message: {
      zh:
        '{date} 用经费 {fund} 批准的订单，名册 {roster} 人中有 {cadres} 人金额相同（每人 {each} 元），' +
        '又没有逐单写明需求依据，按平均发放处理。',
      en:
        'Orders approved on {date} from fund {fund} give the same sum, {each} yuan, to {cadres} of the ' +
        '{roster} cadres on the roster, and not every one names a need: this counts as even distribution.',
    },
    basis: NO_EVEN_SHARES,
    remedy: {
      zh: '经办人按每位干部的实际需要逐单写明需求依据，经单位审批后重新下单。',
      en: 'The clerk names the real need on each order, has the unit approve, and orders again.',
    },
  },
  O13: {
    effect: 'refuse',
    message: {
      zh: '使用{fundType} {fund} 须经单位审批，下单人不能代批。现单位审批人：{person}。',
      en:
        'Spending from the {fundType} {fund} needs the approval of the unit, by someone other than who ' +
        'ordered. Approver named for the unit: {person}.',
    },
    basis: {
      zh: '闽委组通〔2018〕100号 四.2（经费归原单位管理）',
      en: '闽委组通〔2018〕100号 四.2 (the original unit manages the fund)',
    },
    remedy: {
      zh: '经办人请经费所属单位审批（可盖章后扫描上传），写明单位审批人，再重新下单。',
      en: 'The clerk has the unit approve (a scan of its seal will do), names who did, and orders again.',
    },
  },
  E01: {
    effect: 'alert',
    message: {
      zh: '{date} 经费 {fund} 为名册 {roster} 人中的 {cadres} 人安排同等金额，每人 {each} 元，请核查。',
      en:
        'On {date} fund {fund} was ordered from in equal sums of {each} yuan for {cadres} of the {roster} ' +
        'cadres on the roster. Please look into it.',
    },
    basis: NO_EVEN_SHARES,
    remedy: {
      zh: '上级老干部局和审计人员核对每单的需求依据；确属平均发放的，由经费单位纠正。',
      en: 'Higher bureau and auditor check the need behind each order; the unit corrects what is wrong.',
    },
  },
} as const satisfies Record<string, CodeEntry>;
