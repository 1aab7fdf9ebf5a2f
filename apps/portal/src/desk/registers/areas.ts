import { halfWidth } from '../../shared/plain';
import { type Word, words } from '../../shared/words';
import type { FormField, Option } from '../forms';
import { useRegister } from '../kit';
import { r } from './registers-words';

/** The divisions of the region that have a name here; any other is entered by its six digits. */
const WORDS = {
  '350900': ['宁德市', 'Ningde'],
  '350902': ['蕉城区', 'Jiaocheng'],
  '350921': ['霞浦县', 'Xiapu'],
  '350922': ['古田县', 'Gutian'],
  '350923': ['屏南县', 'Pingnan'],
  '350924': ['寿宁县', 'Shouning'],
  '350925': ['周宁县', 'Zhouning'],
  '350926': ['柘荣县', 'Zherong'],
  '350981': ['福安市', "Fu'an"],
  '350982': ['福鼎市', 'Fuding'],
} satisfies Record<string, Word>;
const NAMES = words(WORDS);

const nameOf = (code: string): string | undefined =>
  Object.entries(NAMES).find(([known]) => known === code)?.[1]();

/** "350902 蕉城区"; the code alone where it has no name here. */
const labelOf = (code: string): string => [code, nameOf(code)].filter(Boolean).join(' ');

const choicesOf = (codes: readonly string[]): Option[] =>
  [...new Set(codes)].sort().map((value) => ({ value, label: labelOf(value) }));

const isAreaCode = (text: string): boolean => /^\d{6}$/.test(text);

/**
 * As it is typed in either language, in Chinese with or without its last character: 蕉城, 蕉城区, 宁德市蕉城区;
 * else the text as it is.
 */
export function areaCode(typed: string): string {
  const text = halfWidth(typed).trim();
  const last = text.replace(/^.*市(?=.)/, '');
  const isMeant = ([zh, en]: Word): boolean => [zh, zh.slice(0, -1), en].includes(last);
  return Object.entries(WORDS).find(([, names]) => isMeant(names))?.[0] ?? text;
}

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
    options: choicesOf([...offered, ...Object.keys(NAMES)]),
    check: (text) => (text === kept ? undefined : areaFault(text)),
    doubt: ({ area }) => (kept !== undefined && area === kept ? areaFault(kept) : undefined),
  };
}
