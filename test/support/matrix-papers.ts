import { dayOf, monthOf, parseLocal } from '@songbai/contracts';
import { RegistersService } from '../../apps/api/src/registers/registers.service';
import { VisitsService } from '../../apps/api/src/visits/visits.service';
import type { Client, TestApp } from './app';
import { attach, photograph } from './matrix-proofs';
import { asSuper } from './snapshot';

/** What the paths and bodies of the interface name by an id. */
export type Subject = keyof Papers;

/** One of each, all belonging together: the cadre's order, its visit, the bill of it, and so on. */
export interface Papers {
  bureau: string;
  unit: string;
  cadre: string;
  provider: string;
  worker: string;
  item: string;
  contract: string;
  amendment: string;
  fund: string;
  limit: string;
  need: string;
  order: string;
  visit: string;
  rating: string;
  card: string;
  call: string;
  bill: string;
  payment: string;
  session: string;
  entry: string;
  user: string;
}

/** Where papers are made: whose people, which contract and items, who is served by whom. */
export interface Side {
  suffix: '' | '-b';
  manager: 'manager' | 'manager-b';
  worker: 'worker' | 'worker-b' | null;
  contract: string;
  item: string;
  funds: string[];
  cadre: string;
}

/** Of one side: the papers, the token of its card, and what an answer to an outsider may not contain. */
export interface Furnished {
  papers: Papers;
  token: string;
}

const now = (): number => Math.floor(Date.now() / 1000);
export const TODAY = dayOf(now());
export const YEAR = TODAY.slice(0, 4);

export async function furnish(site: TestApp, side: Side): Promise<Furnished> {
  const as = (name: string): Promise<Client> => site.signIn(name + side.suffix);
  const [clerk, approver, finance] = [await as('clerk'), await as('approver'), await as('finance')];
  const [liaison, manager] = [await as('liaison'), await site.signIn(side.manager)];
  const registers = await registersOf(clerk, side);
  const { cadre, contract } = registers;
  const need = await made(clerk, '/needs', {
    cadreId: cadre,
    text: '血压不稳，想请人上门看看',
    channel: 'phone',
  });
  const order = await made(clerk, '/orders', {
    ...{ cadreId: cadre, contractId: contract, itemCode: side.item, startsOn: TODAY, endsOn: TODAY },
    ...{ quantity: '2.00', fundIds: registers.funds, needId: need.id, channel: 'phone' },
  });
  const seal = { document: '用款审批单第12号' };
  await done(approver, `/orders/${order.id}/approve`, registers.isUnitFund ? { seal } : {});
  await done(manager, `/orders/${order.id}/accept`);
  const visit = await serve(site, side, clerk.user.bureauId ?? '', String(order.number));
  await photograph(site, visit, clerk.user.bureauId ?? '');
  const rating = await made(liaison, '/ratings', {
    ...{ visitId: visit, level: 2, channel: 'phone', respondent: 'family', comment: '来得晚了。' },
    onBehalfOf: '周女士',
  });
  const card = await made(clerk, `/cadres/${cadre}/cards`, {});
  const calls = (await clerk.get(`/call-requests?cadreId=${cadre}`)).body.items;
  const amendment = await made(clerk, `/contracts/${contract}/amendments`, {
    ...{ reason: '双方协商一致', document: '补充协议一', areas: [...registers.areas, '350981'] },
  });
  const { bill, payment } = await paid({ clerk, approver, finance, manager }, contract);
  await attach(site, bill);
  return {
    token: String(card.token),
    papers: {
      ...{ bureau: clerk.user.bureauId ?? '', need: need.id, order: order.id, visit, bill, payment },
      ...{ rating: rating.id, card: card.id, call: calls[0].id, amendment: idOfLast(amendment) },
      ...{ cadre, contract, fund: registers.funds[0] ?? '', provider: registers.provider },
      ...{ unit: registers.unit, item: registers.item, limit: registers.limit, worker: registers.worker },
      ...(await noted(site, clerk)),
    },
  };
}

const idOfLast = (contract: Made): string => {
  const { amendments } = contract as unknown as { amendments?: { id: string }[] };
  return amendments?.at(-1)?.id ?? contract.id;
};

type Row = Record<string, string> & { areas: string[] };

