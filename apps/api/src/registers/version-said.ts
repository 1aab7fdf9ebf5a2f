import type { Language, Month, Word } from '@songbai/contracts';

/** Why a month's run wrote a version; stored so, and read in one language. */
export const reasonOfRun = (month: Month): string => `month ${month}`;

/** The papers of a month, from which its run took the row. */
const ofPapers = (month: Month): Word => ({
  zh: `随 ${month} 月度资料`,
  en: `With the papers of ${month}`,
});

const OF_RUN = /^month (\d{4}-\d{2})$/;

/** A stored reason for this reader: a run's in one language, a person's as it was written. */
export function versionReason(stored: string | null, language: Language): string | null {
  const month = OF_RUN.exec(stored ?? '')?.[1];
  return month === undefined ? stored : ofPapers(month)[language];
}
