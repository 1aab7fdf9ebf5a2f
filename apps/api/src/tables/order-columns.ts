import { MEASURES, type Measure, ORDER_CHANNELS, type OrderChannel, type Quantity } from '@songbai/contracts';
import {
  CODE,
  DAY,
  type Kind,
  listOf,
  MONTH,
  may,
  must,
  Problem,
  QUANTITY,
  TEXT,
  tableLike,
  tableOf,
  wordOf,
} from '../intake';
import { SAID_COLUMNS } from './said-columns';
import type { ColumnSpec } from './sheet';

/** Who is meant, as an office writes it; unit and birth tell two of one name apart. */
export interface SaidPerson {
  name: string | null;
  code: string | null;
  idNumber: string | null;
  unit: string | null;
  birth: string | null;
}

/** A quantity, with the measure that may stand behind it: "8小时". */
export interface Measured {
  quantity: Quantity;
  measure: Measure | null;
}

/** An order as a unit's list has it. What could not be read, or is not there, is null. */
export interface SaidOrder {
  cadre: SaidPerson;
  item: string | null;
  measured: Measured | null;
  startsOn: string | null;
  endsOn: string | null;
  month: string | null;
  contract: string | null;
  provider: string | null;
  funds: readonly string[];
  need: string | null;
  channel: OrderChannel | null;
  onBehalfOf: string | null;
  note: string | null;
}

const MEASURE_WORDS = new Map<string, Measure>([
  ...Object.entries(MEASURES).flatMap(([key, { zh, en }]): [string, Measure][] => [
    [zh, key as Measure],
    [en, key as Measure],
    [`${en}s`, key as Measure],
  ]),
  ['天', 'day'],
  ['个月', 'month'],
  ['h', 'hour'],
]);

const NOTHING = new Problem('too-small', { least: '0.01' });

/** What follows a number must be a measure: "8小时", "4 hours". */
const MEASURED: Kind<Measured> = {
  form: 'text',
  read: (text) => {
    const [, number = '', word = ''] = /^([-\d.]*)(.*)$/.exec(text) ?? [];
    const measure = MEASURE_WORDS.get(word.toLowerCase()) ?? null;
    const quantity = QUANTITY.read(word !== '' && measure === null ? text : number);
    if (quantity instanceof Problem) return quantity;
    return quantity.isZero() ? NOTHING : { quantity, measure };
  },
  show: ({ quantity }) => QUANTITY.show(quantity),
};

type Values = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** What can be made out of the cells of a row; also of one of which some cannot be read. */
export const saidOrder = (v: Values): SaidOrder => ({
  cadre: {
    ...{ name: text(v.老干部姓名), code: text(v.干部编号), idNumber: text(v.身份证号) },
    ...{ unit: text(v.原单位), birth: text(v.出生年月) },
  },
  ...{ item: text(v.服务项目), measured: (v.数量 as Measured | undefined) ?? null },
  ...{ startsOn: text(v.起始日期), endsOn: text(v.终止日期), month: text(v.服务月份) },
  ...{ contract: text(v.合同编号), provider: text(v.服务商) },
  ...{ funds: (v.列支经费 as string[] | null | undefined) ?? [], need: text(v.需求依据) },
  ...{ channel: (v.下单方式 as OrderChannel | null | undefined) ?? null },
  ...{ onBehalfOf: text(v.代谁下单), note: text(v.备注) },
});

export const ORDER_TABLE = tableLike(tableOf('orders'), {
  columns: {
    老干部姓名: may(TEXT),
    干部编号: may(CODE),
    身份证号: may(CODE),
    原单位: may(TEXT),
    出生年月: may(TEXT),
    服务项目: must(TEXT),
    数量: must(MEASURED),
    起始日期: may(DAY),
    终止日期: may(DAY),
    服务月份: may(MONTH),
    合同编号: may(CODE),
    服务商: may(TEXT),
    列支经费: may(listOf(CODE)),
    需求依据: may(CODE),
    下单方式: may(wordOf(ORDER_CHANNELS)),
    代谁下单: may(TEXT),
    备注: may(TEXT),
  },
  ...{ links: [], key: ['老干部姓名'], spans: [['起始日期', '终止日期']] },
  // Two rows may write one person in two ways: which rows are the same is known once their people are.
  keyOf: () => undefined,
  build: saidOrder,
});

