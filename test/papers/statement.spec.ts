import { Money, quantity } from '@songbai/contracts';
import type { SettledBill, SettledMonth } from '../../apps/api/src/papers/model';
import { statementPdf } from '../../apps/api/src/papers/statement';
import { documentHash, statementContent } from '../../apps/api/src/papers/statement/content';
import { bill, cadre, line, rating, smallMonth, visit } from './rows';
import { settle } from './settle';
import { itWith, run } from './tools';

const october = (change = {}): SettledMonth => settle(smallMonth(change), '2026-10');

function nth(month: SettledMonth, index: number) {
  const found = month.bills[index];
  if (!found) throw new Error(`the month has no bill ${index}`);
  return found;
}

const textOf = async (bill: SettledBill, month: SettledMonth): Promise<string> =>
  run('pdftotext', ['-layout', 'FILE', '-'], await statementPdf(bill, month));

const print = (month: SettledMonth, index = 0): Promise<string> => textOf(nth(month, index), month);

/** The text without the blanks by which it is laid out, to look for what is broken over lines. */
const flat = (text: string): string => text.replace(/\s+/g, '');

/** A month of `count` lines that are all refused, for one reason or another. */
function refused(count: number): SettledMonth {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return october({
    visits: numbers.map((i) => visit(`JL${i}`, 1 + (i % 28), { signed: false, worker: i % 2 ? 'W1' : 'W9' })),
    billLines: numbers.map((i) => line('ZD-1', i, i % 9 ? `JL${i}` : `没有-${i}`)),
  });
}

