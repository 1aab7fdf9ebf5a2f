import type { Language } from '@songbai/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSize, type Look, type Size } from './elder-look';

export type Fields = Record<string, unknown>;

/** What the reader chose, kept by the browser; it opens nothing, and no script needs it. */
const YEAR_SECONDS = 365 * 86_400;
const WEEK_SECONDS = 7 * 86_400;
const kept = (request: FastifyRequest, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)songbai_${name}=([\\w.%-]+)`).exec(request.headers.cookie ?? '')?.[1];
const keep = (reply: FastifyReply, name: string, value: string, path: string, seconds: number): void => {
  const text = `songbai_${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax`;
  void reply.header('Set-Cookie', text);
};

/** How this request wants the page; what it chooses anew is kept for a year. */
export function lookOf(token: string, fields: Fields, request: FastifyRequest, reply: FastifyReply): Look {
  const { size, respondent } = fields;
  if (isSize(size)) keep(reply, 'size', size, '/c', YEAR_SECONDS);
  const before = kept(request, 'size');
  const shown: Size = isSize(size) ? size : isSize(before) ? before : 'normal';
  const path = `/c/${encodeURIComponent(token)}`;
  return {
    ...{ path, here: hereOf(request, path), size: shown },
    respondent: respondent === 'family' ? 'family' : 'self',
  };
}

/** The page itself without what was chosen of its look; after a form, the first page. */
function hereOf({ method, url }: FastifyRequest, path: string): string {
  if (method !== 'GET') return path;
  const [where = path, query = ''] = url.split('?');
  const rest = query.split('&').filter((part) => part !== '' && !/^(size|done)=/.test(part));
  return rest.length > 0 ? `${where}?${rest.join('&')}` : where;
}

export function languageOf(fields: Fields, request: FastifyRequest, reply: FastifyReply): Language {
  const { language } = fields;
  if (language === 'zh' || language === 'en') keep(reply, 'language', language, '/c', YEAR_SECONDS);
  return (language ?? kept(request, 'language')) === 'en' ? 'en' : 'zh';
}

/** The mark of a card that was opened on this device, where the pages of that card are. */
export const knownMark = (request: FastifyRequest): string | undefined => kept(request, 'card');
export const keepKnown = (reply: FastifyReply, token: string, mark: string): void =>
  keep(reply, 'card', mark, `/c/${encodeURIComponent(token)}`, YEAR_SECONDS);

/** An order that was begun outlives a closed browser by a week. */
export const keepBegun = (reply: FastifyReply, { path }: Look, item: string, day: string): void =>
  keep(reply, 'order', `${encodeURIComponent(item)}.${day}`, path, WEEK_SECONDS);
export const dropBegun = (reply: FastifyReply, { path }: Look): void => keep(reply, 'order', '', path, 0);
export function begun(request: FastifyRequest): { item: string; day: string } | undefined {
  const [item, day] = kept(request, 'order')?.split('.') ?? [];
  if (!item || day === undefined || !/^(%[\da-f]{2}|[\w-])+$/i.test(item)) return undefined;
  try {
    return { item: decodeURIComponent(item), day };
  } catch {
    return undefined;
  }
}

export function html(reply: FastifyReply, status: number, page: string): void {
  void reply
    .code(status)
    .header('Content-Type', 'text/html; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .send(page);
}

/** Back to a page by a new request, so that the browser's own "again" does not send the form twice. */
export const seeOther = (reply: FastifyReply, path: string): void => void reply.redirect(path, 303);
