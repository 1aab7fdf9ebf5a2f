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

const cadre = (i: number): string => parts.cadres[i]?.id ?? '';
const LIMIT = { window: 'month', measure: 'hour', cap: '1.00', basis: '示例〔2026〕9号 一' };

/** A limit of an hour a month that every order of care would break, on the days on which it binds. */
async function limit(code: string, over: object): Promise<{ id: string; version: number }> {
  const { status, body } = await clerk.post('/limits', { ...LIMIT, code, ...over });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body;
}

const from = (startsOn: string, cadreId = cadre(0)) => anOrderFor(parts, cadreId, { startsOn });
const limitsNamed = (body: { findings: { code: string; limit?: string }[] }): string[] =>
  body.findings.flatMap(({ code, limit: name }) => (code === 'O08' ? [name ?? ''] : []));
const refusing = async (startsOn: string): Promise<string[]> =>
  limitsNamed((await clerk.post('/orders/preview', from(startsOn))).body);

test('a limit counts orders from its first day to its last, in the preview and in the approval', async () => {
  await limit('DL-1', { validFrom: '2026-12-10', validTo: '2026-12-20' });
  const said = ['2026-12-09', '2026-12-10', '2026-12-20', '2026-12-21'].map(refusing);
  expect(await Promise.all(said)).toEqual([[], ['DL-1'], ['DL-1'], []]);
  const [within, after] = [from('2026-12-20'), from('2026-12-21')];
  const refused = await approver.post(`/orders/${(await requestOrder(clerk, within)).id}/approve`, {});
  expect([refused.status, limitsNamed(refused.body)]).toEqual([422, ['DL-1']]);
  expect((await approver.post(`/orders/${(await requestOrder(clerk, after)).id}/approve`, {})).status).toBe(
    200,
  );
});

test('what a cadre may use says which limits are in force on the day', async () => {
  await limit('DL-2', { validFrom: '2027-01-01', cap: '40.00' });
  const on = async (day: string) =>
    (await clerk.get(`/cadres/${cadre(1)}/limits?on=${day}`)).body.limits
      .filter(({ code }: { code: string }) => /^DL-/.test(code))
      .map(({ code, inForce, used, windowStart }: Record<string, unknown>) => [
        code,
        inForce,
        used,
        windowStart,
      ]);
  expect(await on('2026-12-10')).toEqual([['DL-1', true, '0.00', '2026-12-01']]);
  expect(await on('2026-12-21')).toEqual([['DL-1', false, '0.00', '2026-12-01']]);
  expect(await on('2027-01-01')).toEqual([['DL-2', true, '0.00', '2027-01-01']]);
  const listed = async (day: string) =>
    (await clerk.get(`/limits?on=${day}&limit=200`)).body.items.map(({ code }: { code: string }) => code);
  expect(await listed('2026-12-20')).toEqual(expect.arrayContaining(['DL-1', 'XE-1']));
  expect(await listed('2026-12-21')).not.toContain('DL-1');
});

test('a limit is ended, and opened again, by a version; others in force beside it are named', async () => {
  const old = await limit('DL-3', { cap: '80.00', validFrom: '2026-01-01' });
  const next = await limit('DL-4', { cap: '90.00', validFrom: '2027-01-01' });
  expect(next).toMatchObject({ alongside: ['DL-2', 'DL-3'], over: [] });
  const ended = await clerk.patch(`/limits/${old.id}`, { validTo: '2026-12-31', reason: '新标准' });
  expect(ended.body).toMatchObject({
    validFrom: '2026-01-01',
    validTo: '2026-12-31',
    cap: '80.00',
    version: 2,
  });
  expect((await clerk.get(`/limits/${next.id}`)).body.alongside).toEqual(['DL-2']);
  const opened = await clerk.patch(`/limits/${old.id}`, { validTo: null, reason: '恢复' });
  expect(opened.body).toMatchObject({ validFrom: '2026-01-01', validTo: null, version: 3 });
  const { body } = await clerk.get(`/limits/${old.id}/versions`);
  expect(body.items.map(({ content }: { content: object }) => content)).toMatchObject([
    { 生效日期: '2026-01-01', 失效日期: null },
    { 生效日期: '2026-01-01', 失效日期: '2026-12-31' },
    { 生效日期: '2026-01-01', 失效日期: null },
  ]);
});

test('days in the wrong order are refused, also where only one of them is changed', async () => {
  const wrong = { path: 'validTo', message: '不能早于 2026-05-01' };
  const made = await clerk.post('/limits', {
    ...LIMIT,
    code: 'DL-5',
    validFrom: '2026-05-01',
    validTo: '2026-04-30',
  });
  expect([made.status, made.body.errors]).toEqual([400, [wrong]]);
  const { id } = await limit('DL-5', { cap: '90.00', validFrom: '2026-05-01' });
  expect((await clerk.patch(`/limits/${id}`, { validTo: '2026-04-30', reason: '调整' })).body.errors).toEqual(
    [wrong],
  );
});

test('new days count the orders that are there, and say in which windows more is used than allowed', async () => {
  const { id } = await limit('DL-6', { validFrom: '2028-01-01' });
  const { body } = await clerk.patch(`/limits/${id}`, {
    validFrom: '2026-12-21',
    validTo: '2026-12-31',
    reason: '调整',
  });
  // The order of the first test begins on the 21st and has two hours.
  expect(body.over).toEqual([{ cadreId: cadre(0), windowStart: '2026-12-01', used: '2.00' }]);
  expect(await refusing('2026-12-22')).toEqual(['DL-6']);
  const later = await clerk.patch(`/limits/${id}`, { validFrom: '2026-12-22', reason: '调整' });
  expect(later.body.over).toEqual([]);
});

test('a limit is found by part of its code, its category or its basis', async () => {
  await limit('QL-77', { cap: '80.00', basis: '蕉城〔2026〕77号 三' });
  const found = async (text: string): Promise<string[]> => {
    const { status, body } = await clerk.get(`/limits?limit=200&query=${encodeURIComponent(text)}`);
    expect(status).toBe(200);
    return body.items.map(({ code }: { code: string }) => code);
  };
  expect(await found('l-77')).toEqual(['QL-77']);
  expect(await found('〔2026〕77号')).toEqual(['QL-77']);
  expect(await found('没有这样的限额')).toEqual([]);
  expect(await found('%')).toEqual([]);
});
