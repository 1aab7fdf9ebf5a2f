/** What would happen to money of a fund that was first allotted in a year. */
export interface Moved {
  fund: string;
  into?: string | null;
  originYear: number;
  amount: string;
}

interface Turn {
  carried: readonly Moved[];
  lapsed: readonly Moved[];
}

/** Of which something else would be done now than was seen; a side is absent where nothing is or was done. */
export interface Changed {
  isCarried: boolean;
  before: Moved | undefined;
  now: Moved | undefined;
}

const keyOf = ({ fund, originYear }: Moved): string => `${fund} ${originYear}`;

/** What differs between two times of asking: what is carried first, each in the order of its funds. */
export function changesBetween(before: Turn, now: Turn): Changed[] {
  return (['carried', 'lapsed'] as const).flatMap((kind) => {
    const were = new Map(before[kind].map((row) => [keyOf(row), row]));
    const are = new Map(now[kind].map((row) => [keyOf(row), row]));
    return [...new Set([...were.keys(), ...are.keys()])]
      .sort()
      .map((key) => ({ isCarried: kind === 'carried', before: were.get(key), now: are.get(key) }))
      .filter(
        (each) =>
          each.before?.amount !== each.now?.amount ||
          (each.before?.into ?? null) !== (each.now?.into ?? null),
      );
  });
}
