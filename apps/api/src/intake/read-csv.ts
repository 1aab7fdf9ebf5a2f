import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { type FaultKind, makeFault } from './faults';
import { Problem } from './kinds';
import { areFaults, columnPositions, type RawRow, type RawTable, unreadable } from './raw-table';
import type { Table } from './table';

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];
const ZIP_MARK = Buffer.from('PK\u0003\u0004', 'latin1');

/** One CSV file as raw rows of its table. */
export function readCsv(bytes: Buffer, table: Table, file: string): RawTable {
  const content = contentOf(bytes);
  if ('fault' in content)
    return unreadable(table, file, makeFault(content.fault, { table: table.name, file }));

  const { records, openQuote } = recordsOf(content.text);
  const result = rowsOf(records, table, file);
  if (openQuote && !result.faults.some(({ fatal }) => fatal)) {
    result.faults.push(
      makeFault(
        'quote-open',
        { table: table.name, file, line: openQuote.line },
        { last: openQuote.lastLine },
      ),
    );
  }
  return openQuote ? { ...result, complete: false } : result;
}

/** A CSV file of any columns: its lines, at most `most` of them; or why it is none. */
export function readLines(bytes: Buffer, most: number): CsvLine[] | FaultKind {
  const content = contentOf(bytes);
  if ('fault' in content) return content.fault;
  const { records, openQuote } = recordsOf(content.text, most);
  // A title above the header is one cell; what the rows have is what most cells there are.
  const wanted = records.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  return openQuote || records.some((record) => swallowsLines(record, wanted)) ? 'quote-left-open' : records;
}

/** The text in UTF-8, the form in which the parser takes it fastest, or why this is no text. */
function contentOf(bytes: Buffer): { text: Buffer | string } | { fault: FaultKind } {
  if (startsWith(bytes, ZIP_MARK)) return { fault: 'zip-not-text' };
  if (UTF16_MARKS.some((mark) => startsWith(bytes, mark))) return { fault: 'encoding' };
  if (bytes.includes(0)) return { fault: 'nul-bytes' };
  const marked = startsWith(bytes, UTF8_MARK);
  if (isUtf8(bytes)) return { text: marked ? bytes.subarray(UTF8_MARK.length) : bytes };
  if (marked) return { fault: 'encoding' };
  try {
    return { text: new TextDecoder('gb18030', { fatal: true }).decode(bytes) };
  } catch {
    return { fault: 'encoding' };
  }
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

export interface CsvLine {
  line: number;
  cells: string[];
}

interface Record extends CsvLine {
  lastLine: number;
}

/** Every record with the line on which it begins. Blank lines count as lines, and are left out. */
function recordsOf(
  text: Buffer | string,
  most?: number,
): {
  records: Record[];
  openQuote?: { line: number; lastLine: number };
} {
  const records: Record[] = [];
  let line = 1;
  try {
    parse(text, {
      record_delimiter: text.includes('\r') ? ['\r\n', '\n', '\r'] : '\n',
      relax_column_count: true,
      ...(most !== undefined && { to: most }),
      // A quotation mark within a cell is what people type; `swallowsLines` sees to one that swallows the
      // next lines.
      relax_quotes: true,
      on_record: (cells: string[]) => {
        let lastLine = line;
        let blank = true;
        for (let i = 0; i < cells.length; i += 1) {
          const cell = cells[i] ?? '';
          if (cell.includes('\n') || cell.includes('\r')) lastLine += lineBreaks(cell);
          const trimmed = cell.trim();
          if (trimmed) blank = false;
          cells[i] = trimmed;
        }
        if (!blank) records.push({ line, lastLine, cells });
        line = lastLine + 1;
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, openQuote: { line, lastLine: Math.max(line, Number(error.lines ?? line)) } };
  }
}

function lineBreaks(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function rowsOf([header, ...records]: Record[], table: Table, file: string): RawTable {
  if (!header) return unreadable(table, file, makeFault('table-empty', { table: table.name, file }));
  const positions = columnPositions(table, file, header.line, header.cells);
  if (areFaults(positions)) return { table, file, rows: [], faults: positions, complete: false };

  const rows: RawRow[] = [];
  for (const record of records) {
    if (swallowsLines(record, header.cells.length)) {
      const place = { table: table.name, file, line: record.line };
      return {
        table,
        file,
        rows,
        faults: [makeFault('quote-open', place, { last: record.lastLine })],
        complete: false,
      };
    }
    rows.push(rowOf(record, positions, header.cells.length));
  }
  return { table, file, rows, faults: [], complete: true };
}

/**
 * Whether a quotation mark that is never closed has made one record of several lines: then the number of
 * cells is off, or a cell over several lines begins with the mark itself. The rows inside would vanish
 * unseen, so the file cannot be read on.
 */
function swallowsLines({ line, lastLine, cells }: Record, wanted: number): boolean {
  if (line === lastLine) return false;
  return cells.length !== wanted || cells.some((cell) => cell.startsWith('"') && /[\r\n]/.test(cell));
}

function rowOf({ line, cells }: Record, positions: readonly number[], wanted: number): RawRow {
  if (cells.length !== wanted)
    return { line, cells: new Problem('cell-count', { wanted, found: cells.length }) };
  return { line, cells: positions.map((position) => (position < 0 ? undefined : (cells[position] ?? ''))) };
}
