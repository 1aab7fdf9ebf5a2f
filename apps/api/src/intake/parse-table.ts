import { type Fault, type FaultKind, makeFault } from './faults';
import { groupBy } from './grouping';
import type { ParsedRow } from './intake';
import { normalId, Problem } from './kinds';
import type { RawCell, RawTable } from './raw-table';
import type { Column, Table } from './table';

/** Typed rows out of raw ones, with every fault that a table shows by itself. */
export function parseTable(raw: RawTable): { rows: ParsedRow[]; faults: Fault[] } {
  const faults = [...raw.faults];
  const rows = raw.rows.map(({ line, cells }) => {
    if (!(cells instanceof Problem)) return new RowReader(raw, line, cells, faults).read();
    faults.push(makeFault(cells.kind, { table: raw.table.name, file: raw.file, line }, cells.facts));
    return { line, key: undefined, row: undefined, values: {}, faulty: true };
  });
  return { rows, faults: [...faults, ...markTwice(raw, rows)] };
}

/** Reads one row to its end, so that all of its faults are known at once. */
class RowReader {
  private readonly table: Table;
  private readonly values: Record<string, unknown> = {};
  private faulty = false;

  constructor(
    private readonly raw: RawTable,
    private readonly line: number,
    private readonly cells: readonly (RawCell | undefined)[],
    private readonly faults: Fault[],
  ) {
    this.table = raw.table;
  }

  read(): ParsedRow {
    const { columnNames, columns } = this.table;
    for (let i = 0; i < columnNames.length; i += 1) {
      const name = columnNames[i];
      const column = columns[i];
      const cell = this.cells[i];
      if (name !== undefined && column && cell !== undefined) this.readCell(name, column, cell);
    }
    this.checkSpans();
    const { line, values, faulty } = this;
    return {
      line,
      key: this.table.keyOf(values),
      row: faulty ? undefined : this.table.build(values),
      values,
      faulty,
    };
  }

  private readCell(name: string, column: Column<unknown>, cell: RawCell): void {
    const value: unknown = cell === '' ? emptyValue(column) : readValue(column, cell);
    if (value instanceof Problem) {
      if (value.kind === 'id-check-digit') this.values[name] = normalId(String(cell));
      this.fault(value.kind, name, value.facts, value.shown ?? (typeof cell === 'string' ? cell : ''));
      return;
    }
    this.values[name] = value;
    if (!column.target || !Array.isArray(value)) return;
    const twice = value.find((code, i) => value.indexOf(code) !== i);
    if (twice !== undefined) this.fault('fund-twice', name, { code: String(twice) }, String(cell));
  }

  private checkSpans(): void {
    for (const [start, end] of this.table.spans) {
      const [from, to] = [this.values[start], this.values[end]] as (number | string | null | undefined)[];
      if (from === null || from === undefined || to === null || to === undefined || to >= from) continue;
      this.fault('end-before-start', end, { start }, String(this.cells[this.table.columnNames.indexOf(end)]));
    }
  }

  private fault(kind: FaultKind, column: string, facts?: Problem['facts'], value?: string): void {
    const place = { table: this.table.name, file: this.raw.file, line: this.line, column };
    const fault = makeFault(kind, place, facts, value);
    this.faults.push(fault);
    if (!fault.kept) this.faulty = true;
  }
}

const EMPTY = new Problem('empty');

function emptyValue({ empty }: Column<unknown>): unknown {
  if (!empty) return EMPTY;
  // Every row gets a list of its own: one that rows share could be changed by any of them.
  return Array.isArray(empty.value) ? [] : empty.value;
}

function readValue(column: Column<unknown>, cell: RawCell): unknown {
  if (cell instanceof Problem) return cell;
  const value: unknown = column.kind.read(cell);
  // Nothing but separators is an empty list.
  return Array.isArray(value) && value.length === 0 ? emptyValue(column) : value;
}

/** How many of the other rows a fault names. */
const NAMED = 5;

/**
 * A number twice in one table: of equal rows one is taken, of different ones none, since nothing may be
 * decided by the order of rows in a file. A row that cannot be read counts as well, for it claims the number
 * too.
 */
function markTwice(raw: RawTable, rows: readonly ParsedRow[]): Fault[] {
  const faults: Fault[] = [];
  const column = raw.table.key.join('+');
  for (const group of groupBy(rows.keys(), (i) => rows[i]?.key).values()) {
    if (group.length === 1) continue;
    const same = new Set(group.map((i) => contentOf(raw, rows, i))).size === 1;
    for (const i of same ? group.slice(1) : group) {
      const row = rows[i];
      if (!row) continue;
      row.faulty = true;
      const others = same ? group.slice(0, 1) : group.slice(0, NAMED + 1).filter((other) => other !== i);
      faults.push(
        makeFault(
          same ? 'twice-same' : 'twice-different',
          { table: raw.table.name, file: raw.file, line: row.line, column },
          { lines: others.map((other) => rows[other]?.line).join('、') },
          row.key?.replaceAll('\u001f', ' '),
        ),
      );
    }
  }
  return faults;
}

/** What a row says, however it is written; of one that cannot be read, the cells themselves. */
function contentOf({ table, rows: rawRows }: RawTable, rows: readonly ParsedRow[], i: number): string {
  const values = rows[i]?.row && rows[i]?.values;
  if (!values) return JSON.stringify(rawRows[i]?.cells);
  return JSON.stringify(
    table.columnNames.map((name, at) => {
      const value = values[name];
      return value === null || value === undefined ? '' : table.columns[at]?.kind.show(value);
    }),
  );
}
