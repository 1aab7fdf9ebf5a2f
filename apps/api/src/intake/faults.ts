import type { Language } from '@songbai/contracts';
import { FAULT_WORDS } from './fault-words';
import type { TableName } from './rows';

export type FaultKind = keyof typeof FAULT_WORDS;
type Facts = Readonly<Record<string, string | number>>;

/** Something in the folder that cannot be read or used. */
export interface Fault {
  kind: FaultKind;
  /** Null for the folder as a whole. */
  table: TableName | null;
  file: string;
  /**
   * Physical line of the file, or row of the sheet, on which the row begins; null for the file as a whole.
   */
  line: number | null;
  /** The Chinese name of the column, of several joined by "+"; null for the row as a whole. */
  column: string | null;
  reason: { zh: string; en: string };
  /** What stands in the cell. An ID number is shown masked. */
  value?: string;
  /** Stops a lenient run as well: what the table says cannot be known. */
  fatal?: boolean;
  /** A lenient run keeps the row and only reports it. */
  kept?: boolean;
}

export interface Place {
  table: TableName | null;
  file: string;
  line?: number;
  column?: string;
}

/** These say that a whole table is missing or unreadable, or that it is unknown who buys. */
const FATAL: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'path-missing',
  'no-tables',
  'several-workbooks',
  'table-missing',
  'table-twice',
  'not-a-file',
  'unreadable-file',
  'too-large',
  'expands-too-far',
  'nul-bytes',
  'zip-not-text',
  'encoding',
  'not-a-workbook',
  'old-workbook',
  'table-empty',
  'no-known-column',
  'column-missing',
  'column-twice',
  'quote-open',
  'no-buyer',
  'several-buyers',
]);
const KEPT: ReadonlySet<FaultKind> = new Set<FaultKind>(['id-check-digit']);

/** A fault in words. `{name}` in the words stands for a fact. */
export function makeFault(kind: FaultKind, place: Place, facts: Facts = {}, value?: string): Fault {
  const words = FAULT_WORDS[kind];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '—'));
  return {
    kind,
    table: place.table,
    file: place.file,
    line: place.line ?? null,
    column: place.column ?? null,
    reason: { zh: fill(words.zh), en: fill(words.en) },
    ...(value !== undefined && value !== '' && { value }),
    ...(FATAL.has(kind) && { fatal: true }),
    ...(KEPT.has(kind) && { kept: true }),
  };
}

/** Whether these faults stop the run: any one in strict mode, in lenient mode those of a whole table. */
export function stopsRun(faults: readonly Fault[], lenient: boolean): boolean {
  return lenient ? faults.some(({ fatal }) => fatal) : faults.length > 0;
}

const SHOWN = 40;

/** A cell may hold anything: what is shown of it stays on one line and harmless on a terminal. */
function shown(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·');
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** One line, e.g. "visits.csv 第 12 行「签到时间」：不是有效的时间……". */
export function formatFault(fault: Fault, language: Language): string {
  return language === 'zh' ? inChinese(fault) : inEnglish(fault);
}

function inChinese({ file, line, column, reason, value, kept }: Fault): string {
  return [
    shown(file),
    line === null ? '' : ` 第 ${line} 行`,
    column === null ? '' : `「${shown(column)}」`,
    `：${reason.zh}`,
    value ? `（“${shown(value)}”）` : '',
    kept ? '；宽松模式下保留该行' : '',
  ].join('');
}

function inEnglish({ file, line, column, reason, value, kept }: Fault): string {
  return [
    shown(file),
    line === null ? '' : ` line ${line}`,
    column === null ? '' : ` "${shown(column)}"`,
    `: ${reason.en}`,
    value ? ` ("${shown(value)}")` : '',
    kept ? '; kept in lenient mode' : '',
  ].join('');
}
