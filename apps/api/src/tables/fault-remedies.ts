import type { Word } from '@songbai/contracts';
import type { FaultKind } from '../intake';

/** What to do about a cell or a row that cannot be read, where the reason does not say it. */
export const REMEDIES: Partial<Record<FaultKind, Word>> = {
  empty: { zh: '补上这一格。', en: 'Fill in the cell.' },
  'no-result': {
    zh: '用表格软件打开后保存一次，或把结果直接填成数值。',
    en: 'Open and save it in a spreadsheet, or write the result in place of the formula.',
  },
  'twice-different': { zh: '只留正确的一行。', en: 'Keep the right one.' },
  'end-before-start': { zh: '改正其中一个。', en: 'Correct one of the two.' },
  'odd-character': { zh: '把这一格重新键入。', en: 'Type the cell anew.' },
};
