import { join } from 'node:path';
import { pino } from 'pino';
import { UnitOfWork } from '../../apps/api/src/db/unit-of-work';
import { loadDemo } from '../../apps/api/src/demo/demo';
import { createServer } from '../../apps/api/src/http/server';
import { PASSWORD } from '../support/app';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { homeOf, runId } from '../support/run';

const databases: TestDatabase[] = [];
afterAll(async () => {
  for (const database of databases) await database.drop();
});

type Figures = Record<string, string>;

/** The demo as it is loaded at this moment, in figures of the first bureau; once cut short at a line, where given. */
async function demoAt(
  at: Date,
  cutAfter?: string,
): Promise<{ figures: Figures; said: string; again: boolean }> {
  const database = await freshDatabase();
  databases.push(database);
  const keyFile = join(homeOf(runId()), 'keys', 'personal-data.key');
  const app = await createServer({ databaseUrl: database.appUrl, keyFile }, pino({ level: 'silent' }));
  try {
    await app.init();
    const lines: string[] = [];
    if (cutAfter !== undefined) {
      const stop = (line: string): void => {
        if (line.includes(cutAfter)) throw new Error('cut');
      };
      await expect(loadDemo(app, stop, { password: PASSWORD, at })).rejects.toThrow('cut');
    }
    await loadDemo(app, (line) => lines.push(line), { password: PASSWORD, at });
    const again = await loadDemo(app, () => undefined, { password: PASSWORD, at });
    const unitOfWork = app.get(UnitOfWork);
    const [bureau] = await unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<{ id: string }>('select id from bureau order by id limit 1'),
    );
    const [figures] = await unitOfWork.run({ kind: 'system', bureauId: bureau?.id as string }, (tx) =>
      tx.query<Figures>(FIGURES, [at.toISOString()]),
    );
    return { figures: figures as Figures, said: lines.join('\n'), again };
  } finally {
    await app.close();
  }
}

const LAYER = `o.number like 'DD-____-______'`;
const TODAY = `($1::timestamptz at time zone 'Asia/Shanghai')::date`;
const FIGURES = `select
  (select count(*) from bill where status = 'submitted') as submitted,
  (select count(*) from bill where status <> 'submitted') as decided,
  (select count(*) from tax_invoice) as invoices,
  (select count(*) from contract where status = 'active' and ${TODAY} between starts_on and ends_on
    and number not like 'HT-2026-0_' and number <> 'HT-2026-10') as contracts,
  (select count(*) from service_order o where ${LAYER} and ${TODAY} between starts_on and ends_on) as orders,
  (select count(*) from service_order o where ${LAYER} and status = 'requested' and findings = '[]') as requested,
  (select count(*) from service_order o where ${LAYER} and status in ('approved', 'accepted', 'in-service')) as open,
  (select count(*) from visit where status = 'planned' and day = ${TODAY}) as today,
  (select count(*) from visit where status = 'planned' and day between ${TODAY} and ${TODAY} + 6) as week,
  (select count(*) from visit v join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
    where ${LAYER} and v.status in ('payable', 'held')) as done`;

it('leaves the sample bills to people, and lives on the day of the clock', async () => {
  const { figures, said, again } = await demoAt(new Date());
  expect(figures).toMatchObject({
    submitted: '10',
    decided: '0',
    invoices: '0',
    contracts: '1',
    requested: '4',
    open: '10',
  });
  expect(Number(figures.orders)).toBe(14);
  expect(Number(figures.today)).toBeGreaterThanOrEqual(3);
  expect(Number(figures.done)).toBeLessThanOrEqual(18);
  expect(said).toContain('689 订单 orders, 1861 服务 visits, 10 账单 bills');
  expect(again).toBe(false);
});

it('goes on with a loading that was cut short before anybody could sign in', async () => {
  const { figures, said, again } = await demoAt(new Date(), '示例 sample 2026-10');
  expect(figures).toMatchObject({ submitted: '10', contracts: '1', orders: '14' });
  expect(said).toContain('the demo was not loaded to its end');
  expect(said).toContain('clerk-b');
  expect(again).toBe(false);
}, 60_000);

it.each([
  ['2024-02-29T16:30:00Z', '21', '18'],
  ['2026-10-15T23:59:00+08:00', '21', '18'],
  ['2027-01-01T00:10:00+08:00', '21', '0'],
  ['2027-02-28T23:59:30+08:00', '21', '18'],
  ['2028-12-31T12:00:00+08:00', '3', '18'],
  ['2031-07-07T07:07:07Z', '21', '18'],
])(
  'lives on %s',
  async (at, week, done) => {
    const { figures } = await demoAt(new Date(at));
    expect(figures).toMatchObject({
      contracts: '1',
      orders: '14',
      requested: '4',
      open: '10',
      today: '3',
    });
    expect([figures.week, figures.done]).toEqual([week, done]);
  },
  60_000,
);
