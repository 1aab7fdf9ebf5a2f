import { type BillStatus, isAdjudicated } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { words } from '../../shared/words';
import { moneyText } from '../kit';
import { t } from './bills-words';
import { undeclaredOf } from './lines';

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

type Totals = { declared: string; claimed: string };

/** A bill whose head declares another sum than its lines come to: by how much, in which direction, in words. */
export function misstatementOf(bill: Totals): { label: string; amount: string; said: string } | undefined {
  const undeclared = Money.of(undeclaredOf(bill));
  if (undeclared.isZero()) return undefined;
  const isAbove = undeclared.isLessThan(Money.ZERO);
  const amount = (isAbove ? Money.ZERO.minus(undeclared) : undeclared).toString();
  const label = isAbove ? g.totalAbove() : g.totalBelow();
  return { label, amount, said: `${label} ${moneyText(amount)}` };
}