describe('the settlement statement', () => {
  const withText = itWith('pdftotext');

  withText('names the parties, the contract and the amounts, in figures and in capitals', async () => {
    const text = await print(october());
    for (const said of [
      '结算对账单',
      '履约验收单',
      'ZD-1',
      '2026年10月',
      'HT-1',
      '2026-01-01 至 2026-12-31',
    ]) {
      expect(text).toContain(said);
    }
    for (const said of [
      '宁德市委老干部局',
      '蕉城区长青居家养老服务中心',
      '288.00',
      '144.00',
      '壹佰肆拾肆元整',
    ]) {
      expect(text).toContain(said);
    }
    for (const blank of ['经办：', '审核：', '领导：', '甲方（盖章）', '乙方（盖章）', '采购单位（盖章）']) {
      expect(text).toContain(blank);
    }
    expect(text).toContain('核定人：month-run');
  });

  withText('gives every cut line with its reason, its clause and what to do next', async () => {
    const text = flat(await print(october()));
    expect(text).toContain('申报数量4.00，核验认定3.00');
    expect(text).toContain('缺少必需的凭证：签名');
    expect(text).toContain('健康证');
    expect(text).toContain('依据：服务合同');
    expect(text).toContain('下一步：服务商按核定金额确认');
    expect(text).toContain('龘㛃');
  });

  withText('parts the amount by payer and fund', async () => {
    const text = await print(october());
    expect(text).toMatch(/付款单位：宁德市委老干部局（甲方）\s+72\.00/);
    expect(text).toMatch(/付款单位：蕉城区第1局（干部所在单位）\s+72\.00/);
    expect(text).toMatch(/TX\s+特需经费\s+2026\s+72\.00/);
  });

  withText('numbers its pages and names the bill and the hash on each', async () => {
    const month = refused(120);
    const hash = documentHash(statementContent(nth(month, 0), month));
    const pages = (await print(month)).split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(8);
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`第 ${i + 1} 页 / 共 ${pages.length} 页`);
      expect(page).toContain('账单号 ZD-1');
      expect(page).toContain(hash.slice(0, 16));
    }
    expect(pages.join('')).toContain(hash);
    expect(pages.at(-1)).toContain('履约验收单');
  });

  withText('repeats the head of a long table and leaves no line out', async () => {
    const pages = (await print(refused(300))).split('\f');
    const annex = pages.filter((page) => /没有-\d|JL\d/.test(page) && !page.includes('履约验收单'));
    for (const page of annex) expect(page).toMatch(/行号\s+记录号\s+干部/);
    const text = pages.join('\n');
    for (let i = 1; i <= 300; i += 1) expect(text).toMatch(new RegExp(`^\\s+${i}\\s+(JL|没有-)${i}\\s`, 'm'));
  });

  withText('prints an acceptance sheet with states, reasons, ratings and what was said', async () => {
    const sheet = (await print(october())).split('\f').at(-2) ?? '';
    expect(sheet).toMatch(/待核实\s+1\s+缺少必需凭证 1（V07）/);
    expect(sheet).toMatch(/不予认定\s+1\s+服务人员不符合条件 1（V06）/);
    expect(sheet).toMatch(/本月服务记录\s+5/);
    expect(sheet).toContain('评价 2 条，平均 3.50 分');
    expect(sheet).toContain('服务人员代填 1 条');
    expect(sheet).toContain('服务周到，很满意');
  });

  withText('shows a bill without lines as such', async () => {
    const text = await print(october(), 1);
    expect(text).toContain('本账单没有明细。');
    expect(text).toContain('本账单没有应付金额。');
    expect(text).toContain('零元整');
    expect(text).toContain('账单申报 40.00 元，各行合计 0.00 元');
    expect(text).not.toContain('附件一');
  });

  withText('keeps long names, great amounts and rare characters whole', async () => {
    const long = '阿卜杜热合曼·阿卜杜热依木·吾斯曼江·麦麦提明·买买提艾力·托合提尼亚孜·阿不都克里木江';
    const amount = { unitPrice: Money.of('999999999.99'), amount: Money.of('999999999.99') };
    const rows = {
      cadres: [cadre('G1', long), cadre('G2', '龘㛃\u{2ebf0}\u202e王')],
      billLines: [
        line('ZD-1', 1, 'JL1', amount),
        line('ZD-1', 2, 'JL5', { ...amount, quantity: quantity('999999.99') }),
      ],
      ratings: [rating('JL1', 1, '这条意见特别长。'.repeat(700))],
    };
    const text = flat(await print(october(rows)));
    expect(text).toContain('999,999,999.99');
    expect(text).toContain('1,999,999,999.98');
    expect(text).toContain('龘㛃[U+2EBF0]王');
    expect([...text.matchAll(/这条意见特别长/g)].length).toBeGreaterThan(690);
    for (const part of long.split('·')) expect(text).toContain(part.slice(0, 2));
  });

  it('is the same file each time, and another one where anything it says is another', async () => {
    const first = await statementPdf(nth(october(), 0), october());
    const second = await statementPdf(nth(october(), 0), october());
    expect(second.equals(first)).toBe(true);
    const other = october({ bills: [bill('ZD-1', 'HT-1', '288.01')] });
    expect(documentHash(statementContent(nth(other, 0), other))).not.toBe(
      documentHash(statementContent(nth(october(), 0), october())),
    );
  });

  /** 12.50 were taken from line 2 after the bill was adjudicated. */
  function adjusted(month: SettledMonth): SettledBill {
    const bill = nth(month, 0);
    const amount = Money.of('-12.50');
    return {
      ...{ ...bill, payable: bill.approved.plus(amount) },
      adjustments: [{ kind: 'deduct', clause: '第八条', amount, lines: [{ line: 2, amount }] }],
    };
  }

  it('tells an adjustment apart from what was cut and adjudicated, as every page does', () => {
    const month = october();
    const before = statementContent(nth(month, 0), month);
    const { approved, cut, counts, reasons, adjusted: after } = statementContent(adjusted(month), month);
    expect({ approved, cut, counts, reasons }).toEqual({
      ...{ approved: before.approved, cut: before.cut, counts: before.counts, reasons: before.reasons },
    });
    const steps = [{ kind: '扣减', clause: '第八条', amount: '-12.50', lines: '第 2 行' }];
    expect([before.adjusted, after]).toEqual([undefined, { steps, payable: '131.50' }]);
    expect(before.counts).toEqual({ lines: 5, full: 1, part: 1, refused: 3 });
  });

  withText('is signed for what is payable: approved, what was taken, and what that comes to', async () => {
    const month = october();
    const text = flat(await textOf(adjusted(month), month));
    expect(text).toMatch(/核定金额\d144\.00扣减（第八条）第2行-12\.50应付金额131\.50/);
    expect(text).toContain('应付金额（大写）：人民币壹佰叁拾壹元伍角');
    expect(text).toContain('核定金额144.00元，调整后应付金额131.50元');
    expect(flat(await print(month))).not.toContain('应付金额');
  });

  it('is no last word while an appeal has no answer', () => {
    const month = october();
    const state = (openAppeals: number) =>
      statementContent({ ...nth(month, 0), openAppeals }, month).bill.state;
    expect([state(0), state(2)]).toEqual(['可支付', '有异议：2 行申诉待答复，金额未定']);
  });

  it('adds its reasons up to the cut', () => {
    for (const month of [october(), refused(50)]) {
      const content = statementContent(nth(month, 0), month);
      const own = content.reasons.filter(({ isDetail }) => !isDetail);
      expect(Money.sum(own.map(({ amount }) => Money.of(amount))).toFixed(2)).toBe(content.cut);
      const paid = content.payers.flatMap(({ funds }) => funds.map(({ amount }) => Money.of(amount)));
      expect(Money.sum(paid).toFixed(2)).toBe(content.approved);
    }
  });
});
