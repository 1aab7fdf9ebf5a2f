import type { INestApplicationContext } from '@nestjs/common';
import {
  type Cadre,
  type Day,
  dayOf,
  type Instant,
  monthOf,
  parseLocal,
  type Visit,
} from '@songbai/contracts';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { OrderApprovals } from '../orders/order-approvals.service';
import { OrderDesk } from '../orders/order-desk.service';
import { OrderEndings } from '../orders/order-endings.service';
import { OrderVerbs } from '../orders/order-verbs.service';
import type { NewOrder } from '../orders/orders.dto';
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
 * The month of the clock, beside the sample month: a contract in force, orders that wait, are accepted and are served,
 * visits of the last days and visits planned for today and this week. People of the demo do it, through the services of
 * their rooms.
 */
export async function loadCurrentMonth(app: INestApplicationContext, at: Date): Promise<void> {
  const { bureauId = '' } = (await callerFor(app, 'clerk', at)).actor;
  const clock = clockOf(at);
  const unitOfWork = app.get(UnitOfWork);
  const { store, agreement } = await unitOfWork.run({ kind: 'system', bureauId }, (tx) =>
    agree(app, tx, bureauId, clock),
  );
  const desk = { app, store, agreement, clock };
  const served = await openOrders(desk, agreement.cadres, 'accepted', 8);
  const others = agreement.cadres.filter((cadre) => !served.some((order) => order.cadre === cadre));
  const approved = await openOrders(desk, others, 'approved', 2);
  const rest = others.filter((cadre) => !approved.some((order) => order.cadre === cadre));
  await openOrders(desk, rest, 'requested', 2);
  await openOrders(desk, agreement.ofUnit, 'unit', 2);
  await unitOfWork.run({ kind: 'system', bureauId }, (tx) => serve(desk, tx, served));
  const workers = agreement.workers.map((code) => store.shared('worker', code));
  await planVisits(app, {
    orders: served.map(({ id }) => id),
    workers,
    at,
    until: clock.endsOn,
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
  const changes = await registers.record(tx, store, agreement.rows, {
    at: before,
    by: OPERATOR,
    reason: null,
  });
  const month = monthOf(dayOf(before.getTime() / 1000));
  await app.get(RegisterPostings).post(tx, store, changes, { month, at: before, by: OPERATOR });
  return { store, agreement };
}

/** How far an order has come. `unit`: a unit's fund pays, the bureau has approved, and the unit has not yet. */
type Stage = 'requested' | 'approved' | 'accepted' | 'unit';

interface Desk {
  app: INestApplicationContext;
  store: RegisterStore;
  agreement: Agreement;
  clock: Clock;
}

/** Orders of the first cadres for whom no rule refuses one: in the sample's month some have used up their limits. */
async function openOrders(
  desk: Desk,
  cadres: readonly Cadre[],
  stage: Stage,
  most: number,
): Promise<OpenOrder[]> {
  const { app, clock } = desk;
  const clerk = await callerFor(app, 'clerk', clock.before);
  const opened: OpenOrder[] = [];
  for (const cadre of cadres) {
    if (opened.length === most) break;
    const asked = askedFor(desk, cadre, stage);
    const { findings } = await app.get(OrderDesk).preview(clerk, asked);
    if (findings.length === 0) opened.push({ ...(await openOrder(app, asked, clock, stage)), cadre });
  }
  return opened;
}

function askedFor({ store, agreement, clock }: Desk, cadre: Cadre, stage: Stage): NewOrder {
  const { contract, bureauFund, unitFund } = agreement;
  const { startsOn, endsOn } = clock;
  const funds = stage === 'unit' ? [unitFund, bureauFund] : [bureauFund];
  return {
    cadreId: store.idOf('cadres', cadre.code),
    contractId: store.idOf('contracts', contract),
    ...{ itemCode: stage === 'unit' ? 'CL01' : 'LC01', startsOn, endsOn, quantity: '8.00', channel: 'phone' },
    fundIds: funds.map((code) => store.idOf('funds', code)),
  };
}

async function openOrder(
  app: INestApplicationContext,
  asked: NewOrder,
  { before }: Clock,
  stage: Stage,
): Promise<Omit<OpenOrder, 'cadre'>> {
  const by = (username: string) => callerFor(app, username, before);
  const { id, number } = await app.get(OrderDesk).request(await by('clerk'), asked);
  if (stage !== 'requested') await app.get(OrderApprovals).approve(await by('approver'), id, {});
  if (stage === 'accepted') await app.get(OrderVerbs).accept(await by('manager'), id);
  return { id, number, item: asked.itemCode };
}

/** What happened in the last days, one visit of each order on each of them, by one worker each. */
async function serve(
  { app, store, agreement, clock }: Desk,
  tx: Tx,
  orders: readonly OpenOrder[],
): Promise<void> {
  const { at, today, startsOn } = clock;
  const now = at.getTime() / 1000;
  const visits: Visit[] = [];
  for (const back of [9, 5, 1]) {
    const day = dayOf(now - back * DAY_SECONDS);
    if (day < startsOn) continue;
    for (const [i, order] of orders.slice(0, 6).entries()) {
      const startedAt = parseLocal(`${day} 0${8 + (i % 2)}:30:00`) ?? 0;
      visits.push(await visitOf(tx, store, order, agreement.workers[i] ?? '', startedAt));
    }
  }
  await app.get(VisitsService).verify(tx, store, visits, { month: monthOf(today), at, by: OPERATOR });
  await app.get(OrderEndings).start(
    tx,
    orders.slice(0, 6).map(({ id }) => id),
  );
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
