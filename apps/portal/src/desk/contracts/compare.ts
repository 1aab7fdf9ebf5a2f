import { quantity } from '@songbai/contracts';
import { listed } from '../../shared/lists';
import { moneyText } from '../kit';
import { type Contract, inOrder, type Price, priceOn, termText } from './contract-data';
import { c } from './contracts-words';

/** What two contracts are set beside each other by. */
export type Terms = Pick<
  Contract,
  'startsOn' | 'endsOn' | 'ceiling' | 'areas' | 'roundingMinutes' | 'minimumMinutes' | 'prices'
>;

export interface Difference {
  key: string;
  label: string;
  /** Null where it is new, or dropped. */
  from: string | null;
  to: string | null;
  /** "+8.6 %", of amounts. */
  share: string;
}

/** "+8.6 %"; nothing where there is nothing to compare with. */
function shareOf(from: string, to: string): string {
  const before = quantity(from);
  if (before.isZero()) return '';
  const share = quantity(to).minus(before).div(before).times(100);
  return share.isZero() ? '' : `${share.isNegative() ? '' : '+'}${share.toFixed(1)}%`;
}

/** One that changes on the way is told with each of its days, and is never the same as before. */
const pricesText = (versions: readonly Price[]): string =>
  listed(
    versions.map(({ unitPrice, from }) =>
      versions.length === 1 ? moneyText(unitPrice) : `${moneyText(unitPrice)} ${c.priceFrom({ from })}`,
    ),
  );

function priceDifferences(
  model: Terms,
  terms: Terms,
  nameOf: (itemCode: string) => string,
): [changed: Difference[], same: number] {
  const codes = [...new Set([...model.prices, ...terms.prices].map(({ itemCode }) => itemCode))].sort();
  const all = codes.map((itemCode): Difference => {
    // The old one as it was at last.
    const from = priceOn(model.prices, itemCode, model.endsOn)?.unitPrice ?? null;
    const versions = inOrder(terms.prices).filter((price) => price.itemCode === itemCode);
    const to = versions[0]?.unitPrice ?? null;
    return {
      ...{ key: itemCode, label: c.priceOfItem({ item: `${itemCode} ${nameOf(itemCode)}`.trim() }) },
      ...{ from: from && moneyText(from), to: to && pricesText(versions) },
      share: from && to ? shareOf(from, to) : '',
    };
  });
  const changed = all.filter(({ from, to }) => from !== to);
  return [changed, all.length - changed.length];
}

/** Where a contract says something else than the one it was drafted after, and how many prices are the same. */
export function differencesOf(
  model: Terms,
  terms: Terms,
  nameOf: (itemCode: string) => string,
): { changed: Difference[]; unchanged: number } {
  const sorted = (areas: readonly string[]): string => listed([...areas].sort());
  const rows: [key: string, label: string, from: string, to: string, share?: string][] = [
    ['term', c.term(), termText(model), termText(terms)],
    [
      ...(['ceiling', c.ceiling(), moneyText(model.ceiling), moneyText(terms.ceiling)] as const),
      shareOf(model.ceiling, terms.ceiling),
    ],
    ['areas', c.areas(), sorted(model.areas), sorted(terms.areas)],
    ['rounding', c.rounding(), String(model.roundingMinutes), String(terms.roundingMinutes)],
    ['minimum', c.minimum(), String(model.minimumMinutes), String(terms.minimumMinutes)],
  ];
  const [prices, unchanged] = priceDifferences(model, terms, nameOf);
  const said = rows
    .filter(([, , from, to]) => from !== to)
    .map(([key, label, from, to, share = '']) => ({ key, label, from, to, share }));
  return { changed: [...said, ...prices], unchanged };
}
