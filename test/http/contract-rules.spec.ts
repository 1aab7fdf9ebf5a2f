import { dayOf } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let clerk: Client;
let clerk2: Client;
let approver: Client;
let providerId: string;
let fundId: string;
beforeAll(async () => {
  site = await startApp();
  [clerk, clerk2, approver] = await Promise.all([
    site.signIn('clerk'),
    site.signIn('clerk2'),
    site.signIn('approver'),
  ]);
  providerId = (await clerk.get('/providers?code=P10')).body.items[0].id;
  await clerk.patch(`/providers/${providerId}`, { qualifiedUntil: `${year + 3}-12-31`, reason: '续期' });
  fundId = (await clerk.get('/funds?code=GZ-BUY')).body.items[0].id;
}, 60_000);
afterAll(() => site.close());

const today = dayOf(Math.floor(Date.now() / 1000));
const year = Number(today.slice(0, 4));
const inYears = (years: number): string => `${year + years}-01-01`;

let count = 0;
const draft = (over: object = {}) => ({
  number: `HT-T-${++count}`,
  providerId,
  startsOn: today,
  endsOn: today < `${year}-02-01` ? `${year}-12-31` : `${year + 1}-01-31`,
  ceiling: '20000.00',
  areas: ['350902'],
  roundingMinutes: 15,
  minimumMinutes: 30,
  prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: today }],
  budgetFundIds: [fundId],
  ...over,
});

const create = async (over: object = {}): Promise<{ id: string; number: string }> => {
  const { body, status } = await clerk.post('/contracts', draft(over));
  expect([status, body.findings ?? body]).toEqual([201, expect.anything()]);
  return body;
};
const codes = (body: { findings: { code: string }[] }): string[] =>
  body.findings.map(({ code }) => code).sort();

describe('the rules', () => {
  const REFUSED: [string, object, string[]][] = [
    ['more than a year without reasons', { endsOn: `${year + 2}-06-30` }, ['C01']],
    [
      'more than a year, one reason short',
      {
        ...{ endsOn: `${year + 2}-06-30`, budgetDocument: '宁财〔2026〕1号' },
        termReasons: ['contentFixed', 'continuous', 'fundsStable'],
      },
      ['C01'],
    ],
    ['more than three years, whatever the reasons', { endsOn: `${year + 4}-06-30` }, ['C02', 'C06']],
    ['more than the budget', { ceiling: '9000000.00' }, ['C03']],
    ['no price at all', { prices: [] }, ['C04']],
    [
      'a price outside the term',
      { prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: '2020-01-01', to: '2020-12-31' }] },
      ['C04'],
    ],
    [
      'several at once',
      { endsOn: `${year + 4}-06-30`, ceiling: '9000000.00', prices: [] },
      ['C02', 'C03', 'C04', 'C06'],
    ],
  ];

  test.each(REFUSED)(
    'refuse %s, at once in the draft’s findings and when it is submitted',
    async (_, over, wanted) => {
      const { body } = await clerk.post('/contracts', draft(over));
      expect([body.status, codes(body)]).toEqual(['draft', wanted]);
      const submitted = await clerk.post(`/contracts/${body.id}/submit`);
      expect([submitted.status, submitted.body.code, codes(submitted.body)]).toEqual([
        422,
        'refused',
        wanted,
      ]);
      expect((await clerk.get(`/contracts/${body.id}`)).body.status).toBe('draft');
    },
  );

  test('let a long term pass with its four reasons and the budget document', async () => {
    const { body } = await clerk.post(
      '/contracts',
      draft({
        ...{ endsOn: `${year + 1}-12-31`, budgetDocument: '宁财〔2026〕1号' },
        termReasons: ['contentFixed', 'continuous', 'fundsStable', 'priceStable'],
      }),
    );
    expect(codes(body)).toEqual([]);
  });

  test('refuse two prices of one item on one day, even in a draft', async () => {
    const prices = [
      { itemCode: 'LC01', unitPrice: '35.00', from: today },
      { itemCode: 'LC01', unitPrice: '36.00', from: inYears(1) },
    ];
    const { status, body } = await clerk.post('/contracts', draft({ prices }));
    expect([status, codes(body)]).toEqual([422, ['C05']]);
  });

  test('say everything in the caller’s language, with clause and remedy', async () => {
    const { id } = await create({ ceiling: '9000000.00' });
    const zh = await clerk.post(`/contracts/${id}/submit`);
    expect(zh.body).toMatchObject({
      ...{ title: '未通过审核规则', status: 422 },
      findings: [{ code: 'C03', message: expect.stringContaining('9000000.00'), ceiling: '9000000.00' }],
    });
    const en = await clerk.post(`/contracts/${id}/submit`, undefined, null, {
      'Accept-Language': 'en-GB,zh;q=0.5',
    });
    expect(en.body.findings[0]).toMatchObject({ basis: expect.stringContaining('budget before purchase') });
  });

  test('do not let whoever prepared a contract approve it, whatever role they have now', async () => {
    const { id } = await create();
    await clerk.post(`/contracts/${id}/submit`);
    const become = (role: string) =>
      site.unitOfWork.run({ kind: 'system' }, (tx) =>
        tx.execute(`update app_user set role = $1 where username = 'clerk'`, [role]),
      );
    await become('bureau-approver');
    const own = await clerk.post(`/contracts/${id}/approve`);
    await become('bureau-clerk');
    expect([own.status, codes(own.body)]).toEqual([422, ['C08']]);
    expect((await clerk2.post(`/contracts/${id}/approve`)).status).toBe(403);
    expect((await approver.post(`/contracts/${id}/approve`)).status).toBe(200);
  });
});

