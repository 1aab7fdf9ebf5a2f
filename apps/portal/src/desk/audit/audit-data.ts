import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, moneyText, statusText } from '../kit';
import { a, factWords, nounWords, subjectWords, valueWords, verbWords } from './audit-words';

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

const AMOUNTS = ['amount', 'payable', 'approved', 'released'];

function valueText(subject: string, key: string, value: unknown): string {
  if (value === null || value === undefined) return '—';
  const machine = MACHINES[subject as keyof typeof MACHINES];
  if (key === 'status' && machine) return statusText(machine, String(value));
  if (key === 'state') return statusText('month', String(value));
  if (Array.isArray(value)) return value.map((each) => said(valueWords, String(each))).join(a.comma());
  if (typeof value === 'object') return JSON.stringify(value);
  return AMOUNTS.includes(key) ? moneyText(String(value)) : said(valueWords, String(value));
}

/** "状态 待审批 → 已批准；金额 332.64", from the facts before and after. */
export function changeText({ subject, before, after }: Pick<Entry, 'subject' | 'before' | 'after'>): string {
  const [was, is] = [before ?? {}, after ?? {}] as Record<string, unknown>[];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys
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

export const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
