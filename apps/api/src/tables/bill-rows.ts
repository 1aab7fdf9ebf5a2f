import type { Money, Quantity } from '@songbai/contracts';
import { CODE, DAY, may, TEXT, tableLike, tableOf } from '../intake';
import { SPAN, type Span } from './clock';
import { cadresMeant, checkNamed, itemsMeant, type Named, type Said, type World } from './meaning';
import { Reasons, RowRefused } from './row-refused';
import { SAID_COLUMNS } from './said-columns';
import type { ColumnSpec } from './sheet';

/** A line as a provider writes it: the visit by its number, or by whom, what and when. */
export interface SaidLine {
  bill: string;
  contract: string | null;
  month: string | null;
  visit: string | null;
  day: string | null;
  start: Span | null;
  cadre: Said;
  item: string | null;
  quantity: Quantity;
  unitPrice: Money;
  amount: Money;
}

const lines = tableOf('billLines');
const bills = tableOf('bills');
const kindOf = (table: typeof lines, name: string) => {
  const column = table.columns[table.columnNames.indexOf(name)];
  if (!column) throw new Error(`no column ${name}`);
  return column;
};
const optional = (table: typeof lines, name: string) => may(kindOf(table, name).kind);

/** What can be made out of the cells of a row. */
export const saidLine = (v: Readonly<Record<string, unknown>>): SaidLine => ({
  ...{ bill: text(v.账单号) ?? '', contract: text(v.合同编号), month: text(v.账期), visit: text(v.记录号) },
  ...{
    day: text(v.服务日期) ?? (v.开始时间 as Span | null)?.from.day ?? null,
    start: v.开始时间 as Span | null,
  },
  ...{ cadre: { code: text(v.干部编号), name: text(v.老干部姓名) }, item: text(v.项目编码) },
  ...{ quantity: v.数量 as Quantity, unitPrice: v.单价 as Money, amount: v.金额 as Money },
});

/** The month's own tables, bill_lines and of bills what every line may say, and what usual lists have instead. */
export const BILL_TABLE = tableLike(lines, {
  columns: {
    账单号: optional(lines, '账单号'),
    行号: may(TEXT),
    合同编号: optional(bills, '合同编号'),
    账期: optional(bills, '账期'),
    记录号: may(CODE),
    服务日期: may(DAY),
    开始时间: may(SPAN),
    老干部姓名: may(TEXT),
    干部编号: may(CODE),
    项目编码: may(TEXT),
    数量: kindOf(lines, '数量'),
    单价: kindOf(lines, '单价'),
    金额: kindOf(lines, '金额'),
  },
  ...{ links: [], key: ['记录号'], spans: [] },
  // Two lines may say the same: a visit that is billed twice is for the rules to find.
  keyOf: () => undefined,
  build: (v) => saidLine(v),
});

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const said = (name: string, over: Partial<ColumnSpec> = {}): ColumnSpec => {
  const column = SAID_COLUMNS[name];
  if (!column) throw new Error(`no column ${name}`);
  return { ...column, ...over };
};
const amount = (example: string, synonyms: readonly string[], second: string): ColumnSpec => ({
  ...{ field: 'amounts', synonyms, example, second, form: 'amount' },
});

export const BILL_COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  账单号: {
    ...{ field: 'bill', synonyms: ['账单编号', '账单', '结算单号', 'bill', 'bill no'], form: 'code' },
    ...{ example: 'ZD-2026-10-01' },
  },
  行号: { field: 'line', synonyms: ['序号', '编号', 'no', 'line'], example: '1', second: '2', form: 'code' },
  合同编号: {
    ...{ field: 'contractId', synonyms: ['合同号', '合同', 'contract', 'contract no'], form: 'code' },
    ...{ example: 'HT-2026-01' },
  },
  账期: {
    ...{ field: 'month', synonyms: ['月份', '结算月份', '所属月份', 'month'], form: 'month' },
    ...{ example: '2026-10', second: '2026年10月' },
  },
  记录号: {
    ...{
      field: 'visit',
      synonyms: ['服务记录号', '记录编号', '服务单号', 'visit', 'visit no'],
      form: 'code',
    },
    ...{ example: 'JL000001', second: '' },
  },
  服务日期: said('服务日期', { example: '2026-10-26', second: '2026/10/8' }),
  开始时间: said('开始时间', { example: '8:20', second: '' }),
  老干部姓名: said('老干部姓名', { second: '周忠仙' }),
  干部编号: said('干部编号'),
  项目编码: {
    ...said('服务项目', { example: 'ML01', second: '助浴' }),
    synonyms: ['服务项目', ...said('服务项目').synonyms],
  },
  数量: amount('1.00', ['服务数量', '次数', '时长', '小时数', '工时', 'quantity', 'qty', 'hours'], '1.00'),
  单价: amount('17.14', ['单价(元)', '服务单价', '价格', 'unit price', 'price', 'rate'], '80.00'),
  金额: amount('17.14', ['金额(元)', '费用', '服务费', '小计', '合计', 'amount', 'total'], '80.00'),
};

