import { anOrderFor, type OrderSite, requestOrder, startOrderSite } from '../support/orders';

let { site, parts, clerk, approver, unit, asBureau } = {} as OrderSite;
beforeAll(async () => {
  ({ site, parts, clerk, approver, unit, asBureau } = await startOrderSite());
}, 120_000);
afterAll(() => site.close());

/** Leaves the fund with so many 分. */
async function leave(fundId: string, fen: bigint): Promise<void> {
  const [row] = await asBureau<{ left: string }>(
    'select (allotted - reserved - expended)::text as left from ledger.balance where fund_id = $1',
    [fundId],
  );
  await asBureau(
    `select ledger.allot($1, 'less', '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', array[gen_random_uuid()],
       array[$2::uuid], array[$3::bigint], '{2026-10-31}', '{核减}')`,
    [parts.bureauId, fundId, String(fen - BigInt(row?.left ?? 0))],
  );
}

const fen = (amount: string): bigint => BigInt(amount.replace('.', ''));
const yuan = (amount: bigint): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;

test('what each fund will give, in order, is said before anybody approves, to the unit as well', async () => {
  const cadre = parts.cadres.find(({ unitId }) => unitId === unit.user.unitId);
  const fundIds = [parts.fund(`TX-${cadre?.unit}`), parts.fund('GZ-BUY')];
  const body = anOrderFor(parts, cadre?.id ?? '', { quantity: '1.00', fundIds });
  const { amount } = (await clerk.post('/orders/preview', body)).body;
  await leave(fundIds[0] ?? '', 500n);
  const split = [
    { fundId: fundIds[0], amount: '5.00' },
    { fundId: fundIds[1], amount: yuan(fen(amount) - 500n) },
  ];
  expect((await clerk.post('/orders/preview', body)).body.funding).toEqual(split);
  const asked = await requestOrder(clerk, body);
  expect(asked).toMatchObject({ status: 'requested', amount, funding: [], foreseenFunding: split });
  for (const who of [clerk, approver, unit]) {
    expect((await who.get(`/orders/${asked.id}`)).body).toEqual(asked);
  }
  const manager = await site.signIn('manager');
  expect('foreseenFunding' in (await manager.get(`/orders/${asked.id}`)).body).toBe(false);
  const half = await approver.post(`/orders/${asked.id}/approve`, {});
  expect(half.body).toMatchObject({ status: 'requested', foreseenFunding: split });
  const whole = await unit.post(`/orders/${asked.id}/approve`, {});
  expect([whole.body.status, whole.body.funding, 'foreseenFunding' in whole.body]).toEqual([
    ...['approved', split, false],
  ]);
});

test('an order that the rules would refuse is given nothing', async () => {
  const [cadre] = parts.cadres;
  const over = { quantity: '99999.00', fundIds: [parts.fund('GZ-BUY')] };
  const asked = await requestOrder(clerk, anOrderFor(parts, cadre?.id ?? '', over));
  expect(asked).toMatchObject({ status: 'requested', foreseenFunding: [] });
  expect((await clerk.get(`/orders/${asked.id}`)).body).toMatchObject({ foreseenFunding: [] });
});
