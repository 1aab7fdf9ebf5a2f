import { contractMachine, dayOf } from '@songbai/contracts';
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
  endsOn: `${year + 1}-${today.slice(5)}`.replace(today.slice(5), '01-31'),
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
const codes = (body: { findings: { code: string }[] }): string[] => body.findings.map(({ code }) => code).sort();

describe('a contract', () => {
  test('goes from draft to active through two persons, and says so', async () => {
    const { body: made } = await clerk.post('/contracts', draft());
    expect(made).toMatchObject({
      ...{ status: 'draft', providerId, ceiling: '20000.00', committed: '0.00', madeBy: 'clerk' },
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: today, to: null }],
      ...{ buyerCode: '11350900003887123U', sellerCode: '52350902628933218U', findings: [] },
    });
    expect((await clerk.post(`/contracts/${made.id}/submit`)).body.status).toBe('submitted');
    const approved = await approver.post(`/contracts/${made.id}/approve`);
    expect(approved.status).toBe(200);
    expect(approved.body).toMatchObject({ status: 'active', submittedBy: 'clerk', approvedBy: 'approver' });
    expect((await clerk.get(`/contracts/${made.id}`)).body).toEqual(approved.body);
    const manager = await site.signIn('manager');
    expect((await manager.get(`/contracts/${made.id}`)).body.number).toBe(made.number);
    expect((await (await site.signIn('manager-b')).get(`/contracts/${made.id}`)).status).toBe(404);
  });

  test('that begins later is approved until its first day', async () => {
    const { id } = await create({
      ...{ startsOn: inYears(1), endsOn: `${year + 1}-12-31` },
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: inYears(1) }],
    });
    await clerk.post(`/contracts/${id}/submit`);
    expect((await approver.post(`/contracts/${id}/approve`)).body.status).toBe('approved');
  });

  test('known by its number, once', async () => {
    const { number } = await create();
    expect((await clerk.post('/contracts', { ...draft(), number })).body.code).toBe('conflict');
  });

  test('sent back can be revised and submitted again', async () => {
    const { id } = await create();
    await clerk.post(`/contracts/${id}/submit`);
    const returned = await approver.post(`/contracts/${id}/return`, { reason: '单价偏高' });
    expect(returned.body).toMatchObject({ status: 'draft', submittedBy: null });
    const { number: _, providerId: __, ...terms } = draft({ ceiling: '18000.00' });
    const revised = await clerk.patch(`/contracts/${id}`, {
      ...terms,
      prices: [{ itemCode: 'LC01', unitPrice: '33.00', from: today }],
    });
    expect(revised.body).toMatchObject({ ceiling: '18000.00', prices: [{ unitPrice: '33.00' }] });
    expect((await clerk.post(`/contracts/${id}/submit`)).body.status).toBe('submitted');
  });
});

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
    ['several at once', { endsOn: `${year + 4}-06-30`, ceiling: '9000000.00', prices: [] }, ['C02', 'C03', 'C04', 'C06']],
  ];

  test.each(REFUSED)('refuse %s, at once in the draft’s findings and when it is submitted', async (_, over, wanted) => {
    const { body } = await clerk.post('/contracts', draft(over));
    expect([body.status, codes(body)]).toEqual(['draft', wanted]);
    const submitted = await clerk.post(`/contracts/${body.id}/submit`);
    expect([submitted.status, submitted.body.code, codes(submitted.body)]).toEqual([422, 'refused', wanted]);
    expect((await clerk.get(`/contracts/${body.id}`)).body.status).toBe('draft');
  });

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
    const en = await clerk.post(`/contracts/${id}/submit`, undefined, null, { 'Accept-Language': 'en-GB,zh;q=0.5' });
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
    ['a price of yesterday', { prices: [{ itemCode: 'LC01', unitPrice: '1.00', from: '2026-01-01' }] }, ['C05', 'C09']],
    ['beyond three years', { endsOn: `${year + 5}-01-01` }, ['C02', 'C06']],
  ])('of %s are refused', async (_, change, wanted) => {
    const id = await active();
    const { status, body } = await clerk.post(`/contracts/${id}/amendments`, { ...change, reason: '试' });
    expect([status, codes(body)]).toEqual([422, wanted]);
  });

  test('need a second person, and something to change', async () => {
    const id = await active();
    const proposed = await approver.post(`/contracts/${id}/amendments`, { ceiling: '21000.00', reason: '试' });
    const [{ id: amendment }] = proposed.body.amendments;
    const own = await approver.post(`/contracts/${id}/amendments/${amendment}/approve`);
    expect([own.status, codes(own.body)]).toEqual([422, ['C08']]);
    expect((await clerk.post(`/contracts/${id}/amendments`, { reason: '试' })).status).toBe(400);
  });

  test('of one that came in a folder keep to its first ceiling', async () => {
    const [contract] = (await clerk.get('/contracts?number=HT-2026-10')).body.items;
    const wanted = (ceiling: string) => clerk.post(`/contracts/${contract.id}/amendments`, { ceiling, reason: '试' });
    expect(codes((await wanted('60500.01')).body)).toEqual(['C07']);
    expect(codes((await wanted('1.00')).body)).toEqual(['C10']);
    expect((await wanted('60500.00')).status).toBe(201);
  });
});

describe('every verb in every state', () => {
  const HOW: Record<string, string[]> = {
    draft: [],
    submitted: ['submit'],
    approved: ['submit', 'approve'],
    active: ['submit', 'approve'],
    suspended: ['submit', 'approve', 'suspend'],
    expired: ['submit', 'approve'],
    terminated: ['submit', 'approve', 'terminate'],
  };
  const people = (verb: string): Client => (verb === 'submit' || verb === 'revise' ? clerk : approver);
  const future = { startsOn: inYears(1), endsOn: `${year + 1}-12-31` };

  const bring = async (state: string): Promise<string> => {
    const later = state === 'approved' && {
      ...future,
      prices: [{ itemCode: 'LC01', unitPrice: '35.00', from: inYears(1) }],
    };
    const { id } = await create(later || {});
    for (const verb of HOW[state] ?? []) await people(verb).post(`/contracts/${id}/${verb}`);
    if (state === 'expired') {
      const sql = `update contract set starts_on = '2020-01-01', ends_on = '2020-12-31' where id = $1`;
      const { bureauId = '' } = clerk.user;
      await site.unitOfWork.run({ kind: 'system', bureauId }, (tx) => tx.execute(sql, [id]));
    }
    expect((await clerk.get(`/contracts/${id}`)).body.status).toBe(state);
    return id;
  };

  const call = (id: string, verb: string) => {
    const { number: _, providerId: __, ...terms } = draft();
    if (verb === 'revise') return clerk.patch(`/contracts/${id}`, terms);
    if (verb === 'amend') return clerk.post(`/contracts/${id}/amendments`, { areas: ['350902'], reason: '试' });
    return people(verb).post(`/contracts/${id}/${verb}`);
  };

  const verbs = contractMachine.verbs.filter((verb) => verb !== 'begin' && verb !== 'expire');
  test.each([...contractMachine.states])('%s', async (state) => {
    for (const verb of verbs) {
      const { status, body } = await call(await bring(state), verb);
      const allowed = contractMachine.allows(state, verb);
      expect([state, verb, allowed ? status < 300 : status, allowed ? '' : body.code]).toEqual([
        ...[state, verb, allowed ? true : 409, allowed ? '' : 'illegal-transition'],
      ]);
    }
  });
});
