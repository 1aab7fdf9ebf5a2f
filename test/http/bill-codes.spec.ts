import { CATALOGUE, type Code } from '@songbai/contracts';
import { startApp, type TestApp } from '../support/app';
import { billAt, contractId, inBureau, invoiceFor, type People, people, type Shown, serve } from './billing';

/**
 * Every code of a bill's lines, of the bill and of its invoice, over HTTP, with the words of the month run.
 */
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
const PRICE = '18.72';

interface Line {
  visitNumber: string;
  itemCode: string;
  quantity: string;
  unitPrice: string;
  amount: string;
}
interface Finding {
  code: Code;
  message: string;
  basis: string;
  remedy: string;
}
type Said = { codes: Code[]; findings: Finding[] };
type Bill = Shown & Said & { lines: (Said & { approvedAmount: string })[] };

const lineOf = (visitNumber: string, over: Partial<Line> = {}): Line => ({
  ...{ visitNumber, itemCode: 'ER01', quantity: '1.00', unitPrice: PRICE, amount: PRICE, ...over },
});

/** Files these lines and has them adjudicated. */
async function adjudicated(lines: Line[], over: object = {}): Promise<Bill> {
  const declared = (
    lines.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0) / 100
  ).toFixed(2);
  const drafted = await by.manager.post('/bills', {
    contractId: contract,
    month: MONTH,
    lines,
    declared,
    ...over,
  });
  expect([drafted.status, drafted.body]).toMatchObject([201, {}]);
  await by.manager.post(`/bills/${drafted.body.id}/submit`, {});
  const done = await by.finance.post(`/bills/${drafted.body.id}/adjudicate`, {});
  expect(done.status).toBe(200);
  // As the provider reads it: of another firm's visit it is told less than the bureau.
  const told = await by.manager.get(`/bills/${drafted.body.id}`);
  const codesOf = ({ lines }: Bill) => lines.map(({ codes }) => codes);
  expect(codesOf(told.body)).toEqual(codesOf(drafted.body));
  return done.body as Bill;
}

/** The words are those of the catalogue, with every fact filled in. */
function expectWords(said: Said | undefined, code: Code): void {
  const finding = said?.findings.find((each) => each.code === code);
  expect(said?.codes).toContain(code);
  const { basis, remedy, message } = CATALOGUE[code];
  expect(finding).toMatchObject({ basis: basis.zh, remedy: remedy.zh });
  const pattern = message.zh.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^—]+');
  expect(finding?.message).toMatch(new RegExp(`^${pattern}$`));
}

const one = async (over: object = {}): Promise<string> =>
  (await serve(site, { month: MONTH, count: 1, ...over }))[0] ?? '';

describe('a line', () => {
  const cases: [Code, string, () => Promise<Bill>][] = [
    [
      'I02',
      '0.00',
      async () => {
        const visit = await one();
        await adjudicated([lineOf(visit)]);
        return adjudicated([lineOf(visit)]);
      },
    ],
    ['I03', '18.70', async () => adjudicated([lineOf(await one(), { amount: '18.70' })])],
    ['I06', '0.00', () => adjudicated([lineOf('JL-NOWHERE')])],
    ['I07', PRICE, async () => adjudicated([lineOf(await one(), { quantity: '2.00', amount: '37.44' })])],
    [
      'I08',
      '0.00',
      async () => adjudicated([lineOf(await one({ item: 'HG01', signed: false }), { itemCode: 'HG01' })]),
    ],
    ['I09', PRICE, async () => adjudicated([lineOf(await one(), { unitPrice: '20.00', amount: '20.00' })])],
    ['I10', '0.00', async () => adjudicated([lineOf(await one({ month: '2026-11' }))])],
    ['I11', '0.00', async () => adjudicated([lineOf(await one({ contract: 'HT-2026-01' }))])],
    [
      'I12',
      '0.00',
      async () => {
        const visit = await one({ item: 'HG01' });
        const to = await inBureau(site, (tx) =>
          tx.execute(
            `update price set to_on = '2026-12-01' from item where item.id = price.item_id and item.code = 'HG01'
             and price.contract_id = $1`,
            [contract],
          ),
        );
        expect(to).toBe(1);
        return adjudicated([lineOf(visit, { itemCode: 'HG01' })]);
      },
    ],
    ['I13', '0.00', async () => adjudicated([lineOf(await one(), { itemCode: 'BT01' })])],
  ];
  test.each(cases)('%s: %s approved', async (code, approved, file) => {
    const { lines } = await file();
    expectWords(lines[0], code);
    expect(lines[0]?.approvedAmount).toBe(approved);
  });

  test('I05: what is left of the order is less', async () => {
    const visit = await one();
    await inBureau(site, async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `select r.id from ledger.reservation r join visit v on v.order_id = r.order_id where v.number = $1`,
        [visit],
      );
      await tx.query(
        `select ledger.expend($1, $2, '\\x01', '2026-10', 'test', '2026-10-31T00:00:00Z', array[gen_random_uuid()],
           array[$3::uuid], '{1000}', '{2026-12-01}', '{test}')`,
        [tx.actor.bureauId, `short ${visit}`, row?.id],
      );
    });
    const { lines } = await adjudicated([lineOf(visit)]);
    expectWords(lines[0], 'I05');
    expect(lines[0]?.approvedAmount).toBe('8.72');
  });

  test('a supplementary bill takes what an earlier month forgot', async () => {
    const visit = await one({ month: '2026-11' });
    const { lines } = await adjudicated([lineOf(visit)], { kind: 'supplementary' });
    expect(lines[0]).toMatchObject({ codes: [], approvedAmount: PRICE });
  });

  test('an item that the register does not have is a request that cannot be read', async () => {
    const lines = [lineOf('JL1', { itemCode: 'XX99' })];
    const { status, body } = await by.manager.post('/bills', {
      contractId: contract,
      month: MONTH,
      lines,
      declared: PRICE,
    });
    expect([status, body.errors[0].path]).toEqual([400, 'lines.0.itemCode']);
  });
});

