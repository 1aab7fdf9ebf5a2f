import { startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';
import {
  billAt,
  contractId,
  invoiceFor,
  ledgerTotals,
  type People,
  people,
  type Shown,
  serve,
} from './billing';

let site: TestApp;
let by: People;
let contract: string;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  contract = await contractId(site);
}, 60_000);
afterAll(() => site.close());

const MONTH = '2026-12';

describe('from visits to a confirmed payment, by the people who do it, each in their turn', () => {
  let before: Awaited<ReturnType<typeof ledgerTotals>>;
  let bill: Shown;

  /** How many visits of the month wait for a bill, as the manager is told. */
  const waiting = async (): Promise<number | undefined> =>
    (await by.manager.get('/bills/unbilled')).body.items.find(
      (row: Record<string, string>) => row.contractId === contract && row.month === MONTH,
    )?.visits;

  test('the provider sees what it would come to, and drafts it', async () => {
    const visits = [
      ...(await serve(site, { month: MONTH, count: 2 })),
      ...(await serve(site, { month: MONTH, count: 1, unit: true })),
    ];
    before = await ledgerTotals(site);
    expect(await waiting()).toBe(visits.length);
    const preview = await by.manager.post('/bills/preview', { contractId: contract, month: MONTH });
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({ id: null, status: 'draft', claimed: '56.16', approved: '56.16' });
    expect((await by.manager.get(`/bills?month=${MONTH}`)).body.items).toEqual([]);

    const drafted = await by.manager.post('/bills', { contractId: contract, month: MONTH });
    expect([drafted.status, await waiting()]).toEqual([201, undefined]);
    bill = drafted.body;
    expect(bill).toMatchObject({
      ...{ contractId: contract, month: MONTH, kind: 'regular', status: 'draft', declared: '56.16' },
      ...{ claimed: '56.16', approved: '0.00', codes: [], shares: [], adjustments: [], invoice: null },
    });
    expect(drafted.body.lines.map(({ visitNumber }: { visitNumber: string }) => visitNumber).sort()).toEqual(
      [...visits].sort(),
    );
  });

  test('finance adjudicates it, the provider confirms, the approver approves, the invoice matches', async () => {
    const { id } = bill;
    const submitted = await by.manager.post(`/bills/${id}/submit`, {});
    expect([submitted.status, submitted.body.status]).toEqual([200, 'submitted']);

    const adjudicated = await by.finance.post(`/bills/${id}/adjudicate`, {});
    expect(adjudicated.body).toMatchObject({
      ...{
        status: 'adjudicated',
        approved: '56.16',
        payable: '56.16',
        codes: ['T01'],
        adjudicatedBy: 'finance',
      },
    });
    const shares: { payer: string; amount: string }[] = adjudicated.body.shares;
    expect(shares.map(({ amount }) => amount).sort()).toEqual(['18.72', '37.44']);
    expect(shares.find(({ amount }) => amount === '37.44')?.payer).toBe(by.finance.user.bureauId);
    const expended = await ledgerTotals(site);
    expect(expended.expended.minus(before.expended).toString()).toBe('56.16');

    expect((await by.manager.post(`/bills/${id}/confirm`, {})).body.status).toBe('confirmed');
    expect((await by.approver.post(`/bills/${id}/approve`, {})).body).toMatchObject({
      ...{ status: 'approved', approvedBy: 'approver' },
    });
    const invoice = await invoiceFor(site, adjudicated.body);
    expect((await by.manager.post(`/bills/${id}/invoice`, invoice)).body).toMatchObject({
      ...{ status: 'payable', codes: [], invoice },
    });
  });

  test('finance prepares the payment, another person releases it, and the money leaves', async () => {
    const { id, number } = bill;
    const prepared = await by.finance.post('/payments', { billIds: [id] });
    expect(prepared.status).toBe(201);
    expect(prepared.body).toMatchObject({ status: 'prepared', total: '56.16', preparedBy: 'finance' });
    expect(prepared.body.rows).toEqual([
      expect.objectContaining({ billId: id, billNumber: number, settlement: 'direct', amount: '37.44' }),
      expect.objectContaining({ billId: id, settlement: 'reimbursed', amount: '18.72' }),
    ]);
    expect(prepared.body.rows[0].bankAccount).toMatch(/^\d+$/);

    const released = await by.approver.post(`/payments/${prepared.body.id}/release`, {});
    expect(released.body).toMatchObject({ status: 'released', releasedBy: 'approver' });
    expect(released.body.rows[0].bankAccount).toMatch(/^\*+\d{4}$/);
    const proof = { paidOn: today(), reference: '国库 0001' };
    const confirmed = await by.finance.post(`/payments/${prepared.body.id}/confirm`, proof);
    expect(confirmed.body).toMatchObject({ status: 'confirmed', ...proof });
    expect((await by.manager.get(`/bills/${id}`)).body.status).toBe('paid');
    const paid = await ledgerTotals(site);
    expect(paid.paid.minus(before.paid).toString()).toBe('56.16');
  });

  test('the clerk may take the provider’s steps for it, and says for whom; not silently', async () => {
    await serve(site, { month: MONTH, count: 1 });
    const asked = { contractId: contract, month: MONTH };
    expect((await by.clerk.post('/bills', asked)).body).toMatchObject({
      ...{ status: 400, errors: [{ path: 'onBehalfOf', message: '须写明代谁办理' }] },
    });
    const own = await by.manager.post('/bills', { ...asked, onBehalfOf: '刘主任（电话）' });
    expect([own.status, own.body.errors[0].path]).toEqual([400, 'onBehalfOf']);
    const drafted = await by.clerk.post('/bills', { ...asked, onBehalfOf: '刘主任（电话）' });
    expect(drafted.status).toBe(201);
    const path = `/bills/${drafted.body.id}`;
    expect((await by.clerk.post(`${path}/submit`, {})).status).toBe(400);
    expect((await by.clerk.post(`${path}/submit`, { onBehalfOf: '刘主任（电话）' })).body.status).toBe(
      'submitted',
    );
  });

  test('who filed for the provider does not confirm for it; another clerk, a liaison or the provider may', async () => {
    await serve(site, { month: MONTH, count: 1 });
    const behalf = { onBehalfOf: '刘主任（电话）' };
    const clerk2 = await site.signIn('clerk2');
    const liaison = await site.signIn('liaison');
    const drafted = await clerk2.post('/bills', { contractId: contract, month: MONTH, ...behalf });
    const path = `/bills/${drafted.body.id}`;
    expect((await clerk2.post(`${path}/submit`, behalf)).status).toBe(200);
    expect((await by.finance.post(`${path}/adjudicate`, {})).status).toBe(200);
    const own = await clerk2.post(`${path}/confirm`, behalf);
    expect([own.status, own.body.findings[0].code]).toEqual([422, 'P11']);
    expect(own.body.findings[0].remedy).toContain('联络员');
    expect((await liaison.post(`${path}/submit`, behalf)).status).toBe(403);
    await expect(
      site.unitOfWork.run({ kind: 'system', bureauId: by.clerk.user.bureauId ?? '' }, (tx) =>
        tx.query(`update bill set confirmed_by = 'clerk2', confirmed_for = 'x' where id = $1`, [
          drafted.body.id,
        ]),
      ),
    ).rejects.toMatchObject({ constraint: 'bill_confirmed_by_another' });
    expect((await liaison.post(`${path}/confirm`, behalf)).body.status).toBe('confirmed');
  });
});

