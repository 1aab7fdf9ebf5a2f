import { CATALOGUE, type Code, explain, type Language } from '@songbai/contracts';

const LANGUAGES: readonly Language[] = ['zh', 'en'];

interface Said {
  code: string;
  message: string;
  basis: string;
  remedy: string;
}

/** Where there is no price, no fund, no such worker or no such order at all, there is none to name. */
const MAY_LACK = ['C04', 'O05', 'V06', 'V14'];

const isSaid = (value: object): value is Said =>
  ['code', 'message', 'basis', 'remedy'].every((name) => typeof (value as never)[name] === 'string');

/**
 * Every finding that an answer shows, wherever in it, is one of the catalogue, in its words and with all facts filled
 * in. Throws where one is not.
 */
export function checkWords(body: unknown): void {
  const pending = [body];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    if (isSaid(next)) checkSaid(next);
    pending.push(...Object.values(next));
  }
}

function checkSaid({ code, message, basis, remedy, ...facts }: Said): void {
  if (!(code in CATALOGUE)) throw new Error(`${code} is not in the catalogue`);
  const of = { code: code as Code, facts: facts as Record<string, string> };
  const wanted = LANGUAGES.map((language) => explain(of, language));
  const isRight = wanted.some(
    (said) => said.message === message && said.basis === basis && said.remedy === remedy,
  );
  if (!isRight) throw new Error(`${code} says “${message}”, the catalogue ${JSON.stringify(wanted)}`);
  const { message: text } = CATALOGUE[code as Code];
  const lacking = [...text.zh.matchAll(/\{(\w+)\}/g)].filter(([, name]) => !(String(name) in facts));
  if (
    (lacking.length > 0 && !MAY_LACK.includes(code)) ||
    /\{\w+\}|undefined|\bNaN\b|\[object/.test(`${message}${basis}${remedy}`)
  ) {
    throw new Error(`${code} lacks a fact: ${message}`);
  }
}
