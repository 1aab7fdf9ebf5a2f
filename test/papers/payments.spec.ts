import { Money } from '@songbai/contracts';
import { parse } from 'csv-parse/sync';
import { forSpreadsheet } from '../../apps/api/src/papers/csv-text';
import { paymentsCsv } from '../../apps/api/src/papers/payments';
import { provider, smallMonth } from './rows';
import { settle } from './settle';

const read = (csv: string): Record<string, string>[] => parse(csv, { bom: true, columns: true });

describe('the payment application', () => {
  it('has a row per payer and bill, and a control total that equals the payable bills', () => {
    const month = settle(smallMonth(), '2026-10');
    const rows = read(paymentsCsv(month));
    expect(rows.map((row) => [row.付款方, row.金额, row.经费, row.账单号, row.结算方式])).toEqual([
      ['宁德市委老干部局', '72.00', 'GZ 72.00', 'ZD-1', '直接支付'],
      ['蕉城区第1局', '72.00', 'TX 72.00', 'ZD-1', '归垫'],
      ['合计', '144.00', '', '', ''],
    ]);
    const payable = month.bills.filter(({ state }) => state === 'payable').map(({ approved }) => approved);
    expect(rows.at(-1)?.金额).toBe(Money.sum(payable).toFixed(2));
    expect(rows.at(-1)?.收款户名).toBe('2 笔');
    expect(rows[0]?.用途).toBe('2026年10月居家养老服务费');
  });

  it('says where a unit pays by itself', () => {
    const rows = read(paymentsCsv(settle(smallMonth(), '2026-10', 'direct')));
    expect(rows[1]?.结算方式).toBe('单位支付');
  });

  it('is UTF-8 with a byte order mark and CRLF', () => {
    const csv = paymentsCsv(settle(smallMonth(), '2026-10'));
    expect(csv.startsWith('\ufeff付款方,收款户名,')).toBe(true);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is a head and a total of nothing where nothing is payable', () => {
    const csv = paymentsCsv(settle(smallMonth({ bills: [], billLines: [] }), '2026-10'));
    expect(read(csv)).toMatchObject([{ 付款方: '合计', 收款户名: '0 笔', 金额: '0.00' }]);
  });

  it('keeps every digit of an account, and lets no text run as a formula', () => {
    const evil = { ...provider('P1', '=cmd|calc'), bank: '@SUM(A1)', bankAccount: '0012345678901234567' };
    const [row] = read(
      paymentsCsv(settle(smallMonth({ providers: [evil, provider('P2', '乙')] }), '2026-10')),
    );
    expect(row?.银行账号).toBe('0012345678901234567');
    expect(row?.收款户名).toBe("'=cmd|calc");
    expect(row?.开户行).toBe("'@SUM(A1)");
  });

  it.each(['=1', '+1', '-1', '@A', '\t=1', ' =1', '＝1', '\r=1'])('takes the force from %j', (text) => {
    expect(forSpreadsheet(text)).toBe(`'${text}`);
  });

  it.each(['', '0012345678901234567', '2026-10-01', 'HT-1', '宁德', 'A1', 'e'])('leaves %j alone', (text) => {
    expect(forSpreadsheet(text)).toBe(text);
  });
});
