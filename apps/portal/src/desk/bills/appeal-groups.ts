import { type Line, sumsOf } from './lines';

/** An appeal as the interface answers it, as far as grouping looks at it. */
interface Appealed {
  line: number;
  reason: string;
  evidence?: string | null;
  file?: { sha256: string } | null;
  at: string;
}

interface AppealGroup<A> {
  key: string;
  first: A;
  appeals: A[];
}

/** Appeals of one reason and one proof, which were said together and are read together; in the order of the first. */
export function appealGroups<A extends Appealed>(appeals: readonly A[]): AppealGroup<A>[] {
  const groups = new Map<string, AppealGroup<A>>();
  for (const appeal of appeals) {
    const key = JSON.stringify([appeal.reason, appeal.evidence ?? '', appeal.file?.sha256 ?? '']);
    const group = groups.get(key) ?? { key, first: appeal, appeals: [] };
    group.appeals.push(appeal);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface Told extends Appealed {
  by?: string | null;
  byName?: string | null;
  answer?: string | null;
  answeredBy?: string | null;
  answeredByName?: string | null;
  answeredAt?: string | null;
}

interface Disputed {
  lines: readonly Line[];
  appeals: readonly Told[];
}

const cutOfLines = ({ lines }: Disputed, wanted: readonly number[]): string =>
  sumsOf(lines.filter(({ line }) => wanted.includes(line))).cut;

/** The appeals without an answer, and what was cut of their lines. */
export function openAppeals(bill: Disputed): { count: number; cut: string } {
  const open = bill.appeals.flatMap(({ line, answer }) => (answer ? [] : [line]));
  return { count: open.length, cut: cutOfLines(bill, open) };
}

/** One deed of one person with a number of appeals: they were filed, or had one answer. */
export interface AppealDeed {
  deed: string;
  name: string;
  at: string;
  count: number;
  cut: string;
}

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/** Who filed, answered or withdrew how many appeals: what one person did within one minute is one deed. In order. */
export function appealDeeds(bill: Disputed): AppealDeed[] {
  const deeds = new Map<string, Omit<AppealDeed, 'count' | 'cut'> & { lines: number[] }>();
  const add = (line: number, deed: string, name: string, at: string): void => {
    const key = JSON.stringify([deed, name, at.slice(0, MINUTE)]);
    const known = deeds.get(key) ?? { deed, name, at, lines: [] };
    known.lines.push(line);
    deeds.set(key, known);
  };
  for (const { line, by, byName, at, answer, answeredBy, answeredByName, answeredAt } of bill.appeals) {
    add(line, 'filed', byName ?? by ?? '', at);
    if (answer && answeredAt) add(line, answer, answeredByName ?? answeredBy ?? '', answeredAt);
  }
  return [...deeds.values()]
    .sort((one, other) => (one.at < other.at ? -1 : 1))
    .map(({ lines, ...deed }) => ({ ...deed, count: lines.length, cut: cutOfLines(bill, lines) }));
}
