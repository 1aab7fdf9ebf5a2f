import type { Money } from './money';
import type { Cadre, Contract, Fund, Item, Limit, Price, Provider, Stay, Unit, Worker } from './registers';
import { type Day, isWithin } from './time';

export interface RegisterRows {
  units: readonly Unit[];
  cadres: readonly Cadre[];
  stays: readonly Stay[];
  providers: readonly Provider[];
  workers: readonly Worker[];
  items: readonly Item[];
  contracts: readonly Contract[];
  prices: readonly Price[];
  funds: readonly Fund[];
  limits: readonly Limit[];
}

/** The registers of one bureau as they stand now, and the questions that rules ask of them. */
export class RegisterBook {
  readonly units: ReadonlyMap<string, Unit>;
  readonly cadres: ReadonlyMap<string, Cadre>;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly workers: ReadonlyMap<string, Worker>;
  readonly items: ReadonlyMap<string, Item>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly funds: ReadonlyMap<string, Fund>;
  readonly limits: readonly Limit[];
  private readonly stays: ReadonlyMap<string, Stay[]>;
  private readonly prices: ReadonlyMap<string, Price[]>;
  private readonly rosters: ReadonlyMap<string, Cadre[]>;

  constructor(rows: RegisterRows) {
    this.units = indexBy(rows.units, ({ code }) => code);
    this.cadres = indexBy(rows.cadres, ({ code }) => code);
    this.providers = indexBy(rows.providers, ({ code }) => code);
    this.workers = indexBy(rows.workers, ({ code }) => code);
    this.items = indexBy(rows.items, ({ code }) => code);
    this.contracts = indexBy(rows.contracts, ({ number }) => number);
    this.funds = indexBy(rows.funds, ({ code }) => code);
    this.limits = [...rows.limits].sort((a, b) => (a.code < b.code ? -1 : 1));
    this.stays = groupBy(rows.stays, ({ cadre }) => cadre);
    this.prices = groupBy(rows.prices, ({ contract, item }) => priceKey(contract, item));
    this.rosters = groupBy(rows.cadres, (cadre) => this.responsibleUnit(cadre) ?? '');
  }

  /**
   * The code of the unit that owns the duty: the original unit, or the first active one up its competent
   * departments.
   */
  responsibleUnit(cadre: Cadre): string | null {
    const seen = new Set<string>();
    let code: string | null = cadre.unit;
    while (code !== null && !seen.has(code)) {
      seen.add(code);
      const unit = this.units.get(code);
      if (!unit) return null;
      if (unit.status === 'active') return unit.code;
      code = unit.supervisor;
    }
    return null;
  }

  /** The cadres of a unit's roster who are living on that day. */
  livingRoster(unit: string, on: Day): Cadre[] {
    return (this.rosters.get(unit) ?? []).filter(({ deceasedOn }) => deceasedOn === null || deceasedOn > on);
  }

  staysOf(cadre: string): readonly Stay[] {
    return this.stays.get(cadre) ?? [];
  }

  priceOn(contract: string, item: string, day: Day): Money | undefined {
    return this.pricesOf(contract, item).find(({ from, to }) => isWithin(day, from, to))?.unitPrice;
  }

  /** The highest price valid on any day of [from, to], so that a rise on the way is provided for. */
  highestPrice(contract: string, item: string, from: Day, to: Day): Money | undefined {
    return this.pricesOf(contract, item)
      .filter((price) => price.from <= to && (price.to === null || price.to >= from))
      .map(({ unitPrice }) => unitPrice)
      .reduce<Money | undefined>(
        (most, price) => (most && !price.isMoreThan(most) ? most : price),
        undefined,
      );
  }

  private pricesOf(contract: string, item: string): readonly Price[] {
    return this.prices.get(priceKey(contract, item)) ?? [];
  }
}

const priceKey = (contract: string, item: string): string => `${contract}\n${item}`;

export function indexBy<T>(rows: Iterable<T>, key: (row: T) => string): Map<string, T> {
  const index = new Map<string, T>();
  for (const row of rows) index.set(key(row), row);
  return index;
}

export function groupBy<T>(rows: Iterable<T>, key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
