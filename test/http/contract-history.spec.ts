import { dayOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';
import { anOrderFor, orderParts, requestOrder } from '../support/orders';
import { asSuper } from '../support/snapshot';

let site: TestApp;
let clerk: Client;
let approver: Client;
let terms: Record<string, unknown>;
beforeAll(async () => {
  site = await startApp();
  [clerk, approver] = await Promise.all([site.signIn('clerk'), site.signIn('approver')]);
  const providerId = (await clerk.get('/providers?code=P10')).body.items[0].id;
  const today = dayOf(Math.floor(Date.now() / 1000));
  terms = {
    ...{ providerId, startsOn: today, endsOn: `${today.slice(0, 4)}-12-31`, ceiling: '20000.00' },
    ...{ areas: ['350902'], roundingMinutes: 15, minimumMinutes: 30 },
    prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: today }],
  };
}, 60_000);
afterAll(() => site.close());

let count = 0;
const draft = async (over: object = {}): Promise<string> => {
  const { body } = await clerk.post('/contracts', { ...terms, number: `HT-J-${++count}`, ...over });
  return body.id;
};
const step = async (client: Client, id: string, verb: string, reason?: string) => {
  const { status, body } = await client.post(`/contracts/${id}/${verb}`, reason ? { reason } : undefined);
  expect([verb, status]).toEqual([verb, 200]);
  return body;
};
interface Deed {
  act: string;
  by: string;
  byName: string;
  at: string;
  reason: string | null;
  amendmentId: string | null;
}
const deedsOf = async (client: Client, id: string): Promise<Deed[]> => {
  const { status, body } = await client.get(`/contracts/${id}/history`);
  expect(status).toBe(200);
  return body.deeds;
};
const said = (deeds: Deed[]): unknown[] => deeds.map(({ act, byName, reason }) => [act, byName, reason]);

test('every step of a contract, with who took it, when and why', async () => {
  const id = await draft();
  await step(clerk, id, 'submit');
  await step(approver, id, 'return', '单价高于去年，请补充询价记录');
  await clerk.patch(`/contracts/${id}`, { ceiling: '18000.00' });
  await step(clerk, id, 'submit');
  await step(approver, id, 'approve');
  await step(approver, id, 'suspend', '服务商停业整顿');
  await step(approver, id, 'resume', '整顿完毕');
  await step(approver, id, 'terminate', '双方协商终止');
  const deeds = await deedsOf(clerk, id);
  expect(said(deeds)).toEqual([
    ['contract.draft', '林经办', null],
    ['contract.submit', '林经办', null],
    ['contract.return', '陈科长', '单价高于去年，请补充询价记录'],
    ['contract.revise', '林经办', null],
    ['contract.submit', '林经办', null],
    ['contract.approve', '陈科长', null],
    ['contract.suspend', '陈科长', '服务商停业整顿'],
    ['contract.resume', '陈科长', '整顿完毕'],
    ['contract.terminate', '陈科长', '双方协商终止'],
  ]);
  const times = deeds.map(({ at }) => Date.parse(at));
  expect([...times].sort((a, b) => a - b)).toEqual(times);
});

test('of an amendment its reason, and that of its refusal', async () => {
  const id = await draft();
  await step(clerk, id, 'submit');
  await step(approver, id, 'approve');
  const propose = async (reason: string): Promise<string> =>
    (await clerk.post(`/contracts/${id}/amendments`, { ceiling: '21000.00', reason })).body.amendments.at(-1)
      .id;
  const first = await propose('年度调价');
  await step(approver, id, `amendments/${first}/refuse`, '调价幅度须先报财政局备案');
  const second = await propose('已备案');
  await step(approver, id, `amendments/${second}/approve`);
  const about = (await deedsOf(clerk, id)).slice(-4);
  expect(about.map(({ act, reason, amendmentId }) => [act, reason, amendmentId])).toEqual([
    ['contract.amend', '年度调价', first],
    ['amendment.refuse', '调价幅度须先报财政局备案', first],
    ['contract.amend', '已备案', second],
    ['amendment.approve', null, second],
  ]);
});

test('what the office did among itself is for the office; what concerns the provider is told to it', async () => {
  const id = await draft();
  await step(clerk, id, 'submit');
  await step(approver, id, 'return', '内部意见');
  await step(clerk, id, 'submit');
  await step(approver, id, 'approve');
  await step(approver, id, 'suspend', '服务商停业整顿');
  for (const outside of ['manager', 'unit']) {
    expect(said(await deedsOf(await site.signIn(outside), id))).toEqual([
      ['contract.approve', '陈科长', null],
      ['contract.suspend', '陈科长', '服务商停业整顿'],
    ]);
  }
  for (const reader of ['supervisor', 'auditor', 'finance']) {
    expect((await deedsOf(await site.signIn(reader), id)).map(({ reason }) => reason)).toContain('内部意见');
  }
  for (const stranger of ['manager-b', 'clerk-b', 'worker'])
    expect((await (await site.signIn(stranger)).get(`/contracts/${id}/history`)).status).toBe(404);
});

