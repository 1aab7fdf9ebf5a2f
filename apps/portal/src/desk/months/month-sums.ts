import { type BillStatus, isAdjudicated, isMisstatementOpen } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { totalsOf } from '../bills/lines';

/** A bill as the interface lists it; amounts are texts. */
export interface SummedBill {
  number: string;
  status: string;
  declared: string;
  claimed: string;
  approved: string;
  settled: readonly { code: string }[];
}

/** Decided by finance; handed in and waiting for that; or still with the provider. */
export type Standing = 'decided' | 'waiting' | 'unfiled';

/** What the bills of one standing come to. */
export interface Sums {
  standing: Standing;
  count: number;
  declared: string;
  claimed: string;
  cut: string;
  approved: string;
}

const standingOf = (status: string): Standing => {
  if (isAdjudicated(status as BillStatus)) return 'decided';
  return status === 'submitted' ? 'waiting' : 'unfiled';
};

/** What is decided apart from what the rules only propose; without standings that no bill has. */
export function sumsByStanding(bills: readonly SummedBill[]): Sums[] {
  return (['decided', 'waiting', 'unfiled'] as const).flatMap((standing) => {
    const its = bills.filter(({ status }) => standingOf(status) === standing);
    if (its.length === 0) return [];
    const sum = (key: 'declared' | 'claimed' | 'approved'): Money =>
      Money.sum(its.map((bill) => Money.of(bill[key])));
    const [claimed, approved] = [sum('claimed'), sum('approved')];
    return [
      {
        ...{ standing, count: its.length, declared: sum('declared').toString() },
        ...{ claimed: claimed.toString(), approved: approved.toString() },
        cut: claimed.minus(approved).toString(),
      },
    ];
  });
}

/** Whose declared total is wrong, and nobody's word has settled that. */
const isWrong = (bill: SummedBill): boolean => isMisstatementOpen(totalsOf(bill), bill.settled);

const cutOf = ({ claimed, approved }: SummedBill): Money => Money.of(claimed).minus(Money.of(approved));

/** Those whose total is wrong first, then the largest cut. */
export const worstFirst = (a: SummedBill, b: SummedBill): number => {
  if (isWrong(a) !== isWrong(b)) return isWrong(a) ? -1 : 1;
  const [left, right] = [cutOf(a), cutOf(b)];
  return left.isMoreThan(right) ? -1 : left.isLessThan(right) ? 1 : 0;
};
