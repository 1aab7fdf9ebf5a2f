import { CODE, DAY, may, must, TEXT } from '../intake';
import { CLOCK, type Clock, SPAN, type Span } from './clock';
import type { SaidVisit } from './meaning';
import { RowRefused } from './row-refused';
import type { ColumnSpec } from './sheet';

/** The columns of a list of visits as providers keep it, done or to come: who, for whom, what, when. */
export const SAID = {
  服务日期: may(DAY),
  开始时间: must(SPAN),
  老干部姓名: may(TEXT),
  干部编号: may(CODE),
  服务项目: must(TEXT),
  服务人员: may(TEXT),
  人员编号: may(CODE),
  订单编号: may(CODE),
};

export const SAID_AND_DONE = { ...SAID, 结束时间: may(CLOCK), 备注: may(TEXT) };

/** Of these one at least must be there. */
export const EITHER_OF = [
  ['老干部姓名', '干部编号'],
  ['服务人员', '人员编号'],
];

export interface SaidRow {
  said: SaidVisit;
  start: Span;
  end: Clock | null;
  note: string | null;
}

type Values = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Throws nothing: a row without a day is refused when it is taken. */
export const saidRow = (v: Values): SaidRow => {
  const start = v.开始时间 as Span;
  return {
    said: {
      day: text(v.服务日期) ?? start?.from.day ?? '',
      cadre: { code: text(v.干部编号), name: text(v.老干部姓名) },
      worker: { code: text(v.人员编号), name: text(v.服务人员) },
      item: text(v.服务项目) ?? '',
      order: text(v.订单编号),
    },
    start,
    end: (v.结束时间 as Clock | null | undefined) ?? start?.to ?? null,
    note: text(v.备注),
  };
};

/** What a person knows such a row by. */
export const saidKey = (v: Values): string | undefined => {
  const start = v.开始时间 as Span | undefined;
  if (start === undefined) return undefined;
  const who = [
    text(v.老干部姓名) ?? text(v.干部编号),
    text(v.服务项目),
    text(v.服务人员) ?? text(v.人员编号),
  ];
  return [text(v.服务日期) ?? start.from.day, SPAN.show(start).slice(0, 5), ...who].join('\u001f');
};

const HALF_A_DAY = 43_200;
const SECONDS_A_DAY = 86_400;

/** Whole seconds from midnight of the day. Throws why the times of the row make no visit. */
export function timesOf({ said: { day }, start: { from }, end }: SaidRow): { start: number; end: number } {
  const start = startOf(day, from);
  if (end === null) throw new RowRefused('no-end', '结束时间');
  const days = end.day === null ? Number(end.isNextDay) : daysBetween(day, end.day);
  const isWritten = end.day !== null || end.isNextDay;
  const same = days * SECONDS_A_DAY + end.seconds;
  // Past midnight, as night care is; but 10:00 to 9:00 is a slip of the pen.
  const until = same <= start && !isWritten ? same + SECONDS_A_DAY : same;
  if (until > start && (isWritten || until === same || until - start <= HALF_A_DAY))
    return { start, end: until };
  throw new RowRefused('ends-before', '结束时间', { start: CLOCK.show(from), end: CLOCK.show(end) });
}

/** When it began. Throws where the row does not say on which day, or says two. */
export function startOf(day: string, from: Clock): number {
  if (day === '') throw new RowRefused('no-day', '服务日期');
  if (from.day !== null && from.day !== day)
    throw new RowRefused('days-differ', '开始时间', { found: from.day, day });
  return from.seconds + (from.isNextDay ? SECONDS_A_DAY : 0);
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / (SECONDS_A_DAY * 1000));

const code = { form: 'code' } as const;

const DAY_COLUMN: ColumnSpec = {
  ...{ field: 'day', synonyms: ['日期', '上门日期', '服务时间日期', 'date', 'service date', 'day'] },
  ...{ example: '2026-11-03', second: '2026/11/3', form: 'day' },
};
const START_COLUMN: ColumnSpec = {
  field: 'startedAt',
  synonyms: [
    ...['服务时间', '上门时间', '开始', '起始时间', '到达时间', '服务开始时间', '签到时间', '时间'],
    ...['start', 'start time', 'from', 'time'],
  ],
  ...{ example: '8:30', second: '下午2:00-3:30', form: 'clock' },
};
const END_COLUMN: ColumnSpec = {
  field: 'endedAt',
  synonyms: [
    ...['结束', '离开时间', '终止时间', '服务结束时间', '签退时间', 'end', 'end time', 'to', 'until'],
  ],
  ...{ example: '10:30', second: '', form: 'clock' },
};
const WHO: Readonly<Record<string, ColumnSpec>> = {
  老干部姓名: {
    field: 'cadreName',
    synonyms: [
      ...['老干部', '姓名', '干部姓名', '服务对象', '服务对象姓名', '老人姓名', '客户姓名', '长者姓名'],
      ...['cadre', 'client', 'client name', 'name'],
    ],
    ...{ example: '周忠仙', second: '周忠仙（G0001）' },
  },
  干部编号: {
    ...{ field: 'cadreCode', synonyms: ['老干部编号', '服务对象编号', 'cadre code', 'client code'] },
    ...{ example: 'G0001', second: '', ...code },
  },
};
const WHAT: Readonly<Record<string, ColumnSpec>> = {
  服务项目: {
    field: 'itemCode',
    synonyms: [
      ...['项目', '项目名称', '服务项目名称', '服务内容', '项目编码', '服务类型'],
      ...['service', 'service item', 'item'],
    ],
    ...{ example: '生活照料', second: 'BT01' },
  },
  服务人员: {
    field: 'workerName',
    synonyms: [
      ...['护理员', '服务员', '护工', '服务人员姓名', '护理员姓名', '员工姓名', '上门人员', '派单人员'],
      ...['worker', 'carer', 'caregiver', 'care worker'],
    ],
    ...{ example: '庄仙庆', second: '潘水凤' },
  },
  人员编号: {
    ...{ field: 'workerId', synonyms: ['服务人员编号', '工号', '员工编号', 'worker code', 'staff no'] },
    ...{ example: 'W01001', second: '', ...code },
  },
};
const ORDER_COLUMN: ColumnSpec = {
  field: 'orderId',
  synonyms: [
    ...['订单号', '合同/订单号', '订单/合同号', '订单', '服务单号', '合同编号', '合同号', '合同'],
    ...['order', 'order no', 'order number', 'contract'],
  ],
  ...{ example: 'HT-2026-01', second: 'DD00003', ...code },
};
const NOTE_COLUMN: ColumnSpec = {
  ...{ field: 'note', synonyms: ['说明', '情况说明', '备注说明', 'note', 'notes', 'remark', 'remarks'] },
  ...{ example: '擦身、换床单', second: '' },
};

export const SAID_COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  ...{ 服务日期: DAY_COLUMN, 开始时间: START_COLUMN, ...WHO, ...WHAT, 订单编号: ORDER_COLUMN },
};

export const LOG_COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  ...{ 服务日期: DAY_COLUMN, 开始时间: START_COLUMN, 结束时间: END_COLUMN, ...WHO, ...WHAT },
  ...{ 订单编号: ORDER_COLUMN, 备注: NOTE_COLUMN },
};
