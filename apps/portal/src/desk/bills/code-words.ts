import { words } from '../../shared/words';

/** Short names of what is wrong, for headings and axes; the sentences are the rules' own. */
const c = words({
  I02: ['重复申报', 'Billed twice'],
  I03: ['算术不符', 'Sum is wrong'],
  I05: ['超出订单余额', 'Beyond the order'],
  I06: ['无服务记录', 'No visit'],
  I07: ['数量不符', 'Quantity'],
  I08: ['记录不能付款', 'Visit does not stand'],
  I09: ['价格不符', 'Price'],
  I10: ['不在账期', 'Outside the month'],
  I11: ['订单或合同不符', 'Order or contract'],
  I12: ['没有合同价', 'No contract price'],
  I13: ['项目不符', 'Another item'],
  I14: ['申报与合计不符', 'Declared is not the sum'],
});

/** "I07" → "数量不符 I07"; what follows the code stays; a code without a short name stays a code. */
export function codeText(reason: string): string {
  const [code = ''] = reason.split(' ');
  return code in c ? `${c[code as keyof typeof c]()} ${reason}` : reason;
}
