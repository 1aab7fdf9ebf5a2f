import { answerOf, api, type Schemas } from '../../shared/session';
import { allRows, type Command, type Page, type Read, useCommand, useRead } from '../kit';

export type Order = Schemas['OrderAnswer'];
export type Visit = Schemas['VisitAnswer'];
export type Candidate = Schemas['CandidateAnswer'];
type OrderStatus = NonNullable<Order['status']>;

const TOUCHED = [['dispatch'], ['orders'], ['visits'], ['worklists']];
const MOST = 2_000;
const LIMIT = 200;

/** The visits of some days, all of them. */
export const useVisitsOf = (from: string, to: string): Read<Visit[]> =>
  useRead(['dispatch', 'visits', from, to], () =>
    allRows(
      async (cursor) => {
        const query = { from, to, limit: LIMIT, ...(cursor && { cursor }) };
        return (await answerOf(api.GET('/api/v1/visits', { params: { query } }))) as Page<Visit>;
      },
      {},
      MOST,
    ),
  );

async function ordersIn(status: OrderStatus): Promise<Order[]> {
  return allRows(
    async (cursor) => {
      const query = { status, limit: LIMIT, ...(cursor && { cursor }) };
      return (await answerOf(api.GET('/api/v1/orders', { params: { query } }))) as Page<Order>;
    },
    {},
    MOST,
  );
}

/** Orders that wait to be accepted, and those whose visits can be planned, as of today. */
export const useOrders = (today: string): Read<{ waiting: Order[]; open: Order[] }> =>
  useRead(['dispatch', 'orders', today], async () => {
    const [approved, accepted, inService] = await Promise.all([
      ordersIn('approved'),
      ordersIn('accepted'),
      ordersIn('in-service'),
    ]);
    const lasts = ({ endsOn }: Order): boolean => endsOn >= today;
    const byEnd = (a: Order, b: Order): number => (a.endsOn < b.endsOn ? -1 : 1);
    return {
      waiting: approved.filter(lasts).sort(byEnd),
      open: [...accepted, ...inService].filter(lasts).sort(byEnd),
    };
  });

/** Who could go then; a visit that is to be moved is in nobody's way. */
export const useCandidates = (
  orderId: string | undefined,
  startsAt: string,
  without: string | undefined,
): Read<Candidate[]> =>
  useRead(
    ['dispatch', 'candidates', orderId, startsAt, without],
    async () => {
      const query = { startsAt, ...(without && { without }) };
      const params = { path: { id: orderId ?? '' }, query };
      return (await answerOf(api.GET('/api/v1/orders/{id}/candidates', { params }))).items;
    },
    { enabled: orderId !== undefined },
  );

const RECENT = 20;

/** When this person was last visited, or is to be: "2026-11-18T09:00:00+08:00"; of the same service if there is one. */
export const useUsual = (order: Order | undefined): Read<string | null> =>
  useRead(
    ['dispatch', 'usual', order?.id],
    async () => {
      const query = { cadreId: order?.cadreId ?? '', limit: RECENT };
      const { items } = (await answerOf(api.GET('/api/v1/visits', { params: { query } }))) as Page<Visit>;
      const timed = items.filter(({ startedAt, plannedAt }) => startedAt ?? plannedAt);
      const last = timed.find(({ itemCode }) => itemCode === order?.itemCode) ?? timed[0];
      return last?.plannedAt ?? last?.startedAt ?? null;
    },
    { enabled: order !== undefined },
  );

const at = (id: string, key: string) => ({ path: { id }, header: { 'Idempotency-Key': key } });

export const useAccept = (): Command<{ id: string }, Order> =>
  useCommand(
    ({ id }: { id: string }, key) =>
      answerOf(api.POST('/api/v1/orders/{id}/accept', { params: at(id, key) })),
    TOUCHED,
  );

export const useDecline = (): Command<{ id: string; reason: string }, Order> =>
  useCommand(
    ({ id, reason }: { id: string; reason: string }, key) =>
      answerOf(api.POST('/api/v1/orders/{id}/decline', { params: at(id, key), body: { reason } })),
    TOUCHED,
  );

export interface Plan {
  orderId: string;
  workerId: string;
  startsAt: string;
  /** Of a visit that did not happen: this one is instead of it. */
  insteadOf?: string;
}

export const usePlan = (): Command<Plan, Visit> =>
  useCommand(
    ({ orderId, ...body }: Plan, key) =>
      answerOf(api.POST('/api/v1/orders/{id}/visits', { params: at(orderId, key), body })),
    TOUCHED,
  );

export const useTakeBack = (): Command<{ id: string; reason: string }, Visit> =>
  useCommand(
    ({ id, reason }: { id: string; reason: string }, key) =>
      answerOf(api.POST('/api/v1/visits/{id}/cancel', { params: at(id, key), body: { reason } })),
    TOUCHED,
  );

export interface Move {
  id: string;
  workerId: string;
  startsAt: string;
  reason: string;
}

/** The old time is given up only where the new one stands. */
export const useMove = (): Command<Move, Visit> =>
  useCommand(
    ({ id, ...body }: Move, key) =>
      answerOf(api.POST('/api/v1/visits/{id}/move', { params: at(id, key), body })),
    TOUCHED,
  );

export const useSkip = (): Command<{ id: string; reason: string }, Visit> =>
  useCommand(
    ({ id, reason }: { id: string; reason: string }, key) =>
      answerOf(api.POST('/api/v1/visits/{id}/skip', { params: at(id, key), body: { reason } })),
    TOUCHED,
  );
