import { type Fault, makeFault } from './faults';
import { groupBy } from './grouping';
import type { KnownCodes, Parsed, ParsedRow, Target } from './intake';
import type { TableName } from './rows';
import { type Table, targetsOf } from './table';

/** What a reference leads to. `lost`: the folder has that row, and it is dropped. */
type Status = 'there' | 'unknown' | 'lost';

/**
 * Follows the references between tables, in table order, and drops the rows that lead nowhere. In strict mode
 * a reference to a faulty row says nothing: the run stops at that row anyway, and mending it mends the
 * reference.
 */
export class References {
  /** By table: the rows that go on. */
  readonly kept = new Map<TableName, Set<ParsedRow>>();
  readonly faults: Fault[] = [];
  private readonly codes = new Map<TableName, Map<string, ParsedRow[]>>();

  constructor(
    private readonly parsed: Parsed,
    private readonly known: KnownCodes,
    private readonly lenient: boolean,
  ) {}

  check(table: Table): void {
    const { rows } = this.parsed.tables[table.name];
    const kept = new Set(rows.filter(({ faulty }) => !faulty));
    this.kept.set(table.name, kept);
    if (table.key.length === 1) {
      const byCode = groupBy(rows, ({ key }) => key);
      this.codes.set(table.name, byCode);
    }
    if (table.links.length === 0) return;
    const dropped = this.dropAll(table, rows, kept);
    for (const row of rows) {
      // A row that goes on has references that all lead somewhere.
      if (!kept.has(row)) this.report(table, row, dropped.has(row));
    }
  }

  /** Drops what leads nowhere, and, where a table refers to itself, what then leads nowhere in turn. */
  private dropAll(table: Table, rows: readonly ParsedRow[], kept: Set<ParsedRow>): Set<ParsedRow> {
    const dropped = new Set<ParsedRow>();
    const own = table.links.find(({ target }) => target === table.name)?.column;
    const followers = own === undefined ? undefined : groupBy(rows, ({ values }) => values[own]);
    const queue = [...kept];
    for (let row = queue.pop(); row; row = queue.pop()) {
      if (!kept.has(row) || !this.leadsNowhere(table, row)) continue;
      kept.delete(row);
      dropped.add(row);
      for (const follower of followers?.get(row.key) ?? []) queue.push(follower);
    }
    return dropped;
  }

  private leadsNowhere(table: Table, row: ParsedRow): boolean {
    return targetsOf(table, row.values).some(({ target, code, mayBeUnknown }) => {
      const status = this.statusOf(target, code);
      return status === 'lost' || (status === 'unknown' && !mayBeUnknown);
    });
  }

  /** A row that is dropped for itself is not said again to be dropped with another. */
  private report(table: Table, row: ParsedRow, readable: boolean): void {
    const { file } = this.parsed.tables[table.name];
    for (const { column, target, code, mayBeUnknown } of targetsOf(table, row.values)) {
      const status = this.statusOf(target, code);
      if (status === 'there' || (status === 'unknown' && mayBeUnknown)) continue;
      if (status === 'lost' && !readable) continue;
      const place = { table: table.name, file, line: row.line, column };
      const to = this.parsed.tables[target].file;
      const line = this.codes.get(target)?.get(code)?.[0]?.line ?? 0;
      const kind = status === 'unknown' ? 'unknown-reference' : 'dropped-reference';
      this.faults.push(makeFault(kind, place, { target: to, code, line }, code));
    }
  }

  private statusOf(target: Target, code: string): Status {
    if (this.known[target].has(code)) return 'there';
    const found = this.codes.get(target)?.get(code);
    // Of a table that could not be read, nobody knows what it holds.
    if (!found) return this.parsed.tables[target].complete ? 'unknown' : 'there';
    return !this.lenient || found.some((row) => this.kept.get(target)?.has(row)) ? 'there' : 'lost';
  }
}
