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