const said = (name: string, over: Partial<ColumnSpec>): ColumnSpec => {
  const column = SAID_COLUMNS[name];
  if (!column) throw new Error(`no column ${name}`);
  return { ...column, ...over };
};
const code = { form: 'code' } as const;

const WHO: Readonly<Record<string, ColumnSpec>> = {
  老干部姓名: said('老干部姓名', { field: 'cadreId', second: '林水金' }),
  干部编号: said('干部编号', { second: '' }),
  身份证号: {
    ...{ field: 'idNumber', synonyms: ['身份证', '身份证号码', '公民身份号码', 'id card'], ...code },
    ...{ example: '350902192609211192', second: '' },
  },
  原单位: {
    ...{
      field: 'unit',
      synonyms: ['单位', '单位名称', '工作单位', '所属单位', '原工作单位', '原单位编码', 'unit'],
    },
    ...{ example: '蕉城区教育局', second: '' },
  },
  出生年月: {
    ...{ field: 'birth', synonyms: ['出生日期', '出生年份', '出生', '生日', 'born', 'date of birth'] },
    ...{ example: '1926年9月', second: '1930' },
  },
};

const WHAT: Readonly<Record<string, ColumnSpec>> = {
  服务项目: said('服务项目', { field: 'itemCode' }),
  数量: {
    field: 'quantity',
    synonyms: ['服务数量', '申请数量', '时长', '小时数', '工时', '次数', '服务时长', 'hours', 'qty'],
    ...{ example: '8', second: '4小时', form: 'amount' },
  },
  起始日期: {
    ...{ field: 'startsOn', synonyms: ['开始日期', '服务开始', '起', '自', '开始', 'from', 'start date'] },
    ...{ example: '2026-12-01', second: '', form: 'day' },
  },
  终止日期: {
    ...{
      field: 'endsOn',
      synonyms: ['结束日期', '服务结束', '止', '至', '截止日期', 'to', 'until', 'end date'],
    },
    ...{ example: '2026-12-31', second: '', form: 'day' },
  },
  服务月份: {
    ...{ field: 'month', synonyms: ['月份', '所属月份', '月', 'service month'], form: 'month' },
    ...{ example: '2026-12', second: '2026年12月' },
  },
};

const FROM: Readonly<Record<string, ColumnSpec>> = {
  合同编号: {
    ...{ field: 'contractId', synonyms: ['合同号', '合同', 'contract', 'contract no'], ...code },
    ...{ example: 'HT-2026-01', second: '' },
  },
  服务商: {
    ...{ field: 'provider', synonyms: ['服务商名称', '服务机构', '服务商编码', '承接机构', 'provider'] },
    ...{ example: '市直康宁居家服务中心', second: '' },
  },
  列支经费: {
    ...{ field: 'fundIds', synonyms: ['经费', '经费编码', '经费来源', '经费类型', 'funds', 'paid from'] },
    ...{ example: 'GZ-2026', second: '', form: 'list' },
  },
};

const WHY: Readonly<Record<string, ColumnSpec>> = {
  需求依据: {
    ...{ field: 'needId', synonyms: ['需求编号', '需求', '需求单号', 'need no'], ...code },
    ...{ example: 'XQ20261103-1001', second: '' },
  },
  下单方式: {
    ...{ field: 'channel', synonyms: ['渠道', '申请方式', '方式', 'ordered by way of'] },
    ...{ example: '书面', second: '', words: ORDER_CHANNELS },
  },
  代谁下单: {
    ...{ field: 'onBehalfOf', synonyms: ['申请人', '代办人', '申请单位', 'requested by'] },
    ...{ example: '区教育局 王科员', second: '' },
  },
  备注: {
    ...{ field: 'note', synonyms: ['说明', '备注说明', '服务要求', 'note', 'notes', 'remark', 'remarks'] },
    ...{ example: '上午上门', second: '' },
  },
};

export const ORDER_COLUMNS: Readonly<Record<string, ColumnSpec>> = { ...WHO, ...WHAT, ...FROM, ...WHY };

export const ORDER_EITHER_OF = [['老干部姓名', '干部编号', '身份证号']];

const SHOWN = ['老干部姓名', '干部编号', '服务项目', '起始日期', '服务月份'];

/** What a person knows such a row by. */
export const titleOfOrder = (v: Values): string => SHOWN.flatMap((name) => text(v[name]) ?? []).join(' ');
