import { quantity } from '@songbai/contracts';
import { BillsService } from '../../apps/api/src/bills/bills.service';
import { RegistersService } from '../../apps/api/src/registers/registers.service';
import { startApp, type TestApp } from '../support/app';
import * as a from '../support/builders';
import { inBureau, type People, people, serve } from './billing';

let site: TestApp;
let by: People;

beforeAll(async () => {
  site = await startApp();
  by = await people(site);
}, 60_000);
afterAll(() => site.close());

/** Two bills that claim the same visits, as two folders would bring them. Answers their ids. */
async function twins(turn: number): Promise<string[]> {
  const visits = await serve(site, { month: '2026-12', count: 2 });
  const numbers = [`RUSH-${turn}-A`, `RUSH-${turn}-B`];
  await inBureau(site, async (tx) => {
    const store = await site.app.get(RegistersService).load(tx, by.finance.user.bureauId ?? '');
    const bill = { contract: 'HT-2026-10', month: '2026-12', declared: a.yuan('40.00') };
    const service = {
      item: 'ER01',
      quantity: quantity('1'),
      unitPrice: a.yuan('20.00'),
      amount: a.yuan('20.00'),
    };
    const bills = numbers.map((number) => a.aBill({ ...bill, number, kind: 'supplementary' }));
    const lines = numbers.flatMap((number) =>
      visits.map((visit, i) => a.aLine({ ...service, bill: number, line: i + 1, visit })),
    );
    await site.app.get(BillsService).file(tx, store, { bills, lines, invoices: [] });
  });
  return inBureau(site, async (tx) => {
    const rows = await tx.query<{ id: string }>(
      'select id from bill where number = any($1) order by number',
      [numbers],
    );
    return rows.map(({ id }) => id);
  });
}

interface Line {
  codes: string[];
}

test('bills that claim the same visits at once: each visit is accepted on one, and the other is told so', async () => {
  const pairs: string[][] = [];
  for (let turn = 0; turn < 12; turn++) pairs.push(await twins(turn));
  const done = await Promise.all(
    pairs.flat().map(async (id) => {
      const { status, body } = await by.finance.post(`/bills/${id}/adjudicate`, {});
      return [id, status, body.approved ?? body.reason] as const;
    }),
  );
  expect(done.filter(([, status]) => status !== 200)).toEqual([]);
  for (const pair of pairs) {
    const approved = pair.map((id) => done.find(([other]) => other === id)?.[2]);
    expect(approved.filter((amount) => amount === '0.00')).toHaveLength(1);
    const none = pair[approved.indexOf('0.00')];
    const { body } = await by.finance.get(`/bills/${none}`);
    expect(body.lines.map(({ codes }: Line) => codes)).toEqual([['I02'], ['I02']]);
  }
}, 60_000);
