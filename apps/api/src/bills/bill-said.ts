import type { Language, Word } from '@songbai/contracts';

/** Reasons that the system gives where a person's step stands for one; stored so, and read in one language. */
export const SAID = {
  withdrawnBill: '服务商撤回 withdrawn by the provider',
  withdrawnAppeal: '服务商确认了金额，申诉随之撤回 withdrawn: the provider confirmed the amount',
} as const;

const WORDS: Readonly<Record<string, Word>> = {
  [SAID.withdrawnBill]: { zh: '服务商撤回', en: 'Withdrawn by the provider' },
  [SAID.withdrawnAppeal]: {
    zh: '服务商确认了金额，申诉随之撤回',
    en: 'The provider confirmed the amount; the appeal was withdrawn by it',
  },
};

/** Whether a bill came back because its provider took it back, and nobody sent it. */
export const isWithdrawal = (stored: string | null): boolean => stored === SAID.withdrawnBill;

/** A stored reason for this reader: the system's in one language, a person's as it was written. */
export function reasonFor(stored: string, language: Language): string;
export function reasonFor(stored: string | null, language: Language): string | null;
export function reasonFor(stored: string | null, language: Language): string | null {
  return stored === null ? null : (WORDS[stored]?.[language] ?? stored);
}
