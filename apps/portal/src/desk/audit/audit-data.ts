import { ADJUSTMENT_KINDS, APPEAL_ANSWERS } from '@songbai/billing';
import { CAPTURE_METHODS, LIFE_EVENTS, RATING_CHANNELS, RESPONDENTS } from '@songbai/contracts';
import { answerOf, api, type Schemas } from '../../shared/session';
import { roleWords } from '../app/app-words';
import { type Filters, momentText, moneyText, statusText, wordOf } from '../kit';
import { a, nounWords, subjectWords, verbWords } from './audit-words';
import { factWords, valueWords } from './fact-words';

export type Entry = Schemas['AuditEntryAnswer'];
export type Proof = Schemas['AuditProofAnswer'];
export type Link = Schemas['AuditLinkAnswer'];

export const fetchAudit = (cursor: string | undefined, filters: Filters) =>
  answerOf(
    api.GET('/api/v1/audit', { params: { query: { ...filters, ...(cursor && { cursor }) } as object } }),
  );

export const fetchProof = (id: string, cursor?: string): Promise<Proof> =>
  answerOf(
    api.GET('/api/v1/audit/proof/{id}', {
      params: { path: { id }, query: { limit: 200, ...(cursor && { cursor }) } },
    }),
  );

export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

type Table = Record<string, (() => string) | undefined>;
const said = (table: Table, key: string): string => table[key]?.() ?? key;

export const subjectText = (subject: string): string => said(subjectWords, subject);

/** "order.approve" → "订单 · 批准"; what has no word here stays as it is. */
export function verbText(verb: string): string {
  const [noun = '', act = ''] = verb.split('.');
  return act === '' ? noun : `${said({ ...subjectWords, ...nounWords }, noun)} · ${said(verbWords, act)}`;
}

const MACHINES = {
  contract: 'contract',
  service_order: 'order',
  visit: 'visit',
  bill: 'bill',
  payment: 'payment',
  call_request: 'call',
  need: 'need',
} as const;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const AMOUNTS = ['amount', 'payable', 'approved', 'released', 'total'];

/** Facts whose values are words of a closed list. */
const LISTS: Record<string, Parameters<typeof wordOf>[0]> = {
  ...{ method: CAPTURE_METHODS, respondent: RESPONDENTS, channel: RATING_CHANNELS },
  ...{ kind: { ...LIFE_EVENTS, ...ADJUSTMENT_KINDS }, answer: APPEAL_ANSWERS },
};

function valueText(subject: string, key: string, value: unknown): string {
  if (value === null || value === undefined) return '—';
  const machine = MACHINES[subject as keyof typeof MACHINES];
  if (key === 'status' && machine) return statusText(machine, String(value));
  if (key === 'state') return statusText('month', String(value));
  if (key === 'role') return said(roleWords, String(value));
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => typeof each !== 'object');
    return isPlain
      ? value.map((each) => said(valueWords, String(each))).join(a.comma())
      : String(value.length);
  }
  if (typeof value === 'object') return JSON.stringify(value);
  if (INSTANT.test(String(value))) return momentText(String(value));
  if (AMOUNTS.includes(key)) return moneyText(String(value));
  const list = LISTS[key];
  return list && String(value) in list ? wordOf(list, String(value)) : said(valueWords, String(value));
}

/** Ids say nothing to a reader; they stand in the text of the entry, which its proof shows. */
const isTold = (value: unknown): boolean => typeof value !== 'string' || !UUID.test(value);

/** "状态 待审批 → 已批准；金额 332.64", from the facts before and after. */
export function changeText({ subject, before, after }: Pick<Entry, 'subject' | 'before' | 'after'>): string {
  const [was, is] = [before ?? {}, after ?? {}] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
    .filter((key) => isTold(was?.[key]) && isTold(is?.[key]))
    .map((key) => {
      const [from, to] = [valueText(subject, key, was?.[key]), valueText(subject, key, is?.[key])];
      const name = said(factWords, key);
      if (was?.[key] === undefined || from === to) return `${name} ${to}`;
      return is?.[key] === undefined ? `${name} ${from}` : `${name} ${from} → ${to}`;
    })
    .join(a.semicolon());
}

const PAGES: Record<string, string> = {
  ...{ contract: '/contracts', service_order: '/orders', visit: '/visits', bill: '/bills' },
  ...{ payment: '/payments', cadre: '/cadres', fund: '/funds' },
};

/** Where the record itself is shown, if the desk has a page for it. */
export const recordPath = ({
  subject,
  subjectId,
}: Pick<Entry, 'subject' | 'subjectId'>): string | undefined =>
  PAGES[subject] && `${PAGES[subject]}/${subjectId}`;
