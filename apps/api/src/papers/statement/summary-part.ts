import { LINE_OUTCOMES } from '@songbai/billing';
import { grouped } from '../amounts';
import { type Blank, BY_HAND, blanksHeight, drawBlanks, drawFields } from '../pdf/form';
import { lineHeight, PAGE, type Sheet, WIDTH } from '../pdf/sheet';
import { Table } from '../pdf/table';
import type { StatementContent } from './content';
import { drawHeading, drawTableUnder, drawTitle, reasonTexts, SMALL, TEXT } from './layout';

/** What is signed: parties, totals, reasons, payers, invoice, and the blanks for both sides. */
export function drawSummary(sheet: Sheet, content: StatementContent, hash: string): void {
  drawTitle(sheet, '结算对账单', content.bureau.name);
  drawParties(sheet, content);
  drawTotals(sheet, content);
  drawReasons(sheet, content);
  drawPayers(sheet, content);
  drawInvoice(sheet, content);
  drawSignatures(sheet, content, hash);
}

function drawParties(sheet: Sheet, { bill, bureau, provider, contract, decided }: StatementContent): void {
  drawFields(sheet, [
    [
      ['账单号', bill.number],
      ['账期', `${monthInWords(bill.month)}（${bill.kind}）`],
    ],
    [
      ['甲方', bureau.name],
      ['信用代码', bureau.creditCode],
    ],
    [
      ['乙方', provider.name],
      ['信用代码', provider.creditCode],
    ],
    [
      ['合同编号', contract.number],
      ['合同期限', `${contract.startsOn} 至 ${contract.endsOn}`],
    ],
    [
      ['开户行', provider.bank],
      ['银行账号', provider.bankAccount],
    ],
    [
      ['结算状态', bill.state],
      ['核定人', `${decided.by}，${decided.at}`],
    ],
  ]);
}

/** Declared, what was cut, what was adjudicated; where that was adjusted since, by what and to what. */
function drawTotals(sheet: Sheet, content: StatementContent): void {
  const { bill, claimed, approved, cut, capitals, counts, findings, settled, adjusted } = content;
  const own = findings.filter(({ code }) => code.startsWith('I'));
  const [CUT, REFUSED] = [LINE_OUTCOMES.cut.zh, LINE_OUTCOMES.refused.zh];
  const total = (name: string, lines: string, amount: string) => ({
    ...{ kind: 'total' as const, cells: [name, lines, grouped(amount)] },
  });
  const rows = [
    {
      cells: ['申报金额（账单总额）', '', grouped(bill.declared)],
      below: [...reasonTexts(own), ...settled.map((text) => ({ text, indent: 0 }))],
    },
    { cells: ['明细合计', `${counts.lines}`, grouped(claimed)] },
    {
      cells: [
        '核减金额',
        `${counts.part + counts.refused}（${CUT} ${counts.part}，${REFUSED} ${counts.refused}）`,
        grouped(cut),
      ],
      staysWithNext: true,
    },
    total('核定金额', `${counts.lines - counts.refused}`, approved),
    ...(adjusted?.steps ?? []).map(({ kind, clause, amount, lines }) => ({
      ...{ cells: [`${kind}（${clause}）`, lines, grouped(amount)], staysWithNext: true },
    })),
    ...(adjusted ? [total('应付金额', '', adjusted.payable)] : []),
  ];
  drawTableUnder(
    sheet,
    '一、金额汇总',
    new Table(
      sheet,
      [
        { head: '项目', width: 2 },
        { head: '明细行数', width: 2 },
        { head: '金额（元）', width: 'fit', align: 'right' },
      ],
      rows,
    ),
  );
  sheet.skip(6);
  const named = adjusted ? '应付金额' : '核定金额';
  sheet.paragraph(`${named}（大写）：人民币${capitals}`, { ...TEXT, weight: 'bold' });
}

function drawReasons(sheet: Sheet, { reasons, cut, counts }: StatementContent): void {
  if (reasons.length === 0) {
    drawHeading(sheet, '二、核减原因', lineHeight(TEXT));
    sheet.paragraph(counts.lines === 0 ? '本账单没有明细。' : '各行均按申报金额核定，没有核减。', TEXT);
    return;
  }
  const rows = reasons.map(({ code, title, lines, amount, isDetail }) => ({
    cells: [
      isDetail ? '' : code,
      isDetail ? `其中：${code} ${title}` : title,
      String(lines),
      grouped(amount),
    ],
  }));
  const last = rows.at(-1);
  const table = new Table(
    sheet,
    [
      { head: '代码', width: 'fit' },
      { head: '原因', width: 1 },
      { head: '涉及行数', width: 'fit', align: 'right' },
      { head: '核减金额（元）', width: 'fit', align: 'right' },
    ],
    [
      ...rows.slice(0, -1),
      ...(last ? [{ ...last, staysWithNext: true }] : []),
      { kind: 'total', cells: ['', '核减合计', '', grouped(cut)] },
    ],
  );
  const note = '一行有几项原因的，每项原因都计行数，金额只计入第一项，相加等于核减合计。逐行说明见附件一。';
  drawTableUnder(sheet, '二、核减原因', table, note);
}

