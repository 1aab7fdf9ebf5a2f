import { AREAS, areaCode, isAreaCode } from '@songbai/contracts';
import { currentLanguage } from '../../shared/words';
import type { FormField, Option } from '../forms';
import { useRegister } from '../kit';
import { r } from './registers-words';

const nameOf = (code: string): string | undefined =>
  Object.entries(AREAS).find(([known]) => known === code)?.[1][currentLanguage()];

/** "350902 蕉城区"; the code alone where it has no name here. */
const labelOf = (code: string): string => [code, nameOf(code)].filter(Boolean).join(' ');

const choicesOf = (codes: readonly string[]): Option[] =>
  [...new Set(codes)].sort().map((value) => ({ value, label: labelOf(value) }));

/** What is wrong with an area, in words. Contracts serve an area by its code, so a slip finds no contract. */
export const areaFault = (text: string): string | undefined => (isAreaCode(text) ? undefined : r.areaWrong());

/** All that stands on record, to look for. */
export function useAreas(): Option[] {
  const units = useRegister('units');
  const contracts = useRegister('contracts');
  return choicesOf([...units.rows.map(({ area }) => area), ...contracts.rows.flatMap(({ areas }) => areas)]);
}

/** The area of a unit or a home. What stands on record may stay: whoever changes a telephone is not stopped. */
export function areaField(
  areas: readonly Option[],
  kept: string | undefined,
  over: Pick<FormField, 'label' | 'hint'>,
): FormField {
  const offered = areas.map(({ value }) => value).filter(isAreaCode);
  return {
    ...{ name: 'area', kind: 'suggest', max: 12, tidy: areaCode, ...over },
    options: choicesOf([...offered, ...Object.keys(AREAS)]),
    check: (text) => (text === kept ? undefined : areaFault(text)),
    doubt: ({ area }) => (kept !== undefined && area === kept ? areaFault(kept) : undefined),
  };
}
