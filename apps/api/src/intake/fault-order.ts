import type { Fault } from './faults';
import { columnPosition, tablePosition } from './tables';

/** By table, line and column, as a person goes through the files. Stable. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const rank = (fault: Fault): [number, number, number] => [
    fault.table === null ? -1 : tablePosition(fault.table),
    fault.line ?? 0,
    fault.table === null || fault.column === null ? -1 : columnPosition(fault.table, fault.column),
  ];
  return faults
    .map((fault) => ({ fault, rank: rank(fault) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ fault }) => fault);
}
