import { areaCode } from '@songbai/contracts';
import { areaFault } from '../registers/areas';
import { c } from './contracts-words';

/** Money as it is typed. */
const MONEY = /^(0|[1-9]\d{0,11})(\.\d{1,2})?$/;
/** The server takes none that is zero. */
export const moneyRules = () => [
  { pattern: MONEY, message: c.notMoney() },
  { pattern: /[^0.]/, message: c.aboveZero() },
];

/** "35" → "35.00", "35.5" → "35.50" */
export function moneyOf(text: string): string {
  const [whole = '0', rest = ''] = text.trim().split('.');
  return `${whole}.${rest.padEnd(2, '0')}`;
}

/** Area codes as they are typed, with whatever between them; a name that is known is its code. */
export const areasOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，、]+/)
      .filter(Boolean)
      .map(areaCode),
  ),
];

/** Each of them is six digits, or stood there before. */
export const areasRule = (kept: readonly string[] = []) => ({
  validator: (_: unknown, typed?: string) => {
    const wrong = areasOf(typed ?? '').filter((area) => areaFault(area) && !kept.includes(area));
    return wrong.length === 0
      ? Promise.resolve()
      : Promise.reject(new Error(c.areasWrong({ areas: wrong.join(' ') })));
  },
});
