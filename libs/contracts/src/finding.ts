import { CATALOGUE, type Code, type Effect } from './codes';
import {
  CAPTURE_METHODS,
  CONTRACT_STATUSES,
  FUND_TYPES,
  LIFE_EVENTS,
  LIMIT_MEASURES,
  ORDER_STATES,
  PROOFS,
  RESPONDENTS,
  STAY_KINDS,
  TERM_GROUNDS,
  VISIT_STATES,
  VISITS_WITHOUT_SERVICE,
  WINDOWS,
  type Word,
} from './vocabulary';

/**
 * Facts of a finding, ready to be shown: amounts with two decimals, days as YYYY-MM-DD. A fact named in
 * `WORD_FACTS` holds keys of that word list, separated by ";".
 */
export type Facts = Readonly<Record<string, string>>;

/** One reason: which rule, and the facts it rests on. */
export interface Finding {
  code: Code;
  facts: Facts;
}

export type Language = 'zh' | 'en';

export interface Explanation {
  code: Code;
  effect: Effect;
  message: string;
  basis: string;
  remedy: string;
}

export function finding(code: Code, facts: Facts = {}): Finding {
  return { code, facts };
}

/** Facts that are words of a list, and so are said in the reader's language. */
const WORD_FACTS: Record<string, Record<string, Word>> = {
  fundType: FUND_TYPES,
  allowed: FUND_TYPES,
  measure: LIMIT_MEASURES,
  window: WINDOWS,
  missing: PROOFS,
  missingGrounds: TERM_GROUNDS,
  stayKind: STAY_KINDS,
  lifeEvent: LIFE_EVENTS,
  method: CAPTURE_METHODS,
  orderState: ORDER_STATES,
  status: CONTRACT_STATUSES,
  visitState: VISIT_STATES,
  visitStatus: VISITS_WITHOUT_SERVICE,
  respondent: RESPONDENTS,
  // What another bureau has is not named: that there is something is all that is told.
  other: { elsewhere: { zh: '本局以外的一条', en: 'of another office' } },
};

function say(name: string, value: string, language: Language): string {
  const words = WORD_FACTS[name];
  if (!words) return value;
  return value
    .split(';')
    .map((key) => words[key]?.[language] ?? key)
    .join(language === 'zh' ? '、' : ', ');
}

/** A finding in words. A fact that the finding lacks shows as "—", so that a text never shows a raw placeholder. */
export function explain({ code, facts }: Finding, language: Language): Explanation {
  const entry = CATALOGUE[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => say(name, facts[name] || '—', language));
  return {
    code,
    effect: entry.effect,
    message: fill(entry.message[language]),
    basis: fill(entry.basis[language]),
    remedy: fill(entry.remedy[language]),
  };
}

/** The codes of some findings, each once, sorted. */
export function codesOf(findings: readonly Finding[]): Code[] {
  return [...new Set(findings.map(({ code }) => code))].sort();
}

export function effectOf({ code }: Finding): Effect {
  return CATALOGUE[code].effect;
}
