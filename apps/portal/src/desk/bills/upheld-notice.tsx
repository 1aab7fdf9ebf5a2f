import { Alert } from 'antd';
import { listed } from '../../shared/lists';
import { moneyText } from '../kit';
import { a } from './appeal-words';
import type { Bill } from './bill-data';
import { type Owed, owedOf, sumOwed } from './upheld';

/** While these last, an upheld appeal can still be made good on this bill. */
const OPEN_IN = ['adjudicated', 'disputed', 'confirmed', 'approved', 'payable'];

export const owedOn = (bill: Bill): Owed[] => (OPEN_IN.includes(bill.status) ? owedOf(bill) : []);

const linesOf = (owed: readonly Owed[]): string => listed(owed.map(({ line }) => `#${line}`));

/** What is still owed for appeals that were upheld, in a sentence; empty where nothing is. */
export function owedText(bill: Bill): string {
  const owed = owedOn(bill);
  const [refused, cut] = [owed.filter((each) => each.isRefused), owed.filter((each) => !each.isRefused)];
  const facts = (rows: readonly Owed[]) => ({ lines: linesOf(rows), sum: moneyText(sumOwed(rows)) });
  return [
    ...(cut.length > 0 ? [a.owedSupplement(facts(cut))] : []),
    ...(refused.length > 0 ? [a.owedAnew(facts(refused))] : []),
  ].join(' ');
}

/** An answer alone changes no amount: what has to follow it is said to everybody who sees the bill. */
export function UpheldNotice({ bill }: { bill: Bill }) {
  const text = owedText(bill);
  return text === '' ? null : <Alert type="warning" showIcon title={a.owedTitle()} description={text} />;
}