describe('bills are for those whose they are', () => {
  test('another bureau, another provider and nobody’s id find nothing, alike', async () => {
    const { id } = await billAt(site, 'draft');
    const unknown = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';
    for (const name of ['finance-b', 'manager-b', 'approver-b']) {
      const other = await site.signIn(name);
      const [theirs, nobodys] = [await other.get(`/bills/${id}`), await other.get(`/bills/${unknown}`)];
      expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
      expect((await other.get(`/bills?number=${id}`)).body.items).toEqual([]);
    }
    const financeB = await site.signIn('finance-b');
    expect((await financeB.post(`/bills/${id}/adjudicate`, {})).status).toBe(404);
    expect((await financeB.post('/payments', { billIds: [id] })).status).toBe(404);
  });

  test('roles that have no part in a bill do not see it, and may not act', async () => {
    const { id } = await billAt(site, 'draft');
    for (const name of ['unit', 'worker']) {
      const other = await site.signIn(name);
      const { items } = (await other.get('/bills?limit=200')).body;
      expect(items.map((bill: { id: string }) => bill.id)).not.toContain(id);
      expect((await other.get(`/bills/${id}`)).status).toBe(404);
      expect((await other.post(`/bills/${id}/submit`, {})).status).toBe(403);
    }
    expect((await by.manager.post(`/bills/${id}/adjudicate`, {})).status).toBe(403);
    expect((await by.finance.post(`/bills/${id}/approve`, {})).status).toBe(403);
  });

  test('a list pages by number and filters', async () => {
    const all = (await by.finance.get('/bills?limit=200')).body.items as { id: string; number: string }[];
    const first = (await by.finance.get('/bills?limit=2')).body;
    const second = (await by.finance.get(`/bills?limit=2&cursor=${first.nextCursor}`)).body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(
      all.slice(0, 4).map(({ id }) => id),
    );
    const [one] = all;
    expect((await by.finance.get(`/bills?number=${one?.number}`)).body.items).toEqual([one]);
    expect((await by.finance.get('/bills?status=paid&month=2020-01')).body.items).toEqual([]);
    const managers = (await by.manager.get('/bills?limit=200')).body.items as { providerId: string }[];
    expect(new Set(managers.map(({ providerId }) => providerId))).toEqual(
      new Set([by.manager.user.providerId]),
    );
  });
});

