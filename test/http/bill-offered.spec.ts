import { CATALOGUE } from '@songbai/contracts';
import { startApp, type TestApp } from '../support/app';
import { asSuper } from '../support/snapshot';
import { contractId, inBureau, type People, people, serve } from './billing';

/** A bill of what somebody ticked is what they saw, or it is not made. */
let site: TestApp;
let by: People;
let contract: string;
let visits: string[];

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
  contract = await contractId(site);
  visits = await serve(site, { month: '2026-12', count: 4 });
}, 60_000);
afterAll(() => site.close());

interface Offered {
  visitNumber: string;
  amount: string;
}
interface Said {
  code: 'P22' | 'P23';
  message: string;
  remedy: string;
}

const asked = { month: '2026-12' };
const file = (offered: Offered[], path = '/bills') =>
  by.manager.post(path, { ...asked, contractId: contract, offered });
const preview = async (): Promise<Offered[]> =>
  (await by.manager.post('/bills/preview', { ...asked, contractId: contract })).body.lines.map(
    ({ visitNumber, amount }: Offered) => ({ visitNumber, amount }),
  );
const bills = async (): Promise<number> =>
  (await by.manager.get(`/bills?month=${asked.month}&contractId=${contract}`)).body.items.length;

test('what was ticked becomes the bill; a second window is told which bill has it (P22)', async () => {
  // Two windows show the same four lines; the first leaves one out.
  const shown = await preview();
  expect(shown.map(({ visitNumber }) => visitNumber).sort()).toEqual([...visits].sort());
  const [left, ...ticked] = shown;
  const first = await file(ticked);
  expect([first.status, first.body.lines.map(({ line }: { line: number }) => line)]).toEqual([
    201,
    [1, 2, 3],
  ]);
  const second = await file(shown);
  const said: Said[] = second.body.findings;
  expect([second.status, said.map(({ code }) => code)]).toEqual([422, ['P22']]);
  const numbers = ticked.map(({ visitNumber }) => visitNumber).join('、');
  const { number } = first.body;
  expect(said[0]?.message).toBe(`账单 ${number} 上已有服务记录 ${numbers}，不再编入本账单。`);
  expect(said[0]?.remedy).toBe(CATALOGUE.P22.remedy.zh.replace('{bill}', number));
  // Nothing else was made of it: the line that was left out waits as before.
  expect([await bills(), await preview()]).toEqual([1, [left]]);
});

test('a visit that another firm has billed is like one that nobody knows', async () => {
  const [visitNumber = ''] = await serve(site, { month: '2026-11', count: 1 });
  const foreign = await by.manager.post('/bills', { month: '2026-11', contractId: contract });
  expect([foreign.status, foreign.body]).toMatchObject([201, { lines: [{ visitNumber }] }]);
  await asSuper(site.database.superUrl, async (query) => {
    await query('set session_replication_role = replica');
    await query(
      `update bill set provider_id = p.provider_id from provider_link p
       where bill.id = $1 and p.bureau_id = bill.bureau_id and p.provider_id <> bill.provider_id`,
      [foreign.body.id],
    );
  });
  for (const path of ['/bills', '/bills/preview']) {
    const { status, body } = await file([{ visitNumber, amount: '0.01' }], path);
    expect([status, body.findings.map(({ code }: Said) => code)]).toEqual([422, ['P23']]);
    expect(JSON.stringify(body)).not.toContain(foreign.body.number);
  }
});

test('a visit that counts for another amount by now, or for nothing, is not filed as it was shown (P23)', async () => {
  const [shown] = await preview();
  if (!shown) throw new Error('one line waits');
  for (const path of ['/bills', '/bills/preview']) {
    const { status, body } = await file([{ ...shown, amount: '0.01' }], path);
    expect([status, body.findings]).toMatchObject([
      422,
      [
        {
          code: 'P23',
          message: `服务记录 ${shown.visitNumber} 现在可申报 ${shown.amount} 元，编制时看到的是 0.01 元。`,
        },
      ],
    ]);
  }
  const held = `update visit set status = 'held', quantity_hundredths = 0, amount_fen = 0 where number = $1`;
  await inBureau(site, (tx) => tx.execute(held, [shown.visitNumber]));
  const { status, body } = await file([shown]);
  expect([status, body.findings]).toMatchObject([
    422,
    [
      {
        code: 'P23',
        message: `服务记录 ${shown.visitNumber} 现在可申报 0.00 元，编制时看到的是 ${shown.amount} 元。`,
      },
    ],
  ]);
  expect(await bills()).toBe(1);
});

test('a bill that was withdrawn takes nothing from the one that has its line now', async () => {
  const [visit] = await serve(site, { month: '2026-11', count: 1 });
  const drafted = async () =>
    (await by.manager.post('/bills', { month: '2026-11', contractId: contract })).body;
  const first = await drafted();
  await by.manager.post(`/bills/${first.id}/withdraw`, {});
  const second = await drafted();
  // The list foresees all bills of a page at once.
  const list = `/bills?month=2026-11&contractId=${contract}&lines=none`;
  const { items } = (await by.manager.get(list)).body;
  const amountsOf = (id: string): string[] =>
    items.flatMap((bill: { id: string; claimed: string; approved: string }) =>
      bill.id === id ? [bill.claimed, bill.approved] : [],
    );
  expect(second.lines.map(({ visitNumber }: Offered) => visitNumber)).toContain(visit);
  expect(amountsOf(first.id)).toEqual([first.claimed, first.claimed]);
  expect(amountsOf(second.id)).toEqual([second.claimed, second.claimed]);
});

test('a bill that its provider withdrew is told from one that finance sent back', async () => {
  const made = async (month: string) => {
    await serve(site, { month, count: 1 });
    return (await by.manager.post('/bills', { month, contractId: contract })).body;
  };
  const [own, sent] = [await made('2026-09'), await made('2026-08')];
  expect([own.isWithdrawn, own.returnedBy]).toEqual([false, null]);
  const withdrawn = (await by.manager.post(`/bills/${own.id}/withdraw`, {})).body;
  expect(withdrawn).toMatchObject({ status: 'returned', isWithdrawn: true, returnedBy: 'manager' });
  await by.manager.post(`/bills/${sent.id}/submit`, {});
  const back = (await by.finance.post(`/bills/${sent.id}/return`, { reason: '缺附件。' })).body;
  expect(back).toMatchObject({ status: 'returned', isWithdrawn: false, returnedBy: 'finance' });
  const numbersOf = async (query: string, month: string): Promise<string[]> =>
    (await by.manager.get(`/bills?${query}&month=${month}`)).body.items.map(
      ({ number }: { number: string }) => number,
    );
  for (const [withdrawn, mine, theirs] of [
    ['yes', [own.number], []],
    ['no', [], [sent.number]],
  ] as const) {
    expect(await numbersOf(`withdrawn=${withdrawn}`, '2026-09')).toEqual(mine);
    expect(await numbersOf(`withdrawn=${withdrawn}`, '2026-08')).toEqual(theirs);
  }
  const { lists } = (await by.manager.get('/worklists')).body;
  for (const name of ['bills-returned', 'bills-withdrawn']) {
    const list = lists.find((each: { name: string }) => each.name === name);
    const { items } = (await by.manager.get(`/bills?${list.query}&limit=200`)).body;
    expect([name, list.count]).toEqual([name, items.length]);
    expect(list.count).toBeGreaterThan(0);
  }
  // Submitted anew it is neither.
  expect((await by.manager.post(`/bills/${own.id}/submit`, {})).body.isWithdrawn).toBe(false);
});
