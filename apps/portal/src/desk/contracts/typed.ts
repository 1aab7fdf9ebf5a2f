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

/** Area codes as they are typed, with whatever between them. */
export const areasOf = (text: string): string[] => text.split(/[\s,，、]+/).filter(Boolean);
