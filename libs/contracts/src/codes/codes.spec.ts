import type { Language } from '../finding';
import { CATALOGUE, type CodeEntry } from './index';

const HAN = /\p{Script=Han}/u;
/** What an English basis may quote: 〔year〕 document numbers with their clause, 《titles》 and 「terms」. */
const QUOTED =
  /\p{Script=Han}+〔\d{4}〕\d+号|[一二三四五六]+\.\d+(（[一二三四五六]+）)?|《[^》]+》|「[^」]+」/gu;
const TEXTS = ['message', 'basis', 'remedy'] as const;
const LANGUAGES: Language[] = ['zh', 'en'];

const entries: [string, CodeEntry][] = Object.entries(CATALOGUE);
const factsOf = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
];

describe.each(entries)('code %s', (_, entry) => {
  it.each(TEXTS)('says its %s in Chinese and in English', (name) => {
    const { zh, en } = entry[name];
    expect(zh).toMatch(HAN);
    expect(zh.trim()).toBe(zh);
    expect(en).toMatch(/[A-Za-z]/);
    expect(en.trim()).toBe(en);
    expect(name === 'basis' ? en.replace(QUOTED, '') : en).not.toMatch(HAN);
  });

  it.each(TEXTS)('names the same facts in both languages of its %s', (name) => {
    const { zh, en } = entry[name];
    expect(factsOf(zh).sort()).toEqual(factsOf(en).sort());
  });

  it('leaves no brace that is not a fact', () => {
    const texts = TEXTS.flatMap((name) => LANGUAGES.map((language) => entry[name][language]));
    for (const text of texts) expect(text.replace(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
  });

  it('ends its message and remedy as sentences', () => {
    for (const name of ['message', 'remedy'] as const) {
      expect(entry[name].zh).toMatch(/。$/);
      expect(entry[name].en).toMatch(/\.$/);
    }
  });
});

it.each(LANGUAGES)('uses no message for two codes (%s)', (language) => {
  const messages = entries.map(([, { message }]) => message[language]);
  expect(new Set(messages).size).toBe(messages.length);
});
