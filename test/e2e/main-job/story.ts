import { type Day, dayOf, Money, type Month, monthOf } from '@songbai/contracts';
import sharp from 'sharp';
import type { Response } from 'supertest';
import { v7 as newId } from 'uuid';
import { type Client, startApp, type TestApp } from '../../support/app';
import { dayAfter, onDay } from '../../support/moment';
import { hashOf, SIGNATURE, upload } from '../../support/visits';

const WHO = [
  ...['clerk', 'approver', 'finance', 'finance2', 'unit', 'unit2', 'liaison', 'manager', 'worker'],
  ...['auditor', 'clerk2'],
] as const;
type Name = (typeof WHO)[number];

/** The day on which all services of the story are given: the clock's yesterday, so that it runs on any day. */
const SERVED: Day = dayOf(Date.now() / 1000 - 86_400);
export const MONTH: Month = monthOf(SERVED);
export const YEAR = SERVED.slice(0, 4);
export const FIRST_DAY = `${MONTH}-01`;
export const LAST_DAY = new Date(Date.UTC(Number(YEAR), Number(MONTH.slice(5)), 0))
  .toISOString()
  .slice(0, 10);
/** A contract of twelve months. */
export const ENDS_ON = new Date(Date.UTC(Number(YEAR) + 1, Number(MONTH.slice(5)) - 1, 0))
  .toISOString()
  .slice(0, 10);
export const today = (): Day => dayOf(Date.now() / 1000);
export const at = (time: string): string => `${SERVED}T${time}:00+08:00`;

/** Where both cadres live, some hundred metres apart. */
export const HOME = { latitude: 26.687, longitude: 119.545 };

/** What the chapters share: the people, signed in, and the ids of what they make, by names of the story's own. */
export const by = {} as Record<Name, Client>;
export const id: Record<string, string> = {};
let site: TestApp;
export const server = () => site;

export async function beginStory(): Promise<void> {
  site = await startApp();
  for (const name of WHO) by[name] = await site.signIn(name);
}

/** The body of an answer that went well; the whole refusal where it did not. */
export function done({ status, body, request }: Response & { request?: unknown }) {
  const { method, url } = (request ?? {}) as { method?: string; url?: string };
  if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(body)}`);
  return body;
}

/** A refusal as its status and codes: of the findings, else of the problem. */
export const refusal = ({ status, body }: Response): [number, ...string[]] => [
  status,
  ...(body.findings ? body.findings.map(({ code }: { code: string }) => code) : [body.code]),
];

const POTS = ['reserved', 'expended', 'paid', 'available'] as const;
export type Pots = Record<(typeof POTS)[number], string>;

/** What the two funds of the story say of themselves. That they add up is checked at each look. */
export async function funds(): Promise<{ bureau: Pots; unit: Pots }> {
  const look = async (name: string): Promise<Pots> => {
    const fund = done(await by.finance.get(`/funds/${id[name]}`));
    const { allotted, reserved, expended, paid, available } = fund;
    const left = Money.of(allotted).minus(Money.of(reserved)).minus(Money.of(expended));
    expect([name, available]).toEqual([name, left.toString()]);
    return { reserved, expended, paid, available };
  };
  return { bureau: await look('bureauFund'), unit: await look('unitFund') };
}

export const pots = (reserved: string, expended: string, paid: string, available: string): Pots => ({
  ...{ reserved, expended, paid, available },
});

/** A person of over ninety whom the unit answers for. */
export const aCadre = (code: string, unitId: string) => ({
  ...{ code, name: `周${code}`, gender: '男', idNumber: '350902192609211192', unitId, area: '350902' },
  ...{ address: '蕉城区东湖路191号', ...HOME, phone: '13876801134', settlement: 'local' },
  family: { name: '周长', relation: '女', phone: '13979451668' },
  ...{ tags: ['独居'], abilityLevel: 2, reason: '新登记' },
});

/** Begins and finishes, by the one who was there. */
export async function serve(who: Client, start: object & { id: string }, end: object) {
  done(await who.post('/visits', { method: 'mobile', location: { ...HOME, accuracy: 8 }, ...start }));
  const body = { signature: SIGNATURE, photos: [], location: { ...HOME, accuracy: 8 }, ...end };
  return done(await who.post(`/visits/${start.id}/finish`, body));
}

export const visitId = (): string => newId();

let shade = 0;
/** A photo like no other. Answers its hash, and how to send it. */
export async function photo(): Promise<{ hash: string; send(): Promise<Response> }> {
  const background = { r: 40, g: 90, b: (++shade * 40) % 250 };
  const file = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { hash: hashOf(file), send: () => upload(site, by.worker, file) };
}

/** Finance closes a month on the day after its last. */
export const close = (month: Month): Promise<Response> =>
  by.finance.post(`/months/${month}/close`, undefined, undefined, onDay(dayAfter(month)));

/**
 * Where the story falls into the month of the sample, or where a visit of the demo was held, that work is not the
 * story's: it is put aside past the interface, and the months before the story's are closed.
 */
export async function putOthersAside(): Promise<void> {
  const bureauId = by.clerk.user.bureauId ?? '';
  await site.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    await tx.execute(
      `update bill set status = 'returned', return_reason = '重报' where month <= $1 and contract_id <> $2
       and status = 'submitted'`,
      [MONTH, id.contract],
    );
    await tx.execute(
      `update visit set status = 'blocked' where status = 'held' and day <= $1 and order_id not in
       (select id from service_order where contract_id = $2)`,
      [LAST_DAY, id.contract],
    );
  });
  // What a month gives back when it closes is posted in the next one, which is open then.
  for (let [next] = await openBefore(); next; [next] = await openBefore()) done(await close(next.month));
}

const openBefore = (): Promise<{ month: Month }[]> => {
  const bureauId = by.clerk.user.bureauId ?? '';
  return site.unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
    tx.query<{ month: Month }>(
      `select month from ledger.period where bureau_id = $1 and month < $2 and state <> 'closed'
       order by month limit 1`,
      [bureauId, MONTH],
    ),
  );
};

/** What stands against closing the month of the story on the day after its last, by code. */
export const blockers = async (): Promise<string[]> =>
  done(await by.finance.get(`/months/${MONTH}`, onDay(dayAfter(MONTH)))).blockers.map(
    ({ code }: { code: string }) => code,
  );

/** All postings of a fund, page by page. */
export async function postingsOf(who: Client, fundId: string): Promise<Record<string, string>[]> {
  const all: Record<string, string>[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = done(await who.get(`/funds/${fundId}/postings?limit=5${cursor && `&cursor=${cursor}`}`));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}
