/**
 * The way in for a month's folder. Two steps, since the bureau is known only from the contracts:
 *
 *   const parsed = await readRows(folder);            // parsed.buyer says whose stored codes to fetch
 *   const intake = checkReferences(parsed, known, lenient);
 *
 * `readFolder` does both where the known codes are at hand. Nothing here throws for bad input: it becomes a
 * fault.
 */
export { type CanonicalRow, canonical, differences } from './canonical';
export { sortFaults } from './fault-order';
export { type Fault, type FaultKind, formatFault, makeFault, stopsRun } from './faults';
export type { Intake, KnownCodes, Parsed } from './intake';
export { nothingKnown } from './intake';
export { CODE, DAY, type Kind, listOf, MONTH, Problem, QUANTITY, TEXT, TIME, wordOf } from './kinds';
export { type GridRow, parseGrid, tableLike } from './parse-grid';
export { checkReferences, readFolder, readRows } from './read-folder';
export { type FiledSheet, isWorkbook, readSheets } from './read-sheets';
export type { RowOf, Rows, TableName } from './rows';
export { may, must, type Table } from './table';
export { rowKey, TABLE_NAMES, tableOf } from './tables';
export { inWorkbookThread } from './workbook-thread';
