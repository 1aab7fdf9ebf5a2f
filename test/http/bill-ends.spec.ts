import request from 'supertest';
import { itWith, run } from '../papers/tools';
import { startApp, type TestApp } from '../support/app';
import { dayAfter, onDay } from '../support/moment';
import { billAt, contractId, inBureau, invoiceFor, type People, people, type Shown, serve } from './billing';

/** How a bill ends, and what stays with it of how it came there. */
let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

interface Bill extends Shown {
  codes: string[];
  nothingDue: boolean;
  settled: { code: string; by: string; byName: string; at: string; onBehalfOf: string | null }[];
  confirmedBy: string | null;
  lines: { codes: string[]; visitFindings: { code: string }[] | null }[];
}

/** Files a line over this visit as it is claimed. */
async function adjudicated(visitNumber: string, month: string, over: object = {}): Promise<Bill> {
  const line = { visitNumber, itemCode: 'ER01', quantity: '1.00', unitPrice: '18.72', amount: '18.72' };
  const body = { contractId: await contractId(site), month, lines: [line], declared: '18.72', ...over };
  const drafted = await by.manager.post('/bills', body);
  expect(drafted.status).toBe(201);
  await by.manager.post(`/bills/${drafted.body.id}/submit`, {});
  const done = await by.finance.post(`/bills/${drafted.body.id}/adjudicate`, {});
  expect(done.status).toBe(200);
  return done.body;
}

const billOf = async ({ id }: { id: string }): Promise<Bill> => (await by.finance.get(`/bills/${id}`)).body;
const unpaidIn = async (month: string): Promise<number> => {
  const { body } = await by.finance.get(`/months/${month}`);
  return body.tasks.find(({ task }: { task: string }) => task === 'unpaid').count;
};
const awaited = async (month: string): Promise<string[]> => {
  const { body } = await by.manager.get(`/bills?month=${month}&invoice=awaited`);
  return body.items.map(({ id }: { id: string }) => id);
};

async function statementOf(id: string): Promise<string> {
  const { status, body } = await request(site.app.getHttpServer())
    .get(`/api/v1/bills/${id}/statement.pdf`)
    .set('Authorization', `Bearer ${by.finance.token}`)
    .responseType('blob');
  expect(status).toBe(200);
  return run('pdftotext', ['-layout', 'FILE', '-'], body);
}

describe('a bill of which nothing is left', () => {
  test('is done when it is approved, without invoice and payment, and its month closes', async () => {
    const month = '2026-12';
    const bill = await adjudicated('JL-NONE', month);
    expect([bill.approved, bill.nothingDue, bill.codes]).toEqual(['0.00', true, ['T01']]);
    await by.manager.post(`/bills/${bill.id}/confirm`, {});
    expect(await awaited(month)).toEqual([]);
    expect(await unpaidIn(month)).toBe(1);
    const approved = await by.approver.post(`/bills/${bill.id}/approve`, {});
    expect(approved.body).toMatchObject({ status: 'approved', nothingDue: true, codes: [], findings: [] });
    expect([await awaited(month), await unpaidIn(month)]).toEqual([[], 0]);
    const named = (await by.manager.get('/worklists')).body.lists;
    expect(named.find(({ name }: { name: string }) => name === 'bills-to-invoice')?.count ?? 0).toBe(0);
  });

  test('one with something left waits for its invoice and its payment', async () => {
    const bill = await billAt(site, 'approved', { month: '2026-11' });
    expect((await billOf(bill)).nothingDue).toBe(false);
    expect(await awaited('2026-11')).toEqual([bill.id]);
    expect(await unpaidIn('2026-11')).toBe(1);
  });

  test('a returned bill is a task of its month for as long as it has not come back', async () => {
    const month = '2026-08';
    const { id } = await billAt(site, 'submitted', { month });
    const returned = async () =>
      (await by.finance.get(`/months/${month}`)).body.tasks.find(
        ({ task }: { task: string }) => task === 'returned',
      );
    expect(await returned()).toMatchObject({ count: 0, blocking: false });
    expect((await by.finance.post(`/bills/${id}/return`, { reason: '请更正。' })).status).toBe(200);
    expect(await returned()).toMatchObject({ count: 1, blocking: false, done: false });
    expect((await by.manager.post(`/bills/${id}/submit`, {})).status).toBe(200);
    expect(await returned()).toMatchObject({ count: 0 });
  });

  test('does not hinder the close of its month', async () => {
    const month = '2027-01';
    const bill = await adjudicated('JL-NONE-2', month);
    await by.manager.post(`/bills/${bill.id}/confirm`, {});
    await by.approver.post(`/bills/${bill.id}/approve`, {});
    const { body } = await by.finance.get(`/months/${month}`, onDay(dayAfter(month)));
    const codes = body.blockers.map(({ code }: { code: string }) => code);
    expect(codes.filter((code: string) => ['Y02', 'Y03'].includes(code))).toEqual([]);
  });
});

