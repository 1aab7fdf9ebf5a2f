import { inCapitals } from '@songbai/billing';
import { Money } from '@songbai/contracts';
import { Workbook } from 'exceljs';
import request from 'supertest';
import { breaches } from '../../../apps/api/src/ledger/breaches';
import { itWith, run } from '../../papers/tools';
import {
  blockers,
  by,
  close,
  done,
  funds,
  id,
  MONTH,
  postingsOf,
  pots,
  putOthersAside,
  refusal,
  server,
  today,
} from './story';

describe('what the cadre says', () => {
  test('a daughter taps "not content" on the page of the card, and the liaison has somebody to ring', async () => {
    const { path } = done(await by.clerk.post(`/cadres/${id.zhou}/cards`, { contactName: '郑联络' }));
    const browser = () => request(server().app.getHttpServer());
    const page = await browser().get(`${path}?as=family`);
    expect([page.status, page.text.includes('满意吗')]).toEqual([200, true]);
    const form = { visitId: id.planned, level: '2', respondent: 'family' };
    expect((await browser().post(`${path}/rate`).type('form').send(form)).status).toBe(303);
    const [call] = done(await by.liaison.get(`/call-requests?cadreId=${id.zhou}`)).items;
    expect(call).toMatchObject({ reason: 'low-rating', status: 'open' });
    const note = { note: '以后换一位服务人员。' };
    expect(done(await by.liaison.post(`/call-requests/${call.id}/reach`, note)).status).toBe('reached');
  });

  test('and by telephone the cadre says the contrary; both count', async () => {
    const said = { visitId: id.planned, level: 5, channel: 'phone', respondent: 'self' };
    expect(done(await by.liaison.post('/ratings', said))).toMatchObject({ level: 5, counts: true });
    const all = done(await by.manager.get(`/ratings?visitId=${id.planned}`)).items;
    expect(all.map(({ level }: { level: number }) => level).sort()).toEqual([2, 5]);
  });
});

describe('the month', () => {
  test('is closed when nothing stands against it; what ended orders do not need is free', async () => {
    await putOthersAside();
    const line = {
      visitNumber: 'JL-NOWHERE',
      itemCode: 'LC01',
      quantity: '1.00',
      unitPrice: '1.00',
      amount: '1.00',
    };
    const late = { contractId: id.contract, month: MONTH, lines: [line], declared: '1.00' };
    id.late = done(await by.manager.post('/bills', late)).id;
    expect(await blockers()).toEqual([]);
    const closed = done(await close(MONTH));
    expect(closed).toMatchObject({ state: 'closed', blockers: [] });
    expect(await funds()).toEqual({
      bureau: pots('0.00', '102.50', '102.50', '897.50'),
      unit: pots('0.00', '90.00', '90.00', '110.00'),
    });
    for (const name of ['care', 'cleaning', 'shared', 'errand']) {
      expect(done(await by.clerk.get(`/orders/${id[name]}`)).status).toBe('completed');
    }
    expect(done(await by.clerk.get(`/contracts/${id.contract}`)).committed).toBe('192.50');
  });

  test('takes no more postings', async () => {
    done(await by.manager.post(`/bills/${id.late}/submit`, {}));
    expect(refusal(await by.finance.post(`/bills/${id.late}/adjudicate`, {}))).toEqual([423, 'month-closed']);
    expect(refusal(await close(MONTH))).toEqual([409, 'illegal-transition']);
  });
});

describe('the books afterwards', () => {
  test('each fund is the sum of its postings, numbered without a gap', async () => {
    for (const name of ['bureauFund', 'unitFund']) {
      const fund = done(await by.auditor.get(`/funds/${id[name]}`));
      const postings = await postingsOf(by.auditor, id[name] ?? '');
      for (const pot of ['allotted', 'reserved', 'expended', 'paid']) {
        const sum = Money.sum(postings.map((posting) => Money.of(posting[pot] ?? '')));
        expect([name, pot, sum.toString()]).toEqual([name, pot, fund[pot]]);
      }
      expect(postings.map(({ seq }) => seq)).toEqual(postings.map((_, i) => i + 1));
      const balance = done(await by.auditor.get(`/funds/${id[name]}/balance?asOf=${today()}`));
      expect(balance.expended).toBe(fund.expended);
    }
  });

  test('the journal of the month has them, and every invariant holds', async () => {
    const { text } = await by.finance.get(`/months/${MONTH}/journal.hledger`);
    expect(text).toContain('funds:E2E-GZ:expended');
    expect(text).toContain('funds:E2E-TX:expended');
    for (const { bureauId } of [by.finance.user, (await server().signIn('finance-b')).user]) {
      const actor = { kind: 'system', bureauId: bureauId ?? '' } as const;
      expect(await server().unitOfWork.run(actor, (tx) => breaches(tx.query, bureauId ?? ''))).toEqual([]);
    }
  });

  itWith('pdftotext')(
    'the statement says what was approved and what was taken since, and is signed for that',
    async () => {
      const { body } = await by.finance.get(`/bills/${id.bill}/statement.pdf`);
      const text = run('pdftotext', ['-layout', 'FILE', '-'], body);
      for (const amount of ['254.00', '197.50', '192.50', '102.50', '90.00']) expect(text).toContain(amount);
      expect(text).toContain(inCapitals(Money.of('192.50')));
      expect(text).toMatch(/扣减（服务合同 第八条） +第 ?\d+ ?行 +-5\.00/);
    },
  );

  test('the table of differences has the adjustment in a row of its own', async () => {
    const call = request(server().app.getHttpServer()).get(`/api/v1/bills/${id.bill}/differences.xlsx`);
    const { body } = await call
      .set('Authorization', `Bearer ${by.finance.token}`)
      .buffer(true)
      .responseType('blob');
    const book = new Workbook();
    await book.xlsx.load(body);
    const rows: string[] = [];
    book.getWorksheet('差异')?.eachRow((row) => rows.push((row.values as unknown[]).join(' ')));
    expect(rows.filter((row) => row.includes('P10'))).toEqual([
      expect.stringMatching(/账单调整.*扣减.*本行按“服务合同 第八条”调整 -5\.00 元。/),
    ]);
  });

  test('every step is on record, and the chain is whole', async () => {
    const entries = done(await by.auditor.get(`/audit?subject=${id.bill}&limit=200`)).items;
    expect(entries.map(({ verb }: { verb: string }) => verb)).toEqual(
      expect.arrayContaining([
        'bill.submit',
        'bill.adjudicate',
        'bill.appeal',
        'bill.confirm',
        'bill.approve',
      ]),
    );
    expect(done(await by.auditor.get('/audit/head'))).toBeTruthy();
  });
});