describe('one effect', () => {
  test('two adjudications of one bill at the same moment expend once', async () => {
    const { id } = await billAt(site, 'submitted', { count: 3 });
    const before = await ledgerTotals(site);
    const answers = await Promise.all(
      [by.finance, by.finance2].map((person) => person.post(`/bills/${id}/adjudicate`, {})),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const after = await ledgerTotals(site);
    expect(after.expended.minus(before.expended).toString()).toBe('56.16');
  });

  test('a repeated key answers the same text and does nothing', async () => {
    const { id } = await billAt(site, 'submitted');
    const first = await by.finance.post(`/bills/${id}/adjudicate`, {}, 'adjudicate-once');
    const again = await by.finance.post(`/bills/${id}/adjudicate`, {}, 'adjudicate-once');
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect((await by.finance.post(`/bills/${id}/adjudicate`, {}, null)).body.code).toBe(
      'idempotency-key-required',
    );
  });

  test('a visit on two bills is paid on one of them, whoever is faster', async () => {
    const [visit = ''] = await serve(site, { month: MONTH, count: 1 });
    const line = {
      visitNumber: visit,
      itemCode: 'ER01',
      quantity: '1.00',
      unitPrice: '18.72',
      amount: '18.72',
    };
    const asked = { contractId: contract, month: MONTH, declared: '18.72', lines: [line] };
    const bills = [await by.manager.post('/bills', asked), await by.manager.post('/bills', asked)];
    for (const { body } of bills) await by.manager.post(`/bills/${body.id}/submit`, {});
    const answers = await Promise.all(
      bills.map(({ body }, i) =>
        (i === 0 ? by.finance : by.finance2).post(`/bills/${body.id}/adjudicate`, {}),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.map(({ body }) => body.approved).sort()).toEqual(['0.00', '18.72']);
    expect(answers.flatMap(({ body }) => body.lines[0].codes)).toEqual(['I02']);
  });
});
