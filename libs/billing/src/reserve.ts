import { type Day, type Finding, type Fund, finding, type Item, Money, type Order } from '@songbai/contracts';
import { type LimitBook, type Taking, takingOf } from './limits';

export interface Share {
  fund: string;
  amount: Money;
}

/** The day of an expense: the service's, but never before the money was reserved for it. */
export const expendedOn = (servedOn: Day, reservedOn: Day): Day =>
  servedOn < reservedOn ? reservedOn : servedOn;

/** What may still be committed: per fund (allotted − reserved − expended), and per contract, with its ceiling. */
export interface Headroom {
  available: Map<string, Money>;
  committed: Map<string, Money>;
}

export interface Reservation {
  shares: Share[];
  takings: Taking[];
  findings: Finding[];
}

export interface Request {
  order: Order;
  item: Item;
  funds: readonly Fund[];
  amount: Money;
  ceiling: Money;
}

/**
 * Divides an order's amount over its funds in their order: each gives what it has and what its limits allow.
 * Reports O08, O09 and O11 together; with findings nothing may be reserved. Changes nothing: `commit` does.
 */
export function divide(request: Request, headroom: Headroom, limits: LimitBook): Reservation {
  const { order, item, funds, amount } = request;
  const takings = limits.quantityTakings(order, item, funds);
  const findings = limits.checkQuantities(takings);
  const shares: Share[] = [];
  let rest = amount;
  for (const fund of funds) {
    const yuanLimits = limits.yuanLimits(order, item, fund);
    const given = Money.min(
      rest,
      (headroom.available.get(fund.code) ?? Money.ZERO).orZero(),
      ...yuanLimits.map((limit) => limits.yuanLeft(limit, order, takings)),
    );
    if (given.isZero()) continue;
    shares.push({ fund: fund.code, amount: given });
    takings.push(...yuanLimits.map((limit) => takingOf(limit, order, given.toDecimal())));
    rest = rest.minus(given);
  }
  if (rest.isPositive()) findings.push(notCovered(request, amount.minus(rest), rest));
  findings.push(...checkCeiling(request, headroom));
  return { shares, takings, findings };
}

/** Books a reservation without findings, so that the next order sees it. */
export function commit(
  { order, amount }: Pick<Request, 'order' | 'amount'>,
  reserved: Pick<Reservation, 'shares' | 'takings'>,
  headroom: Headroom,
  limits: LimitBook,
): void {
  for (const { fund, amount: given } of reserved.shares) {
    headroom.available.set(fund, (headroom.available.get(fund) ?? Money.ZERO).minus(given));
  }
  for (const taking of reserved.takings) limits.take(taking);
  const committed = headroom.committed.get(order.contract) ?? Money.ZERO;
  headroom.committed.set(order.contract, committed.plus(amount));
}

function notCovered({ amount, funds }: Request, given: Money, missing: Money): Finding {
  return finding('O09', {
    amount: amount.toFixed(2),
    given: given.toFixed(2),
    missingAmount: missing.toFixed(2),
    funds: funds.map(({ code }) => code).join('、'),
  });
}

function checkCeiling({ order, amount, ceiling }: Request, { committed }: Headroom): Finding[] {
  const already = committed.get(order.contract) ?? Money.ZERO;
  if (!already.plus(amount).isMoreThan(ceiling)) return [];
  return [
    finding('O11', {
      contract: order.contract,
      ceiling: ceiling.toFixed(2),
      committed: already.toFixed(2),
      amount: amount.toFixed(2),
    }),
  ];
}
