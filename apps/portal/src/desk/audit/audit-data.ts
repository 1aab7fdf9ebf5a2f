import { ADJUSTMENT_KINDS, APPEAL_ANSWERS, REVIEW_OUTCOMES } from '@songbai/billing';
import {
  AUDIT_ACTS,
  AUDIT_FACTS,
  AUDIT_SUBJECTS,
  CALL_REASONS,
  CAPTURE_METHODS,
  LIFE_EVENTS,
  RATING_CHANNELS,
  RESPONDENTS,
} from '@songbai/contracts';
import { answerOf, api, type Schemas } from '../../shared/session';
import { roleWords } from '../app/app-words';
import { codeText } from '../bills/code-words';
import { type Filters, momentText, moneyText, statusText, useRead, wordOf } from '../kit';
import { readTables } from '../tables/table-data';
import { a } from './audit-words';
import { valueWords, visitReason } from './fact-words';
import { UUID } from './record-id';

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

/** The tables that go in and out, by the name that the log has for them. */
export function useTableTitles(): Readonly<Record<string, string>> {
  const items = useRead(['tables'], readTables).data?.items ?? [];
  return Object.fromEntries(items.map(({ name, title }) => [name, title]));
}

type Table = Record<string, (() => string) | undefined>;
const said = (table: Table, key: string): string => table[key]?.() ?? key;

export const subjectText = (subject: string): string => wordOf(AUDIT_SUBJECTS, subject);

/** "order.approve" → "批准订单"; what an older record calls otherwise stays as it is. */
export const verbText = (verb: string): string => wordOf(AUDIT_ACTS, verb);

export const roleText = (role: string): string => said(roleWords, role);

/** Whose act it was; of a card the cadre's name with the card's number. Who has no name here has a role. */
export const actorText = ({ actor, actorName, role }: Pick<Entry, 'actor' | 'actorName' | 'role'>): string =>
  actorName ?? (UUID.test(actor) ? roleText(role) : actor);

/** What an entry says of its record: the facts before and after, and what ids and tables in them are called. */
export type Change = Pick<Entry, 'subject' | 'before' | 'after'> & {
  names: Readonly<Record<string, string>>;
  /** Stands beside the change already. */
  subjectName?: string | null | undefined;
};

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
const REASONS = ['code', 'codes', 'rule'];

/** Facts whose values are words of a closed list. A reason that a person has typed is in none and stays as typed. */
const LISTS: Record<string, Parameters<typeof wordOf>[0]> = {
  ...{ method: CAPTURE_METHODS, respondent: RESPONDENTS, channel: RATING_CHANNELS, outcome: REVIEW_OUTCOMES },
  ...{ kind: { ...LIFE_EVENTS, ...ADJUSTMENT_KINDS }, answer: APPEAL_ANSWERS, reason: CALL_REASONS },
};

/** "unit: 宁财函〔2026〕3号" is the party and its paper. */
function plainText(key: string, text: string): string {
  if (REASONS.includes(key)) return visitReason(text) ?? codeText(text);
  const list = LISTS[key];
  if (list && text in list) return wordOf(list, text);
  const [first = '', ...rest] = text.split(': ');
  return rest.length > 0 && first in valueWords
    ? `${said(valueWords, first)} ${rest.join(': ')}`
    : said(valueWords, text);
}

function valueText({ subject, names }: Change, key: string, value: unknown): string {
  if (value === null || value === undefined) return '—';
  const machine = MACHINES[subject as keyof typeof MACHINES];
  if (key === 'status' && machine) return statusText(machine, String(value));
  if (key === 'state') return statusText('month', String(value));
  if (key === 'role') return roleText(String(value));
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => typeof each !== 'object');
    return isPlain ? value.map((each) => plainText(key, String(each))).join(a.comma()) : String(value.length);
  }
  if (typeof value === 'object') return JSON.stringify(value);
  if (key === 'table' || UUID.test(String(value))) return names[String(value)] ?? String(value);
  if (INSTANT.test(String(value))) return momentText(String(value));
  return AMOUNTS.includes(key) ? moneyText(String(value)) : plainText(key, String(value));
}

/** Ids without a name say nothing to a reader; they stand in the text of the entry, which its proof shows. */
const isTold = (value: unknown, names: Change['names']): boolean =>
  typeof value !== 'string' || !UUID.test(value) || value in names;

/** "状态 待审批 → 已批准；金额 332.64", from the facts before and after. */
export function changeText(change: Change): string {
  const { names, subjectName } = change;
  const [was, is] = [change.before ?? {}, change.after ?? {}] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
    .filter((key) => isTold(was?.[key], names) && isTold(is?.[key], names))
    .filter((key) => key !== 'number' || !subjectName?.includes(String(is?.[key] ?? was?.[key])))
    .map((key) => {
      const [from, to] = [valueText(change, key, was?.[key]), valueText(change, key, is?.[key])];
      const name = wordOf(AUDIT_FACTS, key);
      if (was?.[key] === undefined || from === to) return `${name} ${to}`;
      return is?.[key] === undefined ? `${name} ${from}` : `${name} ${from} → ${to}`;
    })
    .join(a.semicolon());
}

const PAGES: Record<string, string> = {
  ...{ contract: '/contracts', service_order: '/orders', visit: '/visits', bill: '/bills', item: '/items' },
  ...{ payment: '/payments', cadre: '/cadres', fund: '/funds', unit: '/units', provider_link: '/providers' },
  ...{ worker_link: '/workers', usage_limit: '/limits', rating: '/ratings' },
};

/** Where the record itself is shown, if the desk has a page for it; a month is told by its name. */
export function recordPath({
  subject,
  subjectId,
  after,
}: Pick<Entry, 'subject' | 'subjectId'> & { after?: object | null }): string | undefined {
  const { month } = (after ?? {}) as { month?: unknown };
  if (subject === 'bureau') return typeof month === 'string' ? `/months/${month}` : undefined;
  return PAGES[subject] && `${PAGES[subject]}/${subjectId}`;
}