describe('amendments', () => {
  const active = async (): Promise<string> => {
    const { id } = await create();
    await clerk.post(`/contracts/${id}/submit`);
    await approver.post(`/contracts/${id}/approve`);
    return id;
  };

  test('are proposed by one and in force when another approves', async () => {
    const id = await active();
    const prices = [{ itemCode: 'LC01', unitPrice: '37.00', from: inYears(1) }];
    const proposed = await clerk.post(`/contracts/${id}/amendments`, {
      ...{ ceiling: '22000.00', areas: ['350902', '350981'], prices, reason: '服务量增加' },
    });
    expect([proposed.status, proposed.body.ceiling]).toEqual([201, '20000.00']);
    const [amendment] = proposed.body.amendments;
    expect(amendment).toMatchObject({ status: 'submitted', madeBy: 'clerk' });
    const approved = await approver.post(`/contracts/${id}/amendments/${amendment.id}/approve`);
    expect(approved.body).toMatchObject({
      ...{ ceiling: '22000.00', areas: ['350902', '350981'] },
      prices: [
        { unitPrice: '35.00', from: today, to: `${year}-12-31` },
        { unitPrice: '37.00', from: inYears(1), to: null },
      ],
      amendments: [{ status: 'approved', decidedBy: 'approver' }],
    });
    const again = await approver.post(`/contracts/${id}/amendments/${amendment.id}/approve`);
    expect([again.status, again.body.code]).toEqual([409, 'illegal-transition']);
  });

  test.each([
    ['more than ten per cent', { ceiling: '22000.01' }, ['C07']],
    [
      'a price of yesterday',
      { prices: [{ itemCode: 'LC01', unitPrice: '1.00', from: '2026-01-01' }] },
      ['C05', 'C09'],
    ],
    ['beyond three years', { endsOn: `${year + 5}-01-01` }, ['C02', 'C06']],
  ])('of %s are refused', async (_, change, wanted) => {
    const id = await active();
    const { status, body } = await clerk.post(`/contracts/${id}/amendments`, { ...change, reason: '试' });
    expect([status, codes(body)]).toEqual([422, wanted]);
  });

  test('say beforehand what would refuse them, also where that has changed since', async () => {
    const id = await active();
    const proposed = await clerk.post(`/contracts/${id}/amendments`, {
      ...{ endsOn: `${year + 1}-03-31`, ceiling: '22000.00', reason: '延长' },
    });
    const [{ id: amendment }] = proposed.body.amendments;
    const found = async () => {
      const { status, body } = await approver.get(`/contracts/${id}/amendments/${amendment}/check`);
      return [status, codes(body)];
    };
    expect(await found()).toEqual([200, []]);
    const until = (qualifiedUntil: string) =>
      clerk.patch(`/providers/${providerId}`, { qualifiedUntil, reason: '资质变更' });
    await until(`${year + 1}-02-28`);
    expect(await found()).toEqual([200, ['C06']]);
    const refused = await approver.post(`/contracts/${id}/amendments/${amendment}/approve`);
    expect([refused.status, codes(refused.body)]).toEqual([422, ['C06']]);
    await until(`${year + 3}-12-31`);
    await approver.post(`/contracts/${id}/amendments/${amendment}/approve`);
    expect(await found()).toEqual([200, []]);
  });

  test('of a contract that has ended are told as their approval is answered', async () => {
    const id = await active();
    const proposed = await clerk.post(`/contracts/${id}/amendments`, { ceiling: '21000.00', reason: '试' });
    const [{ id: amendment }] = proposed.body.amendments;
    await approver.post(`/contracts/${id}/terminate`, { reason: '双方协商终止' });
    const path = `/contracts/${id}/amendments/${amendment}`;
    const [said, refused] = [await approver.get(`${path}/check`), await approver.post(`${path}/approve`)];
    expect([said.status, said.body.type]).toEqual([409, refused.body.type]);
  });

  test('need a second person, and something to change', async () => {
    const id = await active();
    const proposed = await approver.post(`/contracts/${id}/amendments`, {
      ceiling: '21000.00',
      reason: '试',
    });
    const [{ id: amendment }] = proposed.body.amendments;
    const path = `/contracts/${id}/amendments/${amendment}`;
    expect(codes((await approver.get(`${path}/check`)).body)).toEqual(['C08']);
    expect(codes((await clerk.get(`${path}/check`)).body)).toEqual([]);
    const own = await approver.post(`${path}/approve`);
    expect([own.status, codes(own.body)]).toEqual([422, ['C08']]);
    expect((await clerk.post(`/contracts/${id}/amendments`, { reason: '试' })).status).toBe(400);
  });

  test('of one that came in a folder keep to its first ceiling', async () => {
    const [contract] = (await clerk.get('/contracts?number=HT-2026-10')).body.items;
    const wanted = (ceiling: string) =>
      clerk.post(`/contracts/${contract.id}/amendments`, { ceiling, reason: '试' });
    expect(codes((await wanted('60500.01')).body)).toEqual(['C07']);
    expect(codes((await wanted('1.00')).body)).toEqual(['C10']);
    expect((await wanted('60500.00')).status).toBe(201);
  });
});
