import { startApp, type TestApp } from '../support/app';
import { callsOf, liveRoutes, UNKNOWN } from '../support/matrix-calls';
import { anOrderFor, orderParts } from '../support/orders';
import { inBureau } from './billing';

/** Who may call a route, so that its body is read. */
const CALLER: Record<string, string> = {
  'POST /orders': 'clerk',
  'POST /orders/preview': 'clerk',
  'POST /contracts': 'clerk',
  'PATCH /contracts/:id': 'clerk',
  'POST /contracts/:id/amendments': 'clerk',
  'POST /limits': 'clerk',
  'PATCH /limits/:id': 'clerk',
  'POST /bills': 'manager',
  'POST /bills/preview': 'manager',
  'POST /bills/:id/invoice': 'manager',
  'POST /bills/:id/adjustments': 'finance',
  'POST /bills/:id/reviews': 'finance',
  'POST /funds': 'finance',
  'POST /funds/:id/allotments': 'finance',
};

/** Where nothing is something: a limit that allows none, a fund that has its allotment later, an invoice as it came. */
const MAY_BE_NOTHING = [
  ...['POST /limits cap', 'PATCH /limits/:id cap'],
  ...['POST /funds allotted', 'POST /bills/:id/invoice total'],
];

/** What no amount and no quantity may be, wherever it stands. */
const NEVER = [
  '-1.00',
  '1.005',
  '1.5',
  '1',
  '1e3',
  '01.00',
  '+1.00',
  ' 1.00',
  '１.00',
  '',
  1.5,
  '1000000000000.00',
];

const DECIMAL = /^-?\d+\.\d\d$/;

interface Place {
  path: string;
  set(body: object, value: unknown): void;
}

/** Every place in a body of examples that holds an amount or a quantity. */
function placesIn(value: object, above: (string | number)[] = []): Place[] {
  return Object.entries(value).flatMap(([name, inner]): Place[] => {
    const way = [...above, name];
    if (typeof inner === 'object' && inner !== null) return placesIn(inner, way);
    if (typeof inner !== 'string' || !DECIMAL.test(inner)) return [];
    const set = (body: object, given: unknown): void => {
      const holder = way.slice(0, -1).reduce<unknown>((at, key) => (at as never)[key], body);
      (holder as Record<string, unknown>)[name] = given;
    };
    return [{ path: way.join('.'), set }];
  });
}

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

test('every amount and quantity that somebody sends is read strictly, and nothing is not an amount', async () => {
  const calls = (await callsOf(liveRoutes(site))).filter(({ body }) => body && placesIn(body).length > 0);
  expect(calls.map(({ name }) => name).sort()).toEqual(Object.keys(CALLER).sort());
  const accepted: string[] = [];
  for (const { name, method, path, body = {} } of calls) {
    const client = await site.signIn(CALLER[name] ?? '');
    const url = path.replace(/:\w+/, UNKNOWN);
    for (const place of placesIn(body)) {
      const isSigned = name === 'POST /funds/:id/allotments';
      const nothing = MAY_BE_NOTHING.includes(`${name} ${place.path}`) ? [] : ['0.00'];
      for (const value of [...nothing, ...NEVER.filter((each) => !isSigned || each !== '-1.00')]) {
        const given = structuredClone(body);
        place.set(given, value);
        const { status, body: said } = await (method === 'PATCH'
          ? client.patch(url, given)
          : client.post(url, given));
        const paths = (said.errors ?? []).map((error: { path: string }) => error.path);
        if (status !== 400 || !paths.includes(place.path)) {
          accepted.push(`${name} ${place.path} ${JSON.stringify(value)}: ${status} ${paths}`);
        }
      }
    }
  }
  expect(accepted).toEqual([]);
}, 60_000);

test('an order of nothing says so in words', async () => {
  const clerk = await site.signIn('clerk');
  const body = {
    ...{
      cadreId: UNKNOWN,
      contractId: UNKNOWN,
      itemCode: 'LC01',
      startsOn: '2026-12-01',
      endsOn: '2026-12-31',
    },
    ...{ quantity: '0.00', fundIds: [UNKNOWN], channel: 'phone' },
  };
  const zh = await clerk.post('/orders', body);
  expect(zh.body.errors).toEqual([{ path: 'quantity', message: '应为大于零的数量，如 "1.50"' }]);
  const en = await clerk.post('/orders', body, undefined, { 'Accept-Language': 'en' });
  expect(en.body.errors[0].message).toBe('must be a quantity above zero such as "1.50"');
});

test('a number that is too long says how long it may be', async () => {
  const finance = await site.signIn('finance');
  const basis = { document: '示例〔2026〕1号', clause: '一' };
  const fund = {
    code: 'GZ-LONG',
    type: 'government-purchase',
    year: 2026,
    allotted: '99999999999999.00',
    basis,
  };
  const long = await finance.post('/funds', fund);
  expect(long.status).toBe(400);
  expect(long.body.errors).toContainEqual({ path: 'allotted', message: '小数点前最多 12 位' });
  const clerk = await site.signIn('clerk');
  const order = { ...anOrderFor(await orderParts(site, clerk), UNKNOWN), quantity: '999999999.00' };
  const english = { 'Accept-Language': 'en' };
  const { status, body } = await clerk.post('/orders/preview', order, undefined, english);
  expect(status).toBe(400);
  expect(body.errors).toEqual([{ path: 'quantity', message: 'must have at most 8 digits before the point' }]);
});

test('what a quantity and a price make together is refused where it is too long to be kept', async () => {
  const clerk = await site.signIn('clerk');
  const parts = await orderParts(site, clerk);
  const order = anOrderFor(parts, parts.cadres[0]?.id ?? '');
  await inBureau(site, (tx) =>
    tx.execute(
      `update price p set unit_price_fen = 99999999999999 from item i
       where i.id = p.item_id and p.contract_id = $1 and i.code = 'LC01'`,
      [parts.contractId],
    ),
  );
  for (const path of ['/orders', '/orders/preview']) {
    const { status, body } = await clerk.post(path, { ...order, quantity: '99999999.99' });
    expect([status, body.errors?.[0]?.path]).toEqual([400, 'quantity']);
    expect(body.errors[0].message).toContain('超过 12 位数');
  }
  expect((await clerk.post('/orders/preview', { ...order, quantity: '1.00' })).status).toBe(200);
});