async function registersOf(clerk: Client, side: Side) {
  const one = async (path: string): Promise<Row> => {
    const { items } = (await clerk.get(path)).body;
    if (items?.length === undefined || items.length === 0) throw new Error(`nothing in ${path}`);
    return items[0];
  };
  const contract = await one(`/contracts?number=${side.contract}`);
  const cadre = await one(`/cadres?code=${side.cadre}`);
  const funds = await Promise.all(side.funds.map((code) => one(`/funds?code=${code}`)));
  return {
    ...{ contract: contract.id ?? '', provider: contract.providerId ?? '' },
    ...{ cadre: cadre.id ?? '', unit: cadre.responsibleUnitId ?? cadre.unitId ?? '' },
    ...{ funds: funds.map(({ id }) => id ?? ''), isUnitFund: funds.some(({ ownerUnitId }) => ownerUnitId) },
    areas: contract.areas,
    item: (await one(`/items?code=${side.item}`)).id ?? '',
    limit: (await one('/limits?limit=1')).id ?? '',
    worker: (await one(`/workers?providerId=${contract.providerId}&limit=1`)).id ?? '',
  };
}

const todayAt = (time: string): number => parseLocal(`${TODAY} ${time}:00`) as number;

/** When the visit of each side began: this morning, and where that lies ahead in the first hour of the day. */
export const servedAt = (): number => (now() > todayAt('11:30') ? todayAt('10:00') : todayAt('00:10'));

/** A visit that nothing else of the demo takes: what is planned for today lies ahead. Answers its id. */
async function serve(site: TestApp, side: Side, bureauId: string, order: string): Promise<string> {
  const workerId = side.worker === null ? undefined : (await site.signIn(side.worker)).user.id;
  const startedAt = servedAt();
  return site.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    const store = await site.app.get(RegistersService).load(tx, bureauId);
    const [worker] = await tx.query<{ code: string }>(
      `select w.code from worker_link w join contract c on c.provider_id = w.provider_id and c.number = $1
       where $2::uuid is null or w.worker_id = (select u.worker_id from app_user u where u.id = $2)
       order by w.code desc limit 1`,
      [side.contract, workerId ?? null],
    );
    const [given] = await tx.query<{ number: string }>(
      `select next_paper_number($1, 'visit', $2) as number`,
      [bureauId, YEAR],
    );
    const nowhere = { longitude: null, latitude: null };
    const visit = {
      ...{ number: given?.number ?? '', order, cadre: side.cadre, item: side.item },
      ...{ worker: worker?.code ?? '', startedAt, endedAt: startedAt + 3600, uploadedAt: startedAt + 3660 },
      ...{ startPlace: nowhere, endPlace: nowhere, signed: true, photos: [], method: 'phone' as const },
    };
    const deciding = { month: monthOf(TODAY), at: new Date(), by: 'test' };
    await site.app.get(VisitsService).verify(tx, store, [visit], deciding);
    const [stored] = await tx.query<{ id: string; status: string; findings: unknown }>(
      'select id, status, findings from visit where number = $1',
      [visit.number],
    );
    if (stored?.status !== 'payable') throw new Error(`${side.contract}: ${JSON.stringify(stored)}`);
    return stored.id;
  });
}

/** A bill of the month, taken through every hand up to a payment that is prepared. */
async function paid(
  { approver, finance, manager }: Record<'clerk' | 'approver' | 'finance' | 'manager', Client>,
  contractId: string,
): Promise<{ bill: string; payment: string }> {
  const bill = await made(manager, '/bills', { contractId, month: monthOf(TODAY) });
  const at = `/bills/${bill.id}`;
  await done(manager, `${at}/submit`, {});
  await done(finance, `${at}/adjudicate`);
  await done(manager, `${at}/confirm`, {});
  const { payable } = await done(approver, `${at}/approve`);
  const contract = (await manager.get(`/contracts/${contractId}`)).body;
  await done(manager, `${at}/invoice`, {
    ...{ number: `26352000${String(++invoices).padStart(12, '0')}`, issuedOn: TODAY, total: payable },
    ...{ buyerCode: contract.buyerCode, sellerCode: contract.sellerCode },
  });
  const payment = await made(finance, '/payments', { billIds: [bill.id] });
  return { bill: bill.id, payment: payment.id };
}

let invoices = 0;

type Made = Record<string, unknown> & { id: string };

async function made(client: Client, path: string, body: object): Promise<Made> {
  const answer = await client.post(path, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

async function done(client: Client, path: string, body?: object): Promise<Made> {
  const answer = await client.post(path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** What has no route that makes it: a sign-in, and the record of what was done. */
async function noted(site: TestApp, clerk: Client): Promise<Pick<Papers, 'session' | 'entry' | 'user'>> {
  return asSuper(site.database.superUrl, async (query) => {
    const [session] = await query('select id from login_session where user_id = $1', [clerk.user.id]);
    const [entry] = await query('select id from audit_log where bureau_id = $1 order by seq desc limit 1', [
      clerk.user.bureauId,
    ]);
    return { session: String(session?.id), entry: String(entry?.id), user: clerk.user.id };
  });
}
