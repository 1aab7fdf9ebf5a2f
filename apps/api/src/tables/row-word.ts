import type { Word } from '@songbai/contracts';

/** What is wrong with a row, and what to do about it; `{name}` stands for a fact. */
export interface RowWord {
  message: Word;
  remedy: Word;
}

export const word = (zh: string, en: string, remedyZh: string, remedyEn: string): RowWord => ({
  message: { zh, en },
  remedy: { zh: remedyZh, en: remedyEn },
});
