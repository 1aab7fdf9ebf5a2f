import { type Fault, makeFault } from './faults';
import { groupBy } from './grouping';
import type { Buyer, ParsedTable } from './intake';

interface Claim extends Buyer {
  line: number;
}

/**
 * The one 甲方 of the contracts. Where they name several, the rows that differ from the most common one are the
 * faults; where no one is the most common, all are, since no row comes first.
 */
export function findBuyer({ file, complete, rows }: ParsedTable): {
  buyer: Buyer | undefined;
  faults: Fault[];
} {
  if (!complete) return { buyer: undefined, faults: [] };
  const claims = rows.flatMap(({ line, values }): Claim[] => {
    const [code, name] = [values.甲方信用代码, values.甲方名称];
    return typeof code === 'string' && typeof name === 'string' ? [{ code, name, line }] : [];
  });
  const groups = [...groupBy(claims, ({ code, name }) => `${code} ${name}`).values()];
  groups.sort((a, b) => b.length - a.length);
  const [first, second] = groups;
  if (!first?.[0]) return { buyer: undefined, faults: [makeFault('no-buyer', { table: 'contracts', file })] };
  if (!second) return { buyer: { code: first[0].code, name: first[0].name }, faults: [] };

  const odd = first.length === second.length ? claims : groups.slice(1).flat();
  const sameCode = new Set(claims.map(({ code }) => code)).size === 1;
  const column = sameCode ? '甲方名称' : '甲方信用代码';
  const faults = odd.map(({ code, name, line }) => {
    const others = groups.flatMap(([other]) =>
      other && (other.code !== code || other.name !== name) ? [`${other.name} ${other.code}`] : [],
    );
    const place = { table: 'contracts', file, line, column } as const;
    return makeFault('several-buyers', place, { others: others.join('、') }, sameCode ? name : code);
  });
  return { buyer: undefined, faults };
}
