import { ADJUSTMENT_KINDS } from '@songbai/billing';
import { wordOf } from '../kit';
import type { Bill } from './bill-data';
import { t } from './bills-words';
import { codeText } from './code-words';
import { figureWords, misstatementSaid } from './figure-words';

/** A step from what was declared to what is paid: what it is, or the code with the place where it comes from. */
export function stepText(key: string, bill: Bill): string {
  const own: Record<string, () => string> = {
    declared: t.declared,
    undeclared: () => misstatementSaid(bill)?.label ?? '',
    claimed: t.claimed,
    approved: figureWords(bill).approved,
    payable: t.payable,
    '': t.rest,
  };
  if (key in ADJUSTMENT_KINDS) return wordOf(ADJUSTMENT_KINDS, key);
  return own[key]?.() ?? codeText(key);
}
