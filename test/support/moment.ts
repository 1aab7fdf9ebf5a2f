import { addMonths, type Day, dayOf, firstDayOf, type Month } from '@songbai/contracts';
import type { createServer } from '../../apps/api/src/http/server';

/** A header by which a spec says when its request arrives. The platform does not know it: only `tellTime` reads it. */
const MOMENT = 'x-moment-of-the-spec';

/** The server of a spec takes a request to arrive when the spec says so. */
export function tellTime(app: Awaited<ReturnType<typeof createServer>>): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      const told = request.headers[MOMENT];
      if (typeof told === 'string' && told !== '')
        Object.defineProperty(request, 'at', { get: () => new Date(told), set: () => undefined });
      done();
    });
}

/** Headers of a request that arrives on this day, at noon in Shanghai. */
export const onDay = (day: Day): Record<string, string> => ({ [MOMENT]: `${day}T12:00:00+08:00` });

/** The first day on which a month can be closed. */
export const dayAfter = (month: Month): Day => addMonths(firstDayOf(month), 1);

/** Headers of a request that arrives when it is sent, whatever it tells of. */
export const NOW = { [MOMENT]: '' };

const TIMES = ['startedAt', 'endedAt'] as const;
type Told = Partial<Record<(typeof TIMES)[number] | 'visits' | 'month' | 'issuedOn', unknown>>;

/**
 * Specs live in a December of their own. Visits are told of when they have been made, months billed when they have
 * begun, and invoices filed once issued: a request that tells of one that is still to come arrives then.
 */
export function momentOf(body: object | undefined): Record<string, string> {
  const { visits, month, issuedOn, ...one }: Told = body ?? {};
  const all: Told[] = Array.isArray(visits) ? (visits as Told[]) : [one];
  const times = all.flatMap((each) => TIMES.map((name) => Date.parse(String(each?.[name]))));
  for (const day of [`${String(month)}-01`, String(issuedOn)])
    times.push(Date.parse(`${day}T00:00:00+08:00`));
  const last = Math.max(...times.filter((time) => !Number.isNaN(time)), 0);
  return last > Date.now() ? { [MOMENT]: new Date(last).toISOString() } : {};
}

/** The day on which a spec runs: what is confirmed now was paid today. */
export const today = (): Day => dayOf(Date.now() / 1000);
