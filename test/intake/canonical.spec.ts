import { canonical, differences, type Intake, rowKey } from '../../apps/api/src/intake';
import { read, removeFolders, smallFolder, write } from './small-folder';

afterAll(removeFolders);

describe('the canonical form', () => {
  let rows: Intake['rows'];
  beforeAll(async () => {
    rows = (await read(write(smallFolder()))).rows;
  });

  it('says a row as its table would, in one normal form', () => {
    expect(rows.orders[0] && Object.entries(canonical('orders', rows.orders[0]))).toEqual([
      ['订单编号', 'DD1'],
      ['干部编号', 'G0001'],
      ['合同编号', 'HT-1'],
      ['项目编码', 'LC01'],
      ['起始日期', '2026-10-01'],
      ['终止日期', '2026-10-31'],
      ['数量', '5.50'],
      ['经费顺序', 'TX-U001;GZ-BUY'],
      ['需求依据', 'XQ1'],
      ['下单人', 'clerk1'],
      ['审批人', 'chief1'],
      ['审批时间', '2026-09-22 11:08:00'],
      ['单位审批人', 'U001章'],
    ]);
    expect(rows.bills[0] && canonical('bills', rows.bills[0]).类型).toBeNull();
    expect(rows.funds[0] && canonical('funds', rows.funds[0])).toMatchObject({
      归属编码: 'BUREAU',
      年度: '2026',
    });
    expect(rows.visits[1] && canonical('visits', rows.visits[1])).toMatchObject({
      签到时间: null,
      签名: '否',
    });
    expect(rows.ratings[0] && rowKey('ratings', rows.ratings[0])).toBe(
      'JL1\u001f本人\u001f2026-10-10 16:33:32',
    );
  });

  it('shows where two rows differ, by column', () => {
    const [order] = rows.orders;
    if (!order) throw new Error('no order');
    const stored = canonical('orders', order);
    expect(differences(stored, canonical('orders', { ...order }))).toEqual([]);
    const filed = canonical('orders', { ...order, funds: ['GZ-BUY'], need: null });
    expect(differences(stored, filed)).toEqual([
      { column: '经费顺序', stored: 'TX-U001;GZ-BUY', filed: 'GZ-BUY' },
      { column: '需求依据', stored: 'XQ1', filed: null },
    ]);
  });

  it('of an invoice has its amount in one form where it is one', () => {
    const [invoice] = rows.taxInvoices;
    if (!invoice) throw new Error('no invoice');
    const totalOf = (total: string): string | null =>
      canonical('taxInvoices', { ...invoice, total }).价税合计 ?? null;
    expect([totalOf('36.2'), totalOf('36.20'), totalOf('约36元'), totalOf('')]).toEqual([
      '36.20',
      '36.20',
      '约36元',
      null,
    ]);
  });
});
