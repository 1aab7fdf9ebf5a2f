import { type BillStatus, isAdjudicated, misstatementOf } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { words } from '../../shared/words';
import { moneyText } from '../kit';
import { t } from './bills-words';
import { totalsOf } from './lines';

const g = words({
  cut: ['拟核减', 'Proposed cut'],
  approved: ['拟核定', 'Proposed'],
  inCapitals: ['拟核定金额大写', 'Proposed, in capitals'],
  waterfall: [
    '从申报到拟核定：拟核减 {cut} 元',
    'From declared to what is proposed: {cut} yuan would be cut',
  ],
  totalAbove: ['总额多报', 'Declared above its lines'],
  totalBelow: ['总额少报', 'Declared below its lines'],
});

/** Whether finance has decided; until then the figures of a bill are what the rules propose. */
export const isDecided = ({ status }: { status: string }): boolean => isAdjudicated(status as BillStatus);

/** What the figures of a bill are called, wherever they stand: proposed by the rules, or decided. */
export const figureWords = (bill: { status: string }) => (isDecided(bill) ? t : g);

/** What the amount in capitals is called: what is payable, which an adjustment sets apart from what is approved. */
export const capitalsWord = (bill: { status: string; approved: string; payable: string }): string =>
  bill.payable === bill.approved ? figureWords(bill).inCapitals() : t.payableInCapitals();

/** By how much the head of a bill declares another sum than its lines come to, in which direction, in words. */
export function misstatementSaid(
  bill: Parameters<typeof totalsOf>[0],
): { label: string; amount: string; said: string } | undefined {
  const above = misstatementOf(totalsOf(bill));
  if (!above) return undefined;
  const isAbove = above.isMoreThan(Money.ZERO);
  const amount = (isAbove ? above : Money.ZERO.minus(above)).toString();
  const label = isAbove ? g.totalAbove() : g.totalBelow();
  return { label, amount, said: `${label} ${moneyText(amount)}` };
}