test('beyond five hundred steps the newest are told', async () => {
  const id = await draft();
  await step(clerk, id, 'submit');
  await asSuper(site.database.superUrl, async (query) => {
    await query('set session_replication_role = replica');
    await query(
      `insert into audit_log select (jsonb_populate_record(a, jsonb_build_object(
         'id', gen_random_uuid(), 'seq', a.seq + 1000 + n))).*
       from audit_log a, generate_series(1, 600) n where a.subject_id = $1 and a.verb = 'contract.draft'`,
      [id],
    );
    await query(`update audit_log set seq = seq + 2000 where subject_id = $1 and verb = 'contract.submit'`, [
      id,
    ]);
  });
  const deeds = await deedsOf(clerk, id);
  expect([deeds.length, deeds.at(-1)?.act]).toEqual([500, 'contract.submit']);
});

test('the contract that one was written after is another firm’s, and is not told to this one', async () => {
  const modelId = await draft();
  const id = await draft({ modelId });
  await step(clerk, id, 'submit');
  await step(approver, id, 'approve');
  const told = async (who: Client) => (await who.get(`/contracts/${id}`)).body.modelId;
  expect([await told(clerk), await told(await site.signIn('manager'))]).toEqual([modelId, null]);
});

test('a contract that came in a folder says so', async () => {
  const [{ id }] = (await clerk.get('/contracts?number=HT-2026-10')).body.items;
  const [entered] = await deedsOf(clerk, id);
  const reason = expect.stringMatching(/^随 \d{4}-\d\d 月度资料$/);
  expect(entered).toMatchObject({ act: 'contract.enter', reason });
});

test('the reason of a step is found where the record does not have it yet', async () => {
  const id = await draft();
  await step(clerk, id, 'submit');
  await step(approver, id, 'return', '上一版本时退回');
  await asSuper(site.database.superUrl, async (query) => {
    await query('set session_replication_role = replica');
    const sql = `update audit_log set entry = (entry::jsonb #- '{after,reason}')::text where subject_id = $1`;
    await query(sql, [id]);
  });
  expect(said(await deedsOf(clerk, id)).at(-1)).toEqual(['contract.return', '陈科长', '上一版本时退回']);
});

describe('the queues', () => {
  const numbers = async (client: Client, query: string): Promise<string[]> =>
    (await client.get(`/contracts?limit=200&${query}`)).body.items.map(({ id }: { id: string }) => id);
  const counted = async (name: string): Promise<number> =>
    (await clerk.get('/worklists')).body.lists.find((list: { name: string }) => list.name === name).count;

  test('a draft that was sent back is told apart from one that was never submitted, until it is again', async () => {
    const [fresh, back] = [await draft(), await draft()];
    const [drafts, returned] = [await counted('contracts-draft'), await counted('contracts-returned')];
    await step(clerk, back, 'submit');
    await step(approver, back, 'return', '请补');
    expect([await counted('contracts-draft'), await counted('contracts-returned')]).toEqual([
      ...[drafts - 1, returned + 1],
    ]);
    const inReturned = await numbers(clerk, 'status=draft&returned=yes');
    const inDrafts = await numbers(clerk, 'status=draft&returned=no');
    expect([inReturned.includes(back), inReturned.includes(fresh)]).toEqual([true, false]);
    expect([inDrafts.includes(back), inDrafts.includes(fresh)]).toEqual([false, true]);
    await step(clerk, back, 'submit');
    expect(await numbers(clerk, 'status=draft&returned=yes')).not.toContain(back);
  });

  test('one is nearly used from nine tenths of its ceiling on', async () => {
    const parts = await orderParts(site, clerk);
    const used = async (ceiling: string): Promise<string> => {
      const contractId = await draft({ ceiling });
      await step(clerk, contractId, 'submit');
      await step(approver, contractId, 'approve');
      const order = anOrderFor(parts, parts.cadres[0]?.id ?? '', { contractId });
      const { id } = await requestOrder(clerk, order);
      expect((await approver.post(`/orders/${id}/approve`, {})).body.status).toBe('approved');
      return contractId;
    };
    const before = await counted('contracts-nearly-used');
    // Each holds an order of 70 yuan.
    const [nearly, notYet] = [await used('77.77'), await used('77.78')];
    const found = await numbers(clerk, 'status=active&nearlyUsed=yes');
    expect([found.includes(nearly), found.includes(notYet)]).toEqual([true, false]);
    expect(await counted('contracts-nearly-used')).toBe(before + 1);
  });

  test('are not for who may not know them', async () => {
    const manager = await site.signIn('manager');
    for (const query of ['returned=yes', 'nearlyUsed=yes'])
      expect([query, (await manager.get(`/contracts?${query}`)).status]).toEqual([query, 403]);
    expect((await (await site.signIn('supervisor')).get('/contracts?returned=no')).status).toBe(403);
    expect((await (await site.signIn('unit')).get('/contracts?nearlyUsed=yes')).status).toBe(200);
  });
});
