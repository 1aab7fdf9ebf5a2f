import type { Money, Quantity } from '@songbai/contracts';

/** An amount as papers for people print it: 1234567.5 is "1,234,567.50". */
export function grouped(amount: Money | Quantity | string): string {
  const [whole = '0', fraction = '00'] = (typeof amount === 'string' ? amount : amount.toFixed(2)).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}
