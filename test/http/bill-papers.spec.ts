import { startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';
import { billAt, contractId, inBureau, invoiceFor, type People, people, type Shown } from './billing';

let site: TestApp;
let by: People;
let contract: string;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  contract = await contractId(site);
}, 60_000);
afterAll(() => site.close());

describe('papers', () => {
  test('statement and differences of one bill, as the month writes them', async () => {
    const { id } = await billAt(site, 'adjudicated');
    const pdf = await by.finance.get(`/bills/${id}/statement.pdf`);
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
    const xlsx = await by.finance.get(`/bills/${id}/differences.xlsx`);
    expect([xlsx.status, Number(xlsx.headers['content-length']) > 5000]).toEqual([200, true]);
  });

  test('not before it is adjudicated, and not for others', async () => {
    const { id } = await billAt(site, 'draft');
    expect((await by.finance.get(`/bills/${id}/statement.pdf`)).status).toBe(409);
    expect((await (await site.signIn('finance-b')).get(`/bills/${id}/statement.pdf`)).status).toBe(404);
  });
});

describe('a bill of the month run', () => {
  test('is taken on by people: confirmed, approved, paid', async () => {
    const [found] = (await by.manager.get('/bills?month=2026-10')).body.items as Shown[];
    if (!found) throw new Error('the sample has no bill of P10');
    const { id } = found;
    if (found.status === 'submitted') await by.finance.post(`/bills/${id}/adjudicate`, {});
    const adjudicated = (await by.finance.get(`/bills/${id}`)).body;
    expect(adjudicated.status).toBe('adjudicated');
    const claimed = (await by.manager.post('/bills/preview', { contractId: contract, month: '2026-10' }))
      .status;
    expect([200, 422]).toContain(claimed);
    await by.manager.post(`/bills/${id}/confirm`, {});
    await by.approver.post(`/bills/${id}/approve`, {});
    const invoice = await invoiceFor(site, adjudicated);
    const approved = (await by.finance.get(`/bills/${id}`)).body;
    if (approved.status === 'approved') await by.manager.post(`/bills/${id}/invoice`, invoice);
    const { body: payment } = await by.finance.post('/payments', { billIds: [id] });
    expect(payment.total).toBe(adjudicated.payable);
    await by.finance2.post(`/payments/${payment.id}/release`, {});
    await by.finance.post(`/payments/${payment.id}/confirm`, { paidOn: today(), reference: '国库 2' });
    expect((await by.manager.get(`/bills/${id}`)).body.status).toBe('paid');
  });
});

describe('the record', () => {
  test('holds every step with its status before and after, and for whom it was done', async () => {
    const { id } = await billAt(site, 'approved', { month: '2026-11' });
    const rows = await inBureau(site, (tx) =>
      tx.query<{ verb: string; entry: string }>(
        'select verb, entry from audit_log where subject_id = $1 order by seq',
        [id],
      ),
    );
    expect(rows.map(({ verb }) => verb)).toEqual([
      ...['bill.draft', 'bill.submit', 'bill.adjudicate', 'bill.confirm', 'bill.approve'],
    ]);
    expect(JSON.parse(rows[2]?.entry ?? '{}')).toMatchObject({
      ...{
        subject: 'bill',
        before: { status: 'submitted' },
        after: { status: 'adjudicated', payable: '18.72' },
      },
    });
  });

  test('a visit that is paid for says so', async () => {
    const { id } = await billAt(site, 'adjudicated', { month: '2026-11' });
    const rows = await inBureau(site, (tx) =>
      tx.query('select v.status from bill_line l join visit v on v.id = l.visit_id where l.bill_id = $1', [
        id,
      ]),
    );
    expect(rows).toEqual([{ status: 'billed' }]);
  });
});
