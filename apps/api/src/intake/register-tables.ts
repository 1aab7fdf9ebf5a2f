import {
  CONTRACT_STATUSES,
  type ContractStatus,
  FUND_TYPES,
  keyOf,
  LIMIT_MEASURES,
  MEASURES,
  PROOFS,
  SERVICE_PLACES,
  WINDOWS,
} from '@songbai/contracts';
import { CAP, CODE, CREDIT_CODE, DAY, integer, listOf, MONEY, TEXT, wordOf } from './kinds';
import { PARTY_TABLES } from './party-tables';
import { may, mayBe, mayLack, must, refers, type Table, table } from './table';

/** Stands in 归属编码 where the bureau itself owns the fund. */
const BUREAU = 'BUREAU';

const items = table({
  name: 'items',
  file: 'items',
  columns: {
    项目编码: must(CODE),
    项目名称: must(TEXT),
    类别: must(TEXT),
    计量单位: must(wordOf(MEASURES)),
    标准分钟: must(integer(0)),
    服务地点: must(wordOf(SERVICE_PLACES)),
    必需凭证: mayBe(listOf(wordOf(PROOFS)), []),
    适用经费: must(listOf(wordOf(FUND_TYPES))),
  },
  key: ['项目编码'],
  build: (v) => ({
    code: v.项目编码,
    name: v.项目名称,
    category: v.类别,
    measure: v.计量单位,
    standardMinutes: v.标准分钟,
    place: v.服务地点,
    proofs: v.必需凭证,
    fundTypes: v.适用经费,
  }),
  show: (row) => ({
    项目编码: row.code,
    项目名称: row.name,
    类别: row.category,
    计量单位: row.measure,
    标准分钟: row.standardMinutes,
    服务地点: row.place,
    必需凭证: row.proofs,
    适用经费: row.fundTypes,
  }),
});

/**
 * A word of the office's own says no more than that the contract is not in force, so it is read as suspended.
 */
const statusOf = (text: string): ContractStatus => keyOf(CONTRACT_STATUSES, text) ?? 'suspended';

const contracts = table({
  name: 'contracts',
  file: 'contracts',
  columns: {
    合同编号: must(CODE),
    服务商编码: refers(must(CODE), 'providers'),
    甲方名称: must(TEXT),
    甲方信用代码: must(CREDIT_CODE),
    起始日期: must(DAY),
    终止日期: must(DAY),
    金额上限: must(MONEY),
    服务区域: must(listOf(CODE)),
    计时取整分钟: must(integer(1)),
    最低计费分钟: must(integer(0)),
    状态: must(TEXT),
  },
  key: ['合同编号'],
  spans: [['起始日期', '终止日期']],
  build: (v) => ({
    number: v.合同编号,
    provider: v.服务商编码,
    buyerName: v.甲方名称,
    buyerCode: v.甲方信用代码,
    startsOn: v.起始日期,
    endsOn: v.终止日期,
    ceiling: v.金额上限,
    areas: v.服务区域,
    roundingMinutes: v.计时取整分钟,
    minimumMinutes: v.最低计费分钟,
    status: statusOf(v.状态),
    statusText: v.状态,
  }),
  show: (row) => ({
    合同编号: row.number,
    服务商编码: row.provider,
    甲方名称: row.buyerName,
    甲方信用代码: row.buyerCode,
    起始日期: row.startsOn,
    终止日期: row.endsOn,
    金额上限: row.ceiling,
    服务区域: row.areas,
    计时取整分钟: row.roundingMinutes,
    最低计费分钟: row.minimumMinutes,
    状态: row.statusText,
  }),
});

const prices = table({
  name: 'prices',
  file: 'prices',
  columns: {
    合同编号: refers(must(CODE), 'contracts'),
    项目编码: refers(must(CODE), 'items'),
    单价: must(MONEY),
    生效日期: must(DAY),
    失效日期: may(DAY),
  },
  key: ['合同编号', '项目编码', '生效日期'],
  spans: [['生效日期', '失效日期']],
  build: (v) => ({
    contract: v.合同编号,
    item: v.项目编码,
    unitPrice: v.单价,
    from: v.生效日期,
    to: v.失效日期,
  }),
  show: (row) => ({
    合同编号: row.contract,
    项目编码: row.item,
    单价: row.unitPrice,
    生效日期: row.from,
    失效日期: row.to,
  }),
});

const funds = table({
  name: 'funds',
  file: 'funds',
  columns: {
    经费编码: must(CODE),
    经费类型: must(wordOf(FUND_TYPES)),
    归属编码: refers(must(CODE), 'units', BUREAU),
    年度: must(integer(1900, 2999)),
    指标金额: must(MONEY),
  },
  key: ['经费编码'],
  build: (v) => ({
    code: v.经费编码,
    type: v.经费类型,
    owner: v.归属编码 === BUREAU ? null : v.归属编码,
    year: v.年度,
    allotted: v.指标金额,
  }),
  show: (row) => ({
    经费编码: row.code,
    经费类型: row.type,
    归属编码: row.owner ?? BUREAU,
    年度: row.year,
    指标金额: row.allotted,
  }),
});

const limits = table({
  name: 'limits',
  file: 'limits',
  columns: {
    限额编号: must(CODE),
    经费类型: may(wordOf(FUND_TYPES)),
    类别: may(TEXT),
    周期: must(wordOf(WINDOWS)),
    计量: must(wordOf(LIMIT_MEASURES)),
    上限: must(CAP),
    依据: must(TEXT),
    生效日期: mayLack(DAY),
    失效日期: mayLack(DAY),
  },
  key: ['限额编号'],
  spans: [['生效日期', '失效日期']],
  build: (v) => ({
    code: v.限额编号,
    fundType: v.经费类型,
    category: v.类别,
    window: v.周期,
    measure: v.计量,
    cap: v.上限,
    basis: v.依据,
    validFrom: v.生效日期,
    validTo: v.失效日期,
  }),
  show: (row) => ({
    限额编号: row.code,
    经费类型: row.fundType,
    类别: row.category,
    周期: row.window,
    计量: row.measure,
    上限: row.cap,
    依据: row.basis,
    生效日期: row.validFrom,
    失效日期: row.validTo,
  }),
});

/** What changes slowly: people, firms, agreements, money set aside. */
export const REGISTER_TABLES: readonly Table[] = [...PARTY_TABLES, items, contracts, prices, funds, limits];
