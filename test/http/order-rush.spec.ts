import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, type OrderParts, orderParts, requestOrder } from '../support/orders';

let site: TestApp;
let parts: OrderParts;
let clerk: Client;
let approver: Client;

beforeAll(async () => {
  site = await startApp();
  [clerk, approver] = [await site.signIn('clerk'), await site.signIn('approver')];
  parts = await orderParts(site, clerk);
}, 120_000);
afterAll(() => site.close());

const asBureau = <T>(sql: string, params: unknown[] = []): Promise<T[]> =>
  site.unitOfWork.run({ kind: 'system', bureauId: parts.bureauId }, (tx) => tx.query<T>(sql, params));

/** A fund with room for exactly so many orders of this amount, past the desk that makes funds. */
async function fundWith(code: string, fen: number): Promise<string> {
  const [row] = await asBureau<{ id: string }>(
    `insert into fund (bureau_id, id, version, code, type, owner_unit_id, year)
     values ($1, gen_random_uuid(), 1, $2, 'government-purchase', null, 2026) returning id`,
    [parts.bureauId, code],
  );
  await asBureau(`select ledger.open_period($1, '2026-12')`, [parts.bureauId]);
  await asBureau(
    `select ledger.allot($1, $2, '\\x01', '2026-12', 'test', now(), array[gen_random_uuid()], array[$3::uuid],
       array[$4::bigint], array['2026-01-01'::date], array['x'])`,
    [parts.bureauId, code, row?.id, fen],
  );
  return row?.id ?? '';
}

const manyFor = async (count: number, fundIds: string[], quantity: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const cadre = parts.cadres[i % parts.cadres.length];
    ids.push((await requestOrder(clerk, anOrderFor(parts, cadre?.id ?? '', { quantity, fundIds }))).id);
  }
  return ids;
};

const approveAll = (ids: readonly string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const { status, body } = await approver.post(`/orders/${id}/approve`, {});
      return status === 200
        ? body.status
        : `${status} ${(body.findings ?? [body]).map((f: { code: string }) => f.code)}`;
    }),
  );

const tally = (outcomes: readonly string[]) => {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
};

const priceOf = async (): Promise<number> => {
  const { body } = await clerk.post(
    '/orders/preview',
    anOrderFor(parts, parts.cadres[0]?.id ?? '', { quantity: '0.01' }),
  );
  return Math.round(Number(body.amount) * 100);
};

test('120 approvals at once on a fund with room for 100: exactly 100, the rest O09', async () => {
  const fundId = await fundWith('RUSH-1', 100 * (await priceOf()));
  const outcomes = await approveAll(await manyFor(120, [fundId], '0.01'));
  expect(tally(outcomes)).toEqual({ approved: 100, '422 O09': 20 });
  const [left] = await asBureau(
    'select allotted - reserved as left, seq from ledger.balance where fund_id = $1',
    [fundId],
  );
  expect(left).toEqual({ left: '0', seq: '101' });
}, 120_000);

test('and where orders are divided over two funds, not a fen of either is left or lent', async () => {
  const price = await priceOf();
  const fundIds = [
    await fundWith('RUSH-2', Math.round(15.5 * price)),
    await fundWith('RUSH-3', Math.round(14.5 * price)),
  ];
  const outcomes = await approveAll(await manyFor(40, fundIds, '0.01'));
  expect(tally(outcomes)).toEqual({ approved: 30, '422 O09': 10 });
  const left = await asBureau<{ left: string }>(
    'select (allotted - reserved)::text as left from ledger.balance where fund_id = any($1)',
    [fundIds],
  );
  const sum = left.reduce((total, row) => total + Number(row.left), 0);
  expect(sum).toBeLessThan(price);
}, 120_000);

/** How approvals end that all want the same, where the funds have plenty and something else has room for 25. */
async function overtaken(ids: readonly string[]) {
  const outcomes = tally(await approveAll(ids));
  const [{ left } = { left: '' }] = await asBureau<{ left: string }>(
    `select coalesce(sum(amount - released), 0)::text as left from ledger.reservation where order_id = any($1)`,
    [ids],
  );
  return { ...outcomes, left: Number(left) };
}

test('40 at once under a limit with room for 25: the others are told the limit, none that it was busy', async () => {
  const ample = [await fundWith('RUSH-4', 100_000_000)];
  const over = { quantity: '0.01', fundIds: ample, startsOn: '2026-12-30', endsOn: '2026-12-31' };
  const limit = { code: 'RUSH', window: 'month', measure: 'hour', cap: '0.25', basis: '示例〔2026〕9号' };
  await clerk.post('/limits', { ...limit, validFrom: '2026-12-30' });
  const ids: string[] = [];
  for (let i = 0; i < 40; i++)
    ids.push((await requestOrder(clerk, anOrderFor(parts, parts.cadres[1]?.id ?? '', over))).id);
  const expected = { approved: 25, '422 O08': 15, left: 25 * (await priceOf()) };
  expect(await overtaken(ids)).toEqual(expected);
}, 120_000);

test('40 at once under a ceiling with room for 25: the others are told the ceiling', async () => {
  const price = await priceOf();
  const ids = await manyFor(40, [await fundWith('RUSH-5', 100_000_000)], '0.01');
  await asBureau(
    `update contract c set ceiling_fen = m.committed + $2 from ledger.commitment m
     where c.id = $1 and m.bureau_id = c.bureau_id and m.contract_id = c.id`,
    [parts.contractId, 25 * price],
  );
  await asBureau('select ledger.set_ceilings($1, array[$2::uuid])', [parts.bureauId, parts.contractId]);
  expect(await overtaken(ids)).toEqual({ approved: 25, '422 O11': 15, left: 25 * price });
}, 120_000);
