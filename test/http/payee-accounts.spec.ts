import { Workbook } from 'exceljs';
import request from 'supertest';
import { type Client, startApp, type TestApp } from '../support/app';
import { today } from '../support/moment';
import { billAt, inBureau, type People, people } from './billing';

let site: TestApp;
let by: People;
let provider: string;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  const { body } = await by.clerk.get('/providers?code=P10');
  provider = body.items[0].id;
}, 60_000);
afterAll(() => site.close());

const PROOF = { paidOn: today(), reference: '国库支付 1' };

async function prepared(): Promise<{ id: string; findings: { code: string }[] }> {
  const bill = await billAt(site, 'payable', { month: '2026-09' });
  const { status, body } = await by.finance.post('/payments', { billIds: [bill.id] });
  expect(status).toBe(201);
  return body;
}

const move = async (bankAccount: string): Promise<void> => {
  const body = { bankAccount, bank: '中国建设银行市直支行', reason: '服务商来函（2026-11）' };
  expect((await by.clerk.patch(`/providers/${provider}`, body)).status).toBe(200);
};

const pay = async (id: string): Promise<void> => {
  expect((await by.approver.post(`/payments/${id}/release`, {})).status).toBe(200);
  expect((await by.finance.post(`/payments/${id}/confirm`, PROOF)).status).toBe(200);
};

const turn = (role: string) =>
  site.unitOfWork.run({ kind: 'system' }, (tx) =>
    tx.execute(`update app_user set role = $1 where username = 'clerk'`, [role]),
  );

const codes = ({ findings }: { findings: { code: string }[] }): string[] => findings.map(({ code }) => code);

/** The texts of the application, as whoever opens it reads them. */
async function texts(who: Client, id: string): Promise<string> {
  const { status, body } = await request(site.app.getHttpServer())
    .get(`/api/v1/payments/${id}/application.xlsx`)
    .set('Authorization', `Bearer ${who.token}`)
    .responseType('blob');
  expect(status).toBe(200);
  const book = new Workbook();
  await book.xlsx.load(body);
  const found: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => found.push(String(row.getCell(1).value ?? ''))));
  return found.join('\n');
}

test('the account as it always was needs no word', async () => {
  const payment = await prepared();
  expect(payment.findings).toEqual([]);
  expect(await texts(by.finance, payment.id)).not.toContain('P20');
  await pay(payment.id);
  expect((await by.clerk.get(`/providers/${provider}`)).body.accountChange).toBeNull();
});

test('P20: a payment to an account changed since the last one says who changed it, and from what to what', async () => {
  await move('6217000000000000012');
  const payment = await prepared();
  const { body } = await by.approver.get(`/payments/${payment.id}`);
  expect(body.findings).toEqual([
    expect.objectContaining({
      ...{ code: 'P20', changedBy: 'clerk', changedOn: today() },
      accountFrom: expect.stringMatching(/^中国农业银行\S* \*{4} \d{4}$/),
      accountTo: '中国建设银行市直支行 **** 0012',
    }),
  ]);
  expect(body.findings[0].message).toContain('clerk');
  const listed = (await by.finance.get('/payments')).body.items;
  expect(codes(listed.find(({ id }: { id: string }) => id === payment.id))).toEqual(['P20']);
  expect(await texts(by.finance, payment.id)).toMatch(/提示 P20：收款方.*由 clerk 于/);
  const english = await by.approver.get(`/payments/${payment.id}`, { 'Accept-Language': 'en' });
  expect(english.body.findings[0].message).toContain('was changed by clerk');
  await pay(payment.id);
});

test('once it was paid to and confirmed, the new account is the one it always was', async () => {
  expect(codes(await prepared())).toEqual([]);
});

test('P21: who changed the account does not release it, whatever their role now; the database agrees', async () => {
  await move('6217000000000000013');
  const { id, findings } = await prepared();
  expect(codes({ findings })).toEqual(['P20']);
  await turn('bureau-approver');
  try {
    const { status, body } = await by.clerk.post(`/payments/${id}/release`, {});
    expect([status, body.code, codes(body)]).toEqual([422, 'refused', ['P21']]);
  } finally {
    await turn('bureau-clerk');
  }
  const past = inBureau(site, (tx) =>
    tx.execute(`update payment set released_by = 'clerk', released_at = prepared_at where id = $1`, [id]),
  );
  await expect(past).rejects.toMatchObject({ constraint: 'payment_account_by_another' });
  await pay(id);
});

test('an account that was changed and changed back is the one last paid to', async () => {
  await move('6217000000000000014');
  await move('6217000000000000013');
  expect(codes(await prepared())).toEqual([]);
});

test('the provider’s page shows the change to the bureau and its auditors, and to nobody else', async () => {
  const change = {
    ...{ by: 'clerk', byName: expect.any(String), at: expect.any(String), reason: '服务商来函（2026-11）' },
    ...{ from: '中国建设银行市直支行 **** 0014', to: '中国建设银行市直支行 **** 0013' },
  };
  for (const who of ['clerk', 'finance', 'auditor', 'supervisor']) {
    const client = await site.signIn(who);
    expect([who, (await client.get(`/providers/${provider}`)).body.accountChange]).toEqual([who, change]);
    const { body } = await client.get('/providers?code=P10');
    expect([who, body.items[0].accountChange]).toEqual([who, change]);
  }
  for (const who of ['manager', 'unit']) {
    const { status, body } = await (await site.signIn(who)).get(`/providers/${provider}`);
    expect([who, status, 'accountChange' in body]).toEqual([who, 200, false]);
  }
});
