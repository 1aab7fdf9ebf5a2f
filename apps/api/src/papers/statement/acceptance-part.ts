import { type Blank, BY_HAND, blanksHeight, drawBlanks, drawFields } from '../pdf/form';
import { lineHeight, type Sheet } from '../pdf/sheet';
import { Table } from '../pdf/table';
import type { Acceptance } from './acceptance-content';
import type { StatementContent } from './content';
import { drawHeading, drawTableUnder, drawTitle, TEXT } from './layout';

/** The last sheet: the acceptance of the month's services, which the rules of public purchasing ask for. */
export function drawAcceptance(sheet: Sheet, content: StatementContent): void {
  const { bill, bureau, provider, contract, acceptance } = content;
  drawTitle(sheet, '履约验收单');
  drawFields(sheet, [
    [
      ['采购单位', bureau.name],
      ['供应商', provider.name],
    ],
    [
      ['合同编号', contract.number],
      ['合同期限', `${contract.startsOn} 至 ${contract.endsOn}`],
    ],
    [
      ['账单号', bill.number],
      ['验收账期', bill.month],
    ],
  ]);
  drawVisits(sheet, acceptance);
  drawItems(sheet, acceptance);
  drawRatings(sheet, acceptance);
  drawVerdict(sheet, content);
}

function drawVisits(sheet: Sheet, { visits, states }: Acceptance): void {
  const rows = states.map(({ state, count, reasons }) => ({
    cells: [
      state,
      String(count),
      reasons.map((each) => `${each.title} ${each.count}（${each.code}）`).join('；') || '—',
    ],
  }));
  const table = new Table(
    sheet,
    [
      { head: '核验结果', width: 'fit' },
      { head: '记录数', width: 'fit', align: 'right' },
      { head: '主要原因（一条记录可有几项）', width: 1 },
    ],
    [...rows, { kind: 'total', cells: ['本月服务记录', String(visits), ''] }],
  );
  drawTableUnder(sheet, '一、服务记录核验', table);
}

function drawItems(sheet: Sheet, { items }: Acceptance): void {
  if (items.length === 0) return;
  const rows = items.map(({ item, visits, payable, part, held, blocked, quantity, measure }) => ({
    cells: [item, ...[visits, payable, part, held, blocked].map(String), `${quantity} ${measure}`],
  }));
  const counted = ['记录数', '可支付', '部分', '待核实', '不予认定'];
  const table = new Table(
    sheet,
    [
      { head: '服务项目', width: 1 },
      ...counted.map((head) => ({ head, width: 'fit' as const, align: 'right' as const })),
      { head: '认定数量', width: 'fit', align: 'right' },
    ],
    rows,
  );
  drawTableUnder(sheet, '二、分项情况', table);
}

function drawRatings(sheet: Sheet, { ratings }: Acceptance): void {
  const { count, mean, levels, assisted, comments } = ratings;
  const shares = levels.map((many, i) => `${5 - i} 分 ${many}`).join('，');
  drawHeading(sheet, '三、服务对象评价与意见', 2 * lineHeight(TEXT));
  const told =
    count === 0 ? '本月没有计入统计的评价。' : `评价 ${count} 条，平均 ${mean} 分（满分 5 分）：${shares}。`;
  sheet.paragraph(told, TEXT);
  if (assisted > 0) sheet.paragraph(`另有服务人员代填 ${assisted} 条，留存备查，不计入统计。`, TEXT);
  if (comments.length === 0) {
    sheet.paragraph('没有书面意见。', TEXT);
    return;
  }
  sheet.paragraph('意见按满意度由低到高排列，全部列出：', TEXT);
  sheet.skip(4);
  new Table(
    sheet,
    [
      { head: '评价日期', width: 'fit' },
      { head: '记录号', width: 1 },
      { head: '评价人', width: 'fit' },
      { head: '分', width: 'fit', align: 'right' },
      { head: '意见', width: 4 },
    ],
    comments.map(({ day, visit, respondent, level, comment }) => ({
      cells: [day, visit, respondent, String(level), comment],
    })),
  ).draw();
}

function drawVerdict(sheet: Sheet, { bureau }: StatementContent): void {
  const verdict: Blank[] = [
    { head: '验收结论', body: '□ 合格　　□ 基本合格（限期整改）　　□ 不合格', foot: ['说明：'] },
  ];
  const people: Blank[] = [
    { head: '验收人：', foot: [BY_HAND] },
    { head: '服务对象代表：', foot: [BY_HAND] },
    { head: '采购单位（盖章）', body: bureau.name, foot: ['负责人：', BY_HAND] },
  ];
  drawHeading(sheet, '四、验收意见', blanksHeight(verdict, 8) + blanksHeight(people, 36));
  drawBlanks(sheet, verdict, 8);
  drawBlanks(sheet, people, 36);
}