describe('a bill', () => {
  test('I14: the declared total is another; the provider’s confirmation settles it', async () => {
    const bill = await adjudicated([lineOf(await one())], { declared: '20.00' });
    expectWords(bill, 'I14');
    await by.manager.post(`/bills/${bill.id}/confirm`, {});
    await by.approver.post(`/bills/${bill.id}/approve`, {});
    const invoiced = await by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, bill));
    expect([invoiced.body.status, invoiced.body.codes]).toEqual(['payable', ['I14']]);
  });

  test('P01: there is nothing to bill', async () => {
    const { status, body } = await by.manager.post('/bills', { contractId: contract, month: '2026-02' });
    expect(status).toBe(422);
    expectWords({ codes: ['P01'], findings: body.findings }, 'P01');
  });

  test('P01 in English, for who asks in English', async () => {
    const asked = { contractId: contract, month: '2026-02' };
    const { body } = await by.manager.post('/bills', asked, undefined, { 'Accept-Language': 'en' });
    expect(body.findings[0].message).toBe(
      'Contract HT-2026-10 has no payable visit for 2026-02 that is not on a bill already.',
    );
  });
});

describe('a tax invoice', () => {
  let bill: Shown;
  beforeAll(async () => {
    bill = await billAt(site, 'approved', { month: '2026-08' });
  });

  test('T01: there is none', async () => {
    expectWords((await by.manager.get(`/bills/${bill.id}`)).body, 'T01');
  });

  const wrong: [Code, object][] = [
    ['T02', { number: '123' }],
    ['T03', { sellerCode: '913509000000000000' }],
    ['T04', { buyerCode: '113509000000000000' }],
    ['T05', { total: '1.00' }],
  ];
  test.each(wrong)(
    '%s: %j is kept with the reason, and does not make the bill payable',
    async (code, over) => {
      const answer = await by.manager.post(`/bills/${bill.id}/invoice`, await invoiceFor(site, bill, over));
      expect([answer.status, answer.body.status, answer.body.codes]).toEqual([200, 'approved', [code]]);
      expectWords(answer.body, code);
    },
  );

  test('the right one takes the place of the wrong one', async () => {
    const invoice = await invoiceFor(site, bill);
    const answer = await by.manager.post(`/bills/${bill.id}/invoice`, invoice);
    expect(answer.body).toMatchObject({ status: 'payable', codes: [], invoice });
  });

  test('T02 where two bills bring one number at the same moment: not both pass', async () => {
    const bills = [
      await billAt(site, 'approved', { month: '2026-07' }),
      await billAt(site, 'approved', { month: '2026-07' }),
    ];
    const [first, second] = await Promise.all(
      bills.map(async (each) => {
        const body = await invoiceFor(site, each, { number: '88888888888888888888' });
        return (await by.manager.post(`/bills/${each.id}/invoice`, body)).body;
      }),
    );
    expect([first.status, second.status].sort()).toEqual(['approved', 'payable']);
    expect([first.codes, second.codes].flat()).toEqual(['T02']);
    const { items } = (await by.manager.get('/bills?invoiceNumber=88888888888888888888')).body;
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual([first.id, second.id].sort());
  });

  test('a number that was replaced may be used where it belongs', async () => {
    const [wrongly, rightly] = [
      await billAt(site, 'approved', { month: '2026-06' }),
      await billAt(site, 'approved', { month: '2026-06' }),
    ];
    const number = '77777777777777777777';
    await by.manager.post(
      `/bills/${wrongly.id}/invoice`,
      await invoiceFor(site, wrongly, { number, total: '1.00' }),
    );
    await by.manager.post(`/bills/${wrongly.id}/invoice`, await invoiceFor(site, wrongly));
    const answer = await by.manager.post(
      `/bills/${rightly.id}/invoice`,
      await invoiceFor(site, rightly, { number }),
    );
    expect(answer.body).toMatchObject({ status: 'payable', codes: [] });
  });
});
