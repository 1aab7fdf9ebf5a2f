import { measureText } from '../../shared/measures';
import { quantityText } from '../kit';
import { quantityOf } from './room';

/** Hundredths as they are said: "1.5 小时", "1.5 hours". */
export function amountOf(hundredths: number, measure = ''): string {
  const quantity = quantityOf(hundredths);
  return `${quantityText(quantity)} ${measureText(measure, quantity)}`.trim();
}
