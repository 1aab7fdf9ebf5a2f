import { createHash } from 'node:crypto';
import { groupBy, Money } from '@songbai/contracts';
import type { TextRow } from './export-rows';

const KINDS: Record<string, string> = {
  allot: '指标',
  reserve: '占用',
  expend: '列支',
  release: '释放',
  reverse: '冲回',
  recover: '收回',
  pay: '付款',
  unpay: '退回',
  'carry-out': '结转转出',
  'carry-in': '结转转入',
  lapse: '收缴',
};

/**
 * All postings of a bureau in the hledger format, with the balances asserted at the end: a program that we did not
 * write
 * works them out again. Expended money that is unpaid and money that is paid are two accounts here.
 */
export function hledgerText(postings: readonly TextRow[], balances: readonly TextRow[]): string {
  const code = new Map(balances.map((row) => [String(row.fund_id), accountPart(String(row.code))]));
  const accounts = [...code.values()]
    .sort()
    .flatMap((fund) => PARTS.map((part) => `account funds:${fund}:${part}\n`));
  const days = postings.map(({ effective_on }) => String(effective_on)).sort();
  const entries = [...groupBy([...postings].sort(byDay), groupKey).values()].map((rows) => entry(rows, code));
  const last = days.at(-1);
  return [
    '; 松柏 全部经费分录（hledger 格式，UTF-8）。期末余额在最后一笔中断言。\n',
    'commodity 1000.00 CNY\n',
    ...accounts,
    'account allotments\n',
    ...entries,
    ...(last ? [`${last} 余额核对\n${balances.flatMap((row) => asserted(row, code)).join('')}`] : []),
  ].join('\n');
}

const PARTS = ['available', 'reserved', 'unpaid', 'paid'] as const;

const groupKey = ({ effective_on, kind, document, key }: TextRow): string =>
  JSON.stringify([effective_on, kind, document, key]);

function byDay(a: TextRow, b: TextRow): number {
  const [first, second] = [a, b].map((row) => `${row.effective_on} ${row.document} ${row.fund_id}`);
  if (first !== second) return String(first) < String(second) ? -1 : 1;
  return Number(a.seq) - Number(b.seq);
}

function entry(rows: readonly TextRow[], code: ReadonlyMap<string, string>): string {
  const [first] = rows;
  if (!first) return '';
  const lines = rows.flatMap((row) => lineOf(row, code));
  return `${first.effective_on} ${KINDS[String(first.kind)]} ${printable(String(first.document))}\n${lines.join('')}`;
}

/** What one posting moves between the four accounts of its fund, and from whoever allots. */
function lineOf(row: TextRow, code: ReadonlyMap<string, string>): string[] {
  const [allotted, reserved, expended, paid] = ['d_allotted', 'd_reserved', 'd_expended', 'd_paid'].map(
    (name) => Money.ofFen(String(row[name])),
  ) as [Money, Money, Money, Money];
  const fund = `funds:${code.get(String(row.fund_id))}`;
  const moved: [string, Money][] = [
    [`${fund}:available`, allotted.minus(reserved).minus(expended)],
    [`${fund}:reserved`, reserved],
    [`${fund}:unpaid`, expended.minus(paid)],
    [`${fund}:paid`, paid],
    ['allotments', Money.ZERO.minus(allotted)],
  ];
  return moved
    .filter(([, amount]) => !amount.isZero())
    .map(([account, amount]) => `    ${account}  ${amount} CNY  ; seq:${row.seq}\n`);
}

function asserted(row: TextRow, code: ReadonlyMap<string, string>): string[] {
  const [allotted, reserved, expended, paid] = ['allotted', 'reserved', 'expended', 'paid'].map((name) =>
    Money.ofFen(String(row[name])),
  ) as [Money, Money, Money, Money];
  const fund = `funds:${code.get(String(row.fund_id))}`;
  const held: [string, Money][] = [
    ['available', allotted.minus(reserved).minus(expended)],
    ['reserved', reserved],
    ['unpaid', expended.minus(paid)],
    ['paid', paid],
  ];
  return held.map(([part, amount]) => `    ${fund}:${part}  0.00 CNY = ${amount} CNY\n`);
}

/** A description ends at a semicolon and at the end of its line. */
const printable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(';', '；')
    .trim();

/** A fund's code as a part of an account name; a changed one keeps a piece of its hash. */
function accountPart(code: string): string {
  const safe = code.replace(/[\p{Cc}\p{Z}]+/gu, '_').replace(/[:;]/g, '_');
  return safe === code ? code : `${safe}-${createHash('sha256').update(code).digest('hex').slice(0, 8)}`;
}
