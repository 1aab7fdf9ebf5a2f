import { type Day, isWithin, yearOf } from './time';

/** A price of an item, with the days it is valid on. */
interface Priced {
  itemCode: string;
  from: Day;
  to?: Day | null;
}

interface Selling {
  status: string;
  startsOn: Day;
  endsOn: Day;
  areas: readonly string[];
  prices: readonly Priced[];
}

interface Offered<C extends Selling> {
  contract: C;
  price: C['prices'][number];
  /** The contract serves the cadre's area. */
  isNear: boolean;
}

/** What can be ordered on a day: the prices of contracts in force, those that serve the cadre's area first. */
export function offersOn<C extends Selling>(
  day: Day,
  contracts: readonly C[],
  area: string | undefined,
): Offered<C>[] {
  const offers = contracts.flatMap((contract): Offered<C>[] => {
    const { status, startsOn, endsOn, areas, prices } = contract;
    if (status !== 'active' || !isWithin(day, startsOn, endsOn)) return [];
    const valid = prices.filter(({ from, to }) => isWithin(day, from, to ?? null));
    return valid.map((price) => ({ contract, price, isNear: area !== undefined && areas.includes(area) }));
  });
  return offers.sort(
    (a, b) => Number(b.isNear) - Number(a.isNear) || (a.price.itemCode < b.price.itemCode ? -1 : 1),
  );
}

interface Paying {
  code: string;
  year: number;
  type: string;
  ownerUnitId?: string | null;
}

/** The funds that may pay an item for a cadre of this unit on a day; the bureau's own first: that is the usual one. */
export function payingFunds<F extends Paying>(
  funds: readonly F[],
  fundTypes: readonly string[] | undefined,
  unitId: string | null | undefined,
  day: Day,
): F[] {
  const year = Number(yearOf(day));
  return funds
    .filter(
      (fund) =>
        fund.year === year &&
        (!fund.ownerUnitId || fund.ownerUnitId === unitId) &&
        (fundTypes === undefined || fundTypes.includes(fund.type)),
    )
    .sort(
      (a, b) => Number(Boolean(a.ownerUnitId)) - Number(Boolean(b.ownerUnitId)) || (a.code < b.code ? -1 : 1),
    );
}
