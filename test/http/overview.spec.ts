import { Money } from '@songbai/contracts';
import { type Client, startApp, type TestApp } from '../support/app';

let site: TestApp;
let supervisor: Client;
let finance: Client;
beforeAll(async () => {
  site = await startApp();
  [supervisor, finance] = [await site.signIn('supervisor'), await site.signIn('finance')];
}, 120_000);
afterAll(() => site.close());

const MONTH = '2026-10';
const overview = async (client = supervisor, month = MONTH) =>
  (await client.get(`/overview?month=${month}`)).body;
const all = async (path: string) => (await supervisor.get(`${path}limit=200`)).body.items;
async function lengthOf(path: string): Promise<number> {
  let found = 0;
  for (let cursor = ''; ; ) {
    const { body } = await supervisor.get(`${path}&limit=200${cursor}`);
    found += body.items.length;
    if (body.nextCursor === null) return found;
    cursor = `&cursor=${body.nextCursor}`;
  }
}
const sum = (rows: readonly Record<string, string>[], key: string): string =>
  Money.sum(rows.map((row) => Money.of(row[key] ?? ''))).toString();

test('bills that wait count as claims and as no cut', async () => {
  const { now, monthBefore, yearBefore, cuts, providers } = await overview();
  const bills = await all(`/bills?month=${MONTH}&`);
  expect(now).toMatchObject({
    ...{ month: MONTH, claimed: '0.00', cut: '0.00', undecidedBills: bills.length },
    undecided: sum(bills, 'claimed'),
  });
  // The head of one of them declares more than its lines come to: both sums are told, and how many such bills.
  const misstated = bills.filter(({ declared, claimed }: Record<string, string>) => declared !== claimed);
  expect(now).toMatchObject({
    ...{ declared: '0.00', undecidedDeclared: sum(bills, 'declared'), misstatedBills: 1 },
  });
  expect(misstated).toHaveLength(1);
  const differing = await all(`/bills?month=${MONTH}&declared=differs&`);
  expect(differing.map(({ id }: { id: string }) => id)).toEqual([misstated[0].id]);
  expect(cuts).toEqual([]);
  expect(sum(providers, 'undecided')).toBe(now.undecided);
  expect([monthBefore.month, yearBefore.month]).toEqual(['2026-09', '2025-10']);
  expect(monthBefore).toMatchObject({ expended: '0.00', undecidedBills: 0, visits: 0 });
});

test('the figures are those of the records that they lead to', async () => {
  const { now, funds, exceptions } = await overview();
  const rows = await all('/funds?');
  expect(sum(funds, 'allotted')).toBe(sum(rows, 'allotted'));
  expect(sum(funds, 'reserved')).toBe(sum(rows, 'reserved'));
  expect(sum(funds, 'available')).toBe(sum(rows, 'available'));
  const counts = await site.unitOfWork.run(
    { kind: 'system', bureauId: supervisor.user.bureauId as string },
    (tx) =>
      tx.query<{ visits: string; manual: string }>(
        `select count(*) as visits, count(*) filter (where method = 'manual') as manual from visit
         where to_char(day, 'YYYY-MM') = $1 and status in ('payable', 'part', 'billed', 'paid')`,
        [MONTH],
      ),
  );
  expect([now.visits, now.manualVisits]).toEqual([Number(counts[0]?.visits), Number(counts[0]?.manual)]);
  expect(await lengthOf(`/visits?month=${MONTH}&verified=yes`)).toBe(now.visits);
  for (const { type, funds: count } of funds)
    expect([type, await lengthOf(`/funds?type=${type}&year=2026`)]).toEqual([type, count]);
  expect(await lengthOf('/funds?year=1999')).toBe(0);
  expect(now.ratings).toBeGreaterThan(now.badRatings);
  for (const { name, count, query } of exceptions) {
    const room = name.split('-')[0];
    const { body } = await supervisor.get(`/${room}?limit=200&${query}`);
    expect([name, Math.min(count, 200)]).toEqual([name, body.items.length]);
  }
});

test('what was cut says why, and sums up to the 分', async () => {
  const [first, second] = await all(`/bills?month=${MONTH}&`);
  for (const { id } of [first, second]) {
    expect((await finance.post(`/bills/${id}/adjudicate`, {})).status).toBe(200);
  }
  const bills = await all(`/bills?month=${MONTH}&status=adjudicated&`);
  const { now, cuts, providers } = await overview();
  expect(now).toMatchObject({ claimed: sum(bills, 'claimed'), approved: sum(bills, 'approved') });
  expect(Money.of(now.cut).isMoreThan(Money.ZERO)).toBe(true);
  expect(sum(cuts, 'amount')).toBe(now.cut);
  expect(sum(providers, 'cut')).toBe(now.cut);
  expect(cuts[0].code).toMatch(/^[A-Z]\d\d$/);
});

test('a month is chosen, or the last one is meant; others see their own bureau, or nothing', async () => {
  expect((await supervisor.get('/overview')).body.now.month).toMatch(/^\d{4}-\d{2}$/);
  expect((await supervisor.get('/overview?month=2026-13')).status).toBe(400);
  expect((await (await site.signIn('clerk')).get('/overview')).status).toBe(403);
  const other = await overview(await site.signIn('finance-b'));
  expect(other.now).toMatchObject({ undecidedBills: 0, visits: 0 });
});

test('a unit sees what its own cadres cost, and of it what it pays itself', async () => {
  const unit = await site.signIn('unit');
  const { items, year } = (await unit.get('/overview/cadres?year=2026')).body;
  const cadres = (await unit.get('/cadres?limit=200')).body.items;
  expect(year).toBe('2026');
  expect(items.map((row: { cadreId: string }) => row.cadreId).sort()).toEqual(
    cadres.map(({ id }: { id: string }) => id).sort(),
  );
  const [first] = items;
  expect(Money.of(first.spent).isMoreThan(Money.ZERO)).toBe(true);
  const visits = (await unit.get(`/visits?limit=200&cadreId=${first.cadreId}`)).body.items;
  const inOrder = visits.filter(
    ({ day, status }: { day: string; status: string }) =>
      day.startsWith('2026') && ['payable', 'part', 'billed', 'paid'].includes(status),
  );
  expect(first.visits).toBe(inOrder.length);
  expect((await unit.get('/overview/cadres?year=1999')).body.items[0]).toMatchObject({
    spent: '0.00',
    visits: 0,
  });
  const other = (await (await site.signIn('unit-b')).get('/overview/cadres?year=2026')).body.items;
  expect(other.map((row: { cadreId: string }) => row.cadreId)).not.toContain(first.cadreId);
});