function drawPayers(sheet: Sheet, { payers, approved, adjusted }: StatementContent): void {
  if (payers.length === 0) {
    drawHeading(sheet, '三、付款单位与经费', lineHeight(TEXT));
    sheet.paragraph('本账单没有应付金额。', TEXT);
    return;
  }
  const rows = payers.flatMap(({ name, kind, funds, amount }) => [
    {
      kind: 'group' as const,
      cells: [`付款单位：${name}（${kind === 'bureau' ? '甲方' : '干部所在单位'}）`, '', '', grouped(amount)],
      staysWithNext: true,
    },
    ...funds.map((fund, i) => ({
      cells: [fund.code, fund.type, fund.year, grouped(fund.amount)],
      staysWithNext: i === 0 && funds.length > 1,
    })),
  ]);
  const last = rows.at(-1);
  const table = new Table(
    sheet,
    [
      { head: '经费编码', width: 2 },
      { head: '经费类型', width: 1 },
      { head: '年度', width: 1 },
      { head: '金额（元）', width: 'fit', align: 'right' },
    ],
    [
      ...rows.slice(0, -1),
      ...(last ? [{ ...last, staysWithNext: true }] : []),
      { kind: 'total', cells: ['合计', '', '', grouped(adjusted?.payable ?? approved)] },
    ],
  );
  drawTableUnder(sheet, '三、付款单位与经费', table);
}

function drawInvoice(sheet: Sheet, { invoice, findings }: StatementContent): void {
  const own = findings.filter(({ code }) => code.startsWith('T'));
  drawHeading(sheet, '四、发票', 3 * lineHeight(TEXT));
  if (invoice) {
    drawFields(sheet, [
      [
        ['发票号码', invoice.number],
        ['开票日期', invoice.issuedOn],
      ],
      [
        ['购方代码', invoice.buyerCode],
        ['销方代码', invoice.sellerCode],
      ],
      [
        ['价税合计', invoice.total],
        ['核对结果', own.length === 0 ? '相符' : `不符（${own.map(({ code }) => code).join('、')}）`],
      ],
    ]);
    sheet.skip(4);
  }
  for (const { text, indent, grey } of reasonTexts(own)) {
    sheet.paragraph(text, { ...TEXT, size: 8.6, grey }, PAGE.left + indent, WIDTH - indent);
  }
}

function drawSignatures(sheet: Sheet, content: StatementContent, hash: string): void {
  const { bill, contract, bureau, provider, approved, adjusted, capitals, decided } = content;
  const people: Blank[] = ['经办', '审核', '领导'].map((head) => ({ head: `${head}：`, foot: [BY_HAND] }));
  const sides: Blank[] = [
    { head: '甲方（盖章）', body: bureau.name, foot: [BY_HAND] },
    { head: '乙方（盖章）', body: provider.name, foot: ['经办人签字：', BY_HAND] },
  ];
  const annex = content.cutLines.length === 0 ? '' : '核减明细见附件一。';
  const what = `账单 ${bill.number}（合同 ${contract.number}，${monthInWords(bill.month)}）`;
  const after = adjusted ? `，调整后应付金额 ${grouped(adjusted.payable)} 元` : '';
  const agreed = `双方确认：${what}核定金额 ${grouped(approved)} 元${after}，大写人民币${capitals}。${annex}`;
  const made = `核定人：${decided.by}；月度结算操作：${decided.operator}；核定时间：${decided.at}。`;
  drawHeading(sheet, '五、确认', blanksHeight(people, 26) + blanksHeight(sides, 62) + 7 * lineHeight(TEXT));
  sheet.paragraph(agreed, TEXT);
  sheet.skip(5);
  drawBlanks(sheet, people, 26);
  drawBlanks(sheet, sides, 62);
  sheet.skip(5);
  sheet.paragraph(made, SMALL);
  sheet.paragraph(`文件校验码（SHA-256）：${hash}`, SMALL);
}

function monthInWords(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}
