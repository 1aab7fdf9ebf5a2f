import { outcomeOf } from '@songbai/billing';
import type { Line } from './lines';

/** What of a visit a bill line is held against. */
export interface ComparedVisit {
  itemCode: string;
  day: string;
  decision?: { state: string; quantity: string; amount: string } | null;
}

export interface ComparedPrice {
  itemCode: string;
  unitPrice: string;
  from: string;
  to?: string | null;
}

export type Field = 'visit' | 'item' | 'day' | 'state' | 'quantity' | 'price' | 'amount';
/** Why two cells do not fit: each has a word of its own, so that colour is not the only sign. */
export type Difference = 'none' | 'other' | 'more' | 'less' | 'outside' | 'unpaid' | 'refused';

/** One field side by side. An absent cell has nothing to say on that field. */
export interface Compared {
  field: Field;
  bill?: string;
  visit?: string;
  contract?: string;
  approved?: string;
  difference?: Difference;
}

/** The price of the contract for an item on a day; days are texts such as "2026-10-08" and compare as such. */
export function priceOn(
  prices: readonly ComparedPrice[],
  itemCode: string,
  day: string,
): ComparedPrice | undefined {
  return prices.find(
    (price) => price.itemCode === itemCode && price.from <= day && (!price.to || day <= price.to),
  );
}

const PAID_STATES = ['payable', 'part'];

/** Texts with two decimals of equal sign compare by length, then by letters: nothing is read as a number. */
export function isMore(a: string, b: string): boolean {
  return a.length === b.length ? a > b : a.length > b.length;
}

const against = (claimed: string, known: string | undefined): Difference | undefined => {
  if (known === undefined || claimed === known) return undefined;
  return isMore(claimed, known) ? 'more' : 'less';
};

/** A line beside its visit and the contract's price of that day: every field, and which of them differ. */
export function compare(
  line: Line,
  visit: ComparedVisit | undefined,
  price: ComparedPrice | undefined,
  month: string,
  kind: string,
): Compared[] {
  const decision = visit?.decision ?? undefined;
  // Nothing of a refused line is agreed to, even where bill and contract say the same.
  const refused = outcomeOf(line) === 'refused' ? 'refused' : undefined;
  const isWithin =
    visit === undefined ||
    (kind === 'supplementary' ? visit.day < `${month}-01` : visit.day.startsWith(month));
  return [
    {
      field: 'visit',
      bill: line.visitNumber,
      visit: visit && line.visitNumber,
      difference: visit ? undefined : 'none',
    },
    {
      ...{ field: 'item', bill: line.itemCode, visit: visit?.itemCode, contract: price?.itemCode },
      difference: visit && visit.itemCode !== line.itemCode ? 'other' : visit && !price ? 'none' : undefined,
    },
    { field: 'day', bill: month, visit: visit?.day, difference: isWithin ? undefined : 'outside' },
    {
      ...{ field: 'state', visit: decision?.state },
      difference: decision && !PAID_STATES.includes(decision.state) ? 'unpaid' : undefined,
    },
    {
      ...{
        field: 'quantity',
        bill: line.quantity,
        visit: decision?.quantity,
        approved: line.approvedQuantity,
      },
      difference: against(line.quantity, decision?.quantity) ?? refused,
    },
    {
      ...{ field: 'price', bill: line.unitPrice, contract: price?.unitPrice, approved: line.approvedPrice },
      difference: against(line.unitPrice, price?.unitPrice) ?? refused,
    },
    {
      ...{ field: 'amount', bill: line.amount, visit: decision?.amount, approved: line.approvedAmount },
      difference: refused ?? against(line.amount, line.approvedAmount),
    },
  ];
}
