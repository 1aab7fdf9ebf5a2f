import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
/**
 * Chinese first, English beside it; `{name}` is filled in. `{name|row|rows}` is the word for one and that for more,
 * with the number at `#`: "{count|This row is|All # rows are} ready".
 */
export type Word = readonly [zh: string, en: string];
type Facts = Record<string, string | number>;

const GAP = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;
const KEPT = 'songbai.language';
const listeners = new Set<() => void>();
let language: Language = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';

export const currentLanguage = (): Language => language;

/** The whole page changes at once: every user of useLanguage is told. */
export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
  for (const tell of listeners) tell();
}

export function useLanguage(): Language {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, currentLanguage);
}

export function say(word: Word, facts: Facts = {}): string {
  const text = language === 'en' ? word[1] : word[0];
  return text.replace(GAP, (whole, name: string, one?: string, more?: string) => {
    const fact = facts[name];
    if (fact === undefined) return whole;
    if (one === undefined || more === undefined) return String(fact);
    return (String(fact) === '1' ? one : more).replace('#', String(fact));
  });
}

/** `const t = words({ save: ['保存', 'Save'] })`; `t.save()` in a component that calls useLanguage, or below one. */
export function words<T extends Record<string, Word>>(
  table: T,
): { [K in keyof T]: (facts?: Facts) => string } {
  const said = Object.entries(table).map(([key, word]) => [key, (facts?: Facts) => say(word, facts)]);
  return Object.fromEntries(said) as { [K in keyof T]: (facts?: Facts) => string };
}
