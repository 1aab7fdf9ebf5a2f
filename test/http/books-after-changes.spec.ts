import { breaches } from '../../apps/api/src/ledger/breaches';
import { anOrderFor, type OrderSite, requestOrder, startOrderSite } from '../support/orders';

/**
 * What the ledger keeps is right after the registers changed under it: an order of before is counted under the rules of
 * now, and gives back under them what it holds.
 */
let world: OrderSite;

beforeAll(async () => {
  world = await startOrderSite();
}, 120_000);
afterAll(() => world.site.close());

const idOf = async (path: string): Promise<string> => (await world.clerk.get(path)).body.items[0].id;

const breaks = (): Promise<string[]> =>
  world.site.unitOfWork.run({ kind: 'system', bureauId: world.parts.bureauId }, async (tx) =>
    (await breaches((sql, params) => tx.query(sql, params), world.parts.bureauId)).map(
      ({ invariant }) => invariant.code,
    ),
  );

/** What the cadre of the order has used of limits, by their category, in fen or hundredths. */
const usedOf = (cadreId: string) =>
  world.asBureau<{ code: string; used: string }>(
    `select l.code, w.used::text from ledger.limit_window w join usage_limit l on l.id = w.limit_id
     where w.cadre_id = $1 and w.window_start = '2026-12-01' order by l.code`,
    [cadreId],
  );

async function approved(cadreId: string): Promise<string> {
  const { id } = await requestOrder(world.clerk, anOrderFor(world.parts, cadreId));
  const { status, body } = await world.approver.post(`/orders/${id}/approve`, {});
  expect([status, body.status]).toEqual([200, 'approved']);
  return id;
}

test('an item of another category, a changed limit, an amended contract: the books agree at every step', async () => {
  const [one, other] = world.parts.cadres.slice(5).map(({ id }) => id);
  if (!one || !other) throw new Error('nobody to order for');
  const id = await approved(one);
  const first = await usedOf(one);
  expect(first).not.toEqual([]);
  expect(await breaks()).toEqual([]);

  const item = await idOf('/items?code=LC01');
  const changed = await world.clerk.patch(`/items/${item}`, { category: '外出陪护', reason: '归类调整' });
  expect([changed.status, changed.body.category]).toEqual([200, '外出陪护']);
  const moved = await usedOf(one);
  expect(moved).not.toEqual(first);
  expect(await breaks()).toEqual([]);

  const limit = await idOf('/limits?code=XE-3');
  expect((await world.clerk.patch(`/limits/${limit}`, { cap: '25.00', reason: '调整' })).status).toBe(200);
  const { contractId } = world.parts;
  const { body: contract } = await world.clerk.get(`/contracts/${contractId}`);
  const ceiling = (Number(contract.ceiling) * 1.01).toFixed(2);
  const proposed = await world.clerk.post(`/contracts/${contractId}/amendments`, {
    ceiling,
    reason: '服务量增加',
  });
  expect(proposed.status).toBe(201);
  const amendment = proposed.body.amendments.at(-1).id;
  const agreed = await world.approver.post(`/contracts/${contractId}/amendments/${amendment}/approve`);
  expect([agreed.status, agreed.body.ceiling]).toEqual([200, ceiling]);
  expect(await breaks()).toEqual([]);

  await approved(other);
  const { body: ended } = await world.clerk.post(`/orders/${id}/cancel`, { reason: '干部外出。' });
  expect(ended.status).toBe('cancelled');
  expect((await usedOf(one)).every(({ used }) => used === '0')).toBe(true);
  expect(await breaks()).toEqual([]);
});
