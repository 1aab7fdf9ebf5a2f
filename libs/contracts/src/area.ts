import type { Word } from './vocabulary';

/** The divisions of the region that have a name here; any other is entered by its six digits. */
export const AREAS = {
  '350900': { zh: '宁德市', en: 'Ningde' },
  '350902': { zh: '蕉城区', en: 'Jiaocheng' },
  '350921': { zh: '霞浦县', en: 'Xiapu' },
  '350922': { zh: '古田县', en: 'Gutian' },
  '350923': { zh: '屏南县', en: 'Pingnan' },
  '350924': { zh: '寿宁县', en: 'Shouning' },
  '350925': { zh: '周宁县', en: 'Zhouning' },
  '350926': { zh: '柘荣县', en: 'Zherong' },
  '350981': { zh: '福安市', en: "Fu'an" },
  '350982': { zh: '福鼎市', en: 'Fuding' },
} as const satisfies Record<string, Word>;

/** 行政区划代码. Contracts serve an area by its code, so that anything else finds no contract. */
export const isAreaCode = (text: string): boolean => /^\d{6}$/.test(text);

/**
 * The code of an area as people write it in either language, in Chinese with or without its last character: 蕉城, 蕉城区,
 * 宁德市蕉城区, 350902; else the text as it is.
 */
export function areaCode(written: string): string {
  const text = written.normalize('NFKC').trim();
  const last = text.replace(/^.*市(?=.)/, '').toLowerCase();
  const isMeant = ({ zh, en }: Word): boolean => [zh, zh.slice(0, -1), en.toLowerCase()].includes(last);
  return Object.entries(AREAS).find(([, names]) => isMeant(names))?.[0] ?? text;
}
