import type { Word } from '@songbai/contracts';

/** What became of a line, the worst first: whoever looks at a bill begins there. */
export const LINE_OUTCOMES = {
  refused: { zh: '不予支付', en: 'refused' },
  cut: { zh: '部分核减', en: 'cut' },
  noted: { zh: '足额、有提示', en: 'in full, with a note' },
  agreed: { zh: '完全一致', en: 'agreed' },
} as const satisfies Record<string, Word>;
export type LineOutcome = keyof typeof LINE_OUTCOMES;

/** Amounts as the interface writes them, e.g. "48.00"; they are compared and not computed with. */
export interface JudgedLine {
  amount: string;
  approvedAmount: string;
  codes: readonly string[];
}

/** A line of nothing that carries a code was refused as well: nobody asks for nothing on purpose. */
export function outcomeOf({ amount, approvedAmount, codes }: JudgedLine): LineOutcome {
  if (codes.length === 0 && amount === approvedAmount) return 'agreed';
  if (approvedAmount === '0.00') return 'refused';
  return amount === approvedAmount ? 'noted' : 'cut';
}

/** What finance decides of one difference before or after the bill is adjudicated. */
export const REVIEW_OUTCOMES = {
  agree: { zh: '同意核定', en: 'agree' },
  return: { zh: '退回服务商', en: 'return to the provider' },
  adjust: { zh: '核定后调整', en: 'adjust once adjudicated' },
} as const satisfies Record<string, Word>;
export type ReviewOutcome = keyof typeof REVIEW_OUTCOMES;
