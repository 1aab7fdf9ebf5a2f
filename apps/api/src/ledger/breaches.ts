import type { Invariant } from './invariant';
import { INVARIANTS } from './invariants';

type Ask = (sql: string, params: unknown[]) => Promise<Record<string, unknown>[]>;

/** What one of them says of a bureau's books. */
export interface Breach {
  invariant: Invariant;
  /** The first column of each row that breaks it. */
  rows: string[];
}

/** The invariants that do not hold; none where the books agree. */
export async function breaches(ask: Ask, bureauId: string): Promise<Breach[]> {
  const found: Breach[] = [];
  for (const invariant of INVARIANTS) {
    const rows = await ask(invariant.sql, [bureauId]);
    if (rows.length > 0) found.push({ invariant, rows: rows.map((row) => String(Object.values(row)[0])) });
  }
  return found;
}
