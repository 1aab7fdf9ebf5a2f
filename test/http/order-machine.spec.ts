import { type OrderStatus, orderMachine } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clients: Record<string, Client>;

beforeAll(async () => {
  site = await startApp();
  clients = Object.fromEntries(
    await Promise.all(
      ['clerk', 'approver', 'manager'].map(async (name) => [name, await site.signIn(name)] as const),
    ),
  );
  parts = await orderParts(site, as('clerk'));
}, 120_000);
afterAll(() => site.close());

const as = (name: string): Client => {
  const client = clients[name];
  if (!client) throw new Error(`${name} is not signed in`);
  return client;
};

/** The verbs that somebody calls; `start` and `complete` follow from visits and from the closing of a month. */
const CALLS = {
  approve: ['approver', 'approve', {}],
  refuse: ['approver', 'refuse', { reason: '不需要。' }],
  cancel: ['clerk', 'cancel', { reason: '不需要。' }],
  accept: ['manager', 'accept', {}],
  decline: ['manager', 'decline', { reason: '没有人手。' }],
  plan: ['manager', 'visits', undefined],
} as const;
type Called = keyof typeof CALLS;

/** An order that came to this state the way orders do. */
async function orderIn(status: OrderStatus): Promise<string> {
  const { id } = await requestOrder(
    as('clerk'),
    anOrderFor(parts, parts.cadres[3]?.id ?? '', { quantity: '0.01' }),
  );
  const step = (name: Called) =>
    as(CALLS[name][0]).post(`/orders/${id}/${CALLS[name][1]}`, CALLS[name][2] ?? {});
  if (status === 'requested') return id;
  if (status === 'refused') await step('refuse');
  else await step('approve');
  if (status === 'cancelled') await step('cancel');
  if (['accepted', 'in-service', 'completed'].includes(status)) await step('accept');
  if (status === 'in-service' || status === 'completed') {
    await site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) =>
      tx.query('update service_order set status = $2 where id = $1', [id, status]),
    );
  }
  return id;
}

const pairs = orderMachine.states.flatMap((state) =>
  (Object.keys(CALLS) as Called[]).map((verb) => [state, verb] as const),
);
let hour = 0;

test.each(pairs)('%s, %s', async (state, verb) => {
  const id = await orderIn(state);
  const [who, path, body] = CALLS[verb];
  const startsAt = new Date(Date.UTC(2026, 11, 2 + Math.floor(++hour / 5), 2 * (hour % 5))).toISOString();
  const [worker] = await site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) =>
    tx.query<{ id: string }>(
      `select worker_id as id from worker_link where provider_id = $1 and left_on is null
         and certified_until >= '2026-12-31' order by code limit 1`,
      [as('manager').user.providerId],
    ),
  );
  const answer = await as(who).post(`/orders/${id}/${path}`, body ?? { workerId: worker?.id, startsAt });
  if (orderMachine.allows(state, verb)) {
    expect([200, 201]).toContain(answer.status);
    const { body: after } = await as('clerk').get(`/orders/${id}`);
    expect(after.status).toBe(orderMachine.next(state, verb));
  } else {
    expect([answer.status, answer.body.code]).toEqual([409, 'illegal-transition']);
    expect(answer.body.detail).toMatch(/^订单现为“.+”，不能“.+”。$/);
  }
});
