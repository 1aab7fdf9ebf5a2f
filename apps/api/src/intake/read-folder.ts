import { findBuyer } from './buyer';
import { sortFaults } from './fault-order';
import { type Fault } from './faults';
import { groupBy } from './grouping';
import type { Count, Intake, KnownCodes, Parsed, ParsedRow, ParsedTable, Source, Sources } from './intake';
import { parseTable } from './parse-table';
import { dropOverlaps } from './price-overlap';
import { readTables } from './read-tables';
import { References } from './references';
import type { Rows, TableName } from './rows';
import { TABLES } from './tables';

/** Reads a folder whose bureau, and so what it has stored, is already known. */
export async function readFolder(
  path: string,
  options: { lenient: boolean; known: KnownCodes },
): Promise<Intake> {
  return checkReferences(await readRows(path), options.known, options.lenient);
}

/** The first step: every table by itself, and who buys. */
export async function readRows(path: string): Promise<Parsed> {
  const raw = await readTables(path);
  if (!Array.isArray(raw)) return { tables: noTables(), faults: [raw], buyer: undefined };

  const faults: Fault[] = [];
  const tables = noTables();
  for (const table of raw) {
    const { rows, faults: found } = parseTable(table);
    tables[table.table.name] = { file: table.file, complete: table.complete, rows };
    for (const fault of found) faults.push(fault);
  }
  const { buyer, faults: ofBuyer } = findBuyer(tables.contracts);
  return { tables, faults: sortFaults([...faults, ...ofBuyer]), buyer };
}

/**
 * The second step: what the tables say of each other, and of what is stored. May be asked again with other
 * known codes.
 */
export function checkReferences(parsed: Parsed, known: KnownCodes, lenient: boolean): Intake {
  const references = new References(parsed, known, lenient);
  for (const table of TABLES) references.check(table);
  const kept = (name: TableName): Set<ParsedRow> => references.kept.get(name) ?? new Set();
  const overlaps = dropOverlaps(parsed.tables.prices, kept('prices'), known.prices, lenient);

  const rows: Partial<Record<TableName, object[]>> = {};
  const counts: Partial<Record<TableName, Count>> = {};
  for (const { name } of TABLES) {
    const going = [...kept(name)];
    rows[name] = going.flatMap(({ row }) => row ?? []);
    counts[name] = { filed: parsed.tables[name].rows.length, kept: going.length };
  }
  return {
    rows: rows as unknown as Rows,
    sources: new RowSources(parsed.tables, kept),
    faults: sortFaults([...withoutKept(parsed.faults, kept), ...references.faults, ...overlaps]),
    buyer: parsed.buyer,
    counts: counts as Record<TableName, Count>,
  };
}

/** A fault that would keep its row does not, where the row is dropped for another reason. */
function withoutKept(faults: readonly Fault[], kept: (name: TableName) => Iterable<ParsedRow>): Fault[] {
  const going = groupBy(
    faults.filter((fault) => fault.kept),
    ({ table }) => table ?? undefined,
  );
  const lines = new Map(
    [...going.keys()].map((name) => [name, new Set(Array.from(kept(name), ({ line }) => line))]),
  );
  return faults.map((fault) => {
    if (!fault.kept || !fault.table || lines.get(fault.table)?.has(fault.line ?? 0)) return fault;
    const { kept: _, ...rest } = fault;
    return rest;
  });
}

function noTables(): Record<TableName, ParsedTable> {
  const tables: Partial<Record<TableName, ParsedTable>> = {};
  for (const { name, file } of TABLES) tables[name] = { file: `${file}.csv`, complete: false, rows: [] };
  return tables as Record<TableName, ParsedTable>;
}

/**
 * Where the rows that go on stand. A table is indexed when it is first asked for, which is only when
 * something is wrong.
 */
class RowSources implements Sources {
  private readonly byKey = new Map<TableName, Map<string, Source>>();
  private readonly byRow = new Map<TableName, Map<object, Source>>();

  constructor(
    private readonly tables: Record<TableName, ParsedTable>,
    private readonly kept: (name: TableName) => ReadonlySet<ParsedRow>,
  ) {}

  find(table: TableName, key: string): Source | undefined {
    return this.index(this.byKey, table, ({ key }) => key).get(key);
  }

  of(table: TableName, row: object): Source | undefined {
    return this.index(this.byRow, table, ({ row }) => row).get(row);
  }

  private index<K>(
    indexes: Map<TableName, Map<K, Source>>,
    name: TableName,
    by: (row: ParsedRow) => K | undefined,
  ): Map<K, Source> {
    const ready = indexes.get(name);
    if (ready) return ready;
    const { file } = this.tables[name];
    const index = new Map<K, Source>();
    for (const row of this.kept(name)) {
      const entry = by(row);
      if (entry !== undefined) index.set(entry, { file, line: row.line });
    }
    indexes.set(name, index);
    return index;
  }
}
