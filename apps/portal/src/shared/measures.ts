import { MEASURES, type Measure } from '@songbai/contracts';
import { currentLanguage } from './words';

/** What is counted, as it is said of this many: "小时", "hour", "hours". A measure without words stays as it is. */
export function measureText(measure: string, value: string): string {
  const word = MEASURES[measure as Measure];
  if (word === undefined) return measure;
  if (currentLanguage() === 'zh') return word.zh;
  return Number(value) === 1 ? word.en : `${word.en}s`;
}
