import type { INestApplicationContext } from '@nestjs/common';
import { type Cadre, type Day, dayOf, type Instant, monthOf, parseLocal, type Visit } from '@songbai/contracts';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { OrderApprovals } from '../orders/order-approvals.service';
import { OrderDesk } from '../orders/order-desk.service';
import { OrderEndings } from '../orders/order-endings.service';
import { OrderVerbs } from '../orders/order-verbs.service';
import { RegisterPostings } from '../registers/register-postings';
import type { RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import { VisitsService } from '../visits/visits.service';
import { type Agreement, agreementOf } from './current-agreement';
import { callerFor } from './demo-people';
import { planVisits } from './planned-visits';

const DAY_SECONDS = 86_400;
/** Orders began two weeks ago, so that there is something behind and something ahead on any day. */
const DAYS_BACK = 14;
const DAYS_AHEAD = 20;
const OPERATOR = 'demo';

/** Where a layer stands: the moment of loading, and the moment two weeks before. */
interface Clock {
  at: Date;
  before: Date;
  today: Day;
  startsOn: Day;
  endsOn: Day;
}

interface OpenOrder {
  id: string;
  number: string;
  cadre: Cadre;
  item: string;
}

/**
 * The month of the clock, beside the sample month: a contract in force, orders that wait, are accepted and are served, visits
 * of the last days and visits planned for today and this week. People of the demo do it, through the services of their rooms.
 */
export async function loadCurrentMonth(app: INestApplicationContext, at: Date): Promise<void> {
  const { bureauId = '' } = (await callerFor(app, 'clerk', at)).actor;
  const clock = clockOf(at);
  const unitOfWork = app.get(UnitOfWork);
  const { store, agreement } = await unitOfWork.run({ kind: 'system', bureauId }, (tx) => agree(app, tx, bureauId, clock));
  const served: OpenOrder[] = [];
  for (const cadre of agreement.cadres.slice(0, 8)) {
    served.push(await openOrder(app, store, agreement, cadre, clock, 'accepted'));
  }
  for (const cadre of agreement.cadres.slice(8, 10)) await openOrder(app, store, agreement, cadre, clock, 'approved');
  for (const cadre of agreement.cadres.slice(10, 12)) await openOrder(app, store, agreement, cadre, clock, 'requested');
  for (const cadre of agreement.ofUnit) await openOrder(app, store, agreement, cadre, clock, 'unit');
  await unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
    await serve(app, tx, store, agreement, served, clock);
    const orders = served.map(({ id }) => id);
    const workers = agreement.workers.map((code) => store.idOf('workers', code));
    await planVisits(tx, { orders, workers, at, until: clock.endsOn });
  });
}

function clockOf(at: Date): Clock {
  const now = at.getTime() / 1000;
  const today = dayOf(now);
  const year = today.slice(0, 4);
  const shifted = (days: number): Day => dayOf(now + days * DAY_SECONDS);
  const first = `${year}-01-01`;
  const last = `${year}-12-31`;
  // A fund is of one year, and so are the orders that it pays.
  const startsOn = shifted(-DAYS_BACK) < first ? first : shifted(-DAYS_BACK);
  const endsOn = shifted(DAYS_AHEAD) > last ? last : shifted(DAYS_AHEAD);
  return { at, before: new Date((now - DAYS_BACK * DAY_SECONDS) * 1000), today, startsOn, endsOn };
}

/** Contract, prices and funds of this year, as registers. */
async function agree(
  app: INestApplicationContext,
  tx: Tx,
  bureauId: string,
  { today, before }: Clock,
): Promise<{ store: RegisterStore; agreement: Agreement }> {
  const registers = app.get(RegistersService);
  const store = await registers.load(tx, bureauId);
  const agreement = agreementOf(store, today);
  const changes = await registers.record(tx, store, agreement.rows, { at: before, by: OPERATOR, reason: 'demo' });
  const month = monthOf(dayOf(before.getTime() / 1000));
  await app.get(RegisterPostings).post(tx, store, changes, { month, at: before, by: OPERATOR });
  return { store, agreement };
}

/** How far an order has come. `unit`: a unit's fund pays, the bureau has approved, and the unit has not yet. */
type Stage = 'requested' | 'approved' | 'accepted' | 'unit';

async function openOrder(
  app: INestApplicationContext,
  store: RegisterStore,
  { contract, bureauFund, unitFund }: Agreement,
  cadre: Cadre,
  { before, startsOn, endsOn }: Clock,
  stage: Stage,
): Promise<OpenOrder> {
  const by = (username: string) => callerFor(app, username, before);
  const item = stage === 'unit' ? 'CL01' : 'LC01';
  const funds = stage === 'unit' ? [unitFund, bureauFund] : [bureauFund];
  const asked = {
    cadreId: store.idOf('cadres', cadre.code),
    contractId: store.idOf('contracts', contract),
    ...{ itemCode: item, startsOn, endsOn, quantity: '8.00', channel: 'phone' as const },
    fundIds: funds.map((code) => store.idOf('funds', code)),
  };
  const { id, number } = await app.get(OrderDesk).request(await by('clerk'), asked);
  if (stage !== 'requested') await app.get(OrderApprovals).approve(await by('approver'), id, {});
  if (stage === 'accepted') await app.get(OrderVerbs).accept(await by('manager'), id);
  return { id, number, cadre, item };
}

/** What happened in the last days, one visit of each order on each of them, by one worker each. */
async function serve(
  app: INestApplicationContext,
  tx: Tx,
  store: RegisterStore,
  { workers }: Agreement,
  orders: readonly OpenOrder[],
  { at, today, startsOn }: Clock,
): Promise<void> {
  const now = at.getTime() / 1000;
  const visits: Visit[] = [];
  for (const back of [9, 5, 1]) {
    const day = dayOf(now - back * DAY_SECONDS);
    if (day < startsOn) continue;
    for (const [i, order] of orders.slice(0, 6).entries()) {
      const startedAt = parseLocal(`${day} 0${8 + (i % 2)}:30:00`) ?? 0;
      visits.push(await visitOf(tx, store, order, workers[i] ?? '', startedAt));
    }
  }
  await app.get(VisitsService).verify(tx, store, visits, { month: monthOf(today), at, by: OPERATOR });
  await app.get(OrderEndings).start(tx, orders.slice(0, 6).map(({ id }) => id));
}

async function visitOf(
  tx: Tx,
  { bureauId }: RegisterStore,
  { number: order, cadre, item }: OpenOrder,
  worker: string,
  startedAt: Instant,
): Promise<Visit> {
  const year = dayOf(startedAt).slice(0, 4);
  const [given] = await tx.query<{ number: string }>(`select next_paper_number($1, 'visit', $2) as number`, [
    ...[bureauId, year],
  ]);
  const endedAt = startedAt + 5_400;
  return {
    ...{ number: given?.number ?? '', order, cadre: cadre.code, worker, item, startedAt, endedAt },
    ...{ startPlace: cadre.home, endPlace: cadre.home, signed: true, photos: [], method: 'mobile' },
    uploadedAt: endedAt + 600,
  };
}
