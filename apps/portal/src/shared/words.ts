import { useSyncExternalStore } from 'react';

export type Language = 'zh' | 'en';
/** Chinese first, English beside it; `{name}` is filled in. */
export type Word = readonly [zh: string, en: string];
type Facts = Record<string, string | number>;

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
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** `const t = words({ save: ['保存', 'Save'] })`; `t.save()` in a component that calls useLanguage, or below one. */
export function words<T extends Record<string, Word>>(
  table: T,
): { [K in keyof T]: (facts?: Facts) => string } {
  const said = Object.entries(table).map(([key, word]) => [key, (facts?: Facts) => say(word, facts)]);
  return Object.fromEntries(said) as { [K in keyof T]: (facts?: Facts) => string };
}