/** What a person knows a line by. */
export const titleOfLine = (v: Readonly<Record<string, unknown>>): string =>
  [v.记录号 ?? v.服务日期, v.老干部姓名 ?? v.干部编号, v.项目编码].filter(Boolean).join(' ');

/** A visit as far as a bill may name it. */
export interface KnownVisit {
  bureauId: string;
  number: string;
  contract: string;
  cadre: string;
  item: string;
  day: string;
  startedAt: number | null;
}

type Billed = Pick<World, 'cadres' | 'items'> & { visits: readonly KnownVisit[] };

/** What a line bills: a number that nobody knows stays, for the rules to refuse (I06). */
export interface MeantLine {
  visit: string;
  item: string;
  known: KnownVisit | undefined;
}

/** Lines that say nothing by which one could tell them apart. */
export interface Alike {
  count: number;
  /** The visits that the ones above have. */
  taken: Set<string>;
}

/** What lines have in common that say the same of who, what and when. */
export const wordsOf = ({ day, start, cadre, item }: SaidLine): string =>
  [day, start && SPAN.show(start), cadre.code, cadre.name, item].join('\n');

/** Finds the visit of a line. */
export function meantLine(world: Billed, line: SaidLine, alike: Alike): MeantLine {
  const reasons = new Reasons();
  const items = line.item === null ? [] : reasons.try(() => itemsMeant(world, line.item ?? ''));
  if (!items) {
    if (line.visit === null) reasons.try(() => checkNamed(world, { cadre: line.cadre, item: null }));
    throw reasons.whole();
  }
  const itemOf = (visit: KnownVisit | undefined): string =>
    items.find(({ code }) => code === visit?.item)?.code ?? items[0]?.code ?? visit?.item ?? '';
  if (line.visit !== null) {
    const known = world.visits.find(({ number }) => number === line.visit);
    const item = itemOf(known);
    if (item === '') throw new RowRefused('no-item', '项目编码');
    return { visit: line.visit, item, known };
  }
  const visit = visitOf(world, line, items, alike);
  alike.taken.add(visit.number);
  return { visit: visit.number, item: itemOf(visit), known: visit };
}

function visitOf(
  { cadres, visits }: Billed,
  line: SaidLine,
  items: readonly Named[],
  { count, taken }: Alike,
): KnownVisit {
  const reasons = new Reasons();
  if (items.length === 0) reasons.add(new RowRefused('no-item', '项目编码'));
  const { day } = line;
  if (day === null) reasons.add(new RowRefused('no-day', '服务日期'));
  const who = reasons.try(() => cadresMeant({ cadres }, line.cadre));
  if (day === null || !who || items.length === 0) throw reasons.whole();
  const is = (of: readonly Named[], visit: KnownVisit, code: string): boolean =>
    of.some((one) => one.bureauId === visit.bureauId && one.code === code);
  const all = visits.filter((v) => v.day === day && is(who, v, v.cadre) && is(items, v, v.item));
  const minutes = line.start && Math.floor(line.start.from.seconds / 60);
  const then = minutes === null ? all : all.filter(({ startedAt }) => minuteOf(startedAt) === minutes);
  const facts = { day, cadre: who[0]?.name ?? '', item: line.item ?? '' };
  const [first = then[0]] = then.filter(({ number }) => !taken.has(number));
  if (!first) throw new RowRefused('unknown-visit', '记录号', facts);
  // As many lines as visits: each has one, and their order does not matter. More lines than visits bill one twice.
  if (then.length <= count) return first;
  const numbers = then.map(({ number }) => number).sort();
  throw new RowRefused('several-visits', '记录号', { count: then.length, numbers: numbers.join('、') });
}

const minuteOf = (startedAt: number | null): number | null =>
  startedAt === null ? null : Math.floor(((startedAt + 28_800) % 86_400) / 60);

/** The days that lines name: of these the visits are read. */
export const daysBilled = (all: readonly SaidLine[]): string[] => all.flatMap(({ day }) => day ?? []);