describe('the provider’s word', () => {
  test('settles I14: the bill says when and by whom, and a later adjustment takes it back', async () => {
    const [visit = ''] = await serve(site, { month: '2026-12', count: 1 });
    const bill = await adjudicated(visit, '2026-12', { declared: '20.00' });
    expect([bill.codes, bill.settled]).toEqual([['I14', 'T01'], []]);
    const { body } = await by.manager.post(`/bills/${bill.id}/confirm`, {});
    expect(body.settled).toEqual([
      {
        ...{ code: 'I14', by: 'manager', byName: expect.stringMatching(/\p{Script=Han}/u) },
        ...{ at: body.confirmedAt, onBehalfOf: null },
      },
    ]);
    expect(body).toMatchObject({ confirmedBy: 'manager', confirmedFor: null, confirmedEvidence: null });
    const deduct = { kind: 'deduct', amount: '1.00', clause: '服务合同 第八条' };
    const adjusted = await by.finance.post(`/bills/${bill.id}/adjustments`, deduct);
    expect(adjusted.body).toMatchObject({ status: 'adjudicated', settled: [], confirmedBy: null });
  });

  test('given by staff, it says for whom and by what', async () => {
    const bill = await billAt(site, 'adjudicated', { month: '2026-11' });
    const liaison = await site.signIn('liaison');
    const said = { onBehalfOf: '刘主任（电话）', evidence: '2026-11-03 10:20 电话记录第 12 条' };
    expect((await liaison.post(`/bills/${bill.id}/confirm`, said)).status).toBe(200);
    for (const who of [by.manager, by.approver, liaison]) {
      const { body } = await who.get(`/bills/${bill.id}`);
      expect(body).toMatchObject({
        ...{ confirmedBy: 'liaison', confirmedByName: expect.any(String), confirmedAt: expect.any(String) },
        ...{ confirmedFor: said.onBehalfOf, confirmedEvidence: said.evidence },
        ...{ submittedBy: 'manager', submittedFor: null, adjudicatedBy: 'finance' },
      });
    }
  });

  itWith('pdftotext')('stands on the statement beside what it settled', async () => {
    const [visit = ''] = await serve(site, { month: '2026-12', count: 1 });
    const bill = await adjudicated(visit, '2026-12', { declared: '20.00' });
    const before = await statementOf(bill.id);
    expect(before).toContain('有争议，暂不支付');
    const liaison = await site.signIn('liaison');
    await liaison.post(`/bills/${bill.id}/confirm`, { onBehalfOf: '刘主任（电话）' });
    const after = await statementOf(bill.id);
    expect(after).toMatch(/I14 已了结：刘主任（电话）（由 \S+ 代为登记）/);
    expect(after).not.toContain('有争议');
    await by.approver.post(`/bills/${bill.id}/approve`, {});
    await by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, bill));
    expect(await statementOf(bill.id)).toContain('可支付');
  });
});

describe('what a line was decided on', () => {
  itWith('pdftotext')('stays as it was, whatever is found of the visit later', async () => {
    const [visit = ''] = await serve(site, { month: '2026-12', count: 1 });
    const place = {
      code: 'V03',
      facts: { startDistance: '900', endDistance: '900', allowedDistance: '500' },
    };
    await inBureau(site, (tx) =>
      tx.execute(
        `update visit set status = 'held', quantity_hundredths = 0, amount_fen = 0, findings = $2 where number = $1`,
        [visit, JSON.stringify([place])],
      ),
    );
    const bill = await adjudicated(visit, '2026-12');
    expect(bill.lines[0]).toMatchObject({ codes: ['I08'], visitFindings: [{ code: 'V03' }] });
    const before = await statementOf(bill.id);
    expect(before).toContain('V03');
    const cleared = `update visit set status = 'payable', quantity_hundredths = 100, findings = '[]' where number = $1`;
    await inBureau(site, (tx) => tx.execute(cleared, [visit]));
    expect(await statementOf(bill.id)).toBe(before);
    expect((await billOf(bill)).lines[0]?.visitFindings?.map(({ code }) => code)).toEqual(['V03']);
  });

  test('is not there before', async () => {
    const bill = await billAt(site, 'submitted', { month: '2026-11' });
    const { lines } = await billOf(bill);
    expect(lines.map(({ visitFindings }) => visitFindings)).toEqual([null]);
  });
});
