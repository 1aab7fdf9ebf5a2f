import { listed } from '../../shared/lists';
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
  V01: ['没有签到', 'No sign-in'],
  V02: ['没有签退', 'No sign-out'],
  V03: ['没有在家的定位', 'No position at the home'],
  V04: ['时间不足', 'Too short'],
  V05: ['时间重叠', 'Overlapping visits'],
  V06: ['服务人员不符合条件', 'Worker not entitled'],
  V07: ['缺少凭证', 'Proof is missing'],
  V09: ['住院或外出期间', 'Cadre was away'],
  V10: ['去世之后', 'After the death'],
  V11: ['两次之间无法赶到', 'No time for the way'],
  V12: ['照片重复使用', 'Photo used twice'],
  V13: ['补录或上传过晚', 'Entered too late'],
  V14: ['没有获批订单', 'No approved order'],
  V15: ['超出订单数量', 'Beyond what was ordered'],
  V16: ['签退不晚于签到', 'Ends before it begins'],
  V17: ['超过 12 小时', 'Over 12 hours'],
  V21: ['下单人自录', 'Entered by who ordered'],
  colon: ['{what}：{why}', '{what}: {why}'],
});

const wordOf = (code: string): string => (code in c ? c[code as keyof typeof c]() : code);

/** "I08 V06" → "记录不能付款：服务人员不符合条件"; a code without a short name stays a code. */
function reasonText(reason: string): string {
  const [code = '', ...ofVisit] = reason.split(' ');
  if (ofVisit.length === 0) return wordOf(code);
  return c.colon({ what: wordOf(code), why: listed(ofVisit.map(wordOf)) });
}

/** In one line of text, with the code behind the words: "数量不符 I07". */
export const codeText = (reason: string): string => {
  const said = reasonText(reason);
  return said === reason ? said : `${said} ${reason}`;
};

interface ReasonsProps {
  codes: readonly string[];
  /** What a code says more closely here. */
  closer?: Readonly<Record<string, string>>;
}

/** Words first, and the codes small behind them. */
export const Reasons = ({ codes, closer = {} }: ReasonsProps) => (
  <>
    {codes.map((code) => closer[code] ?? reasonText(code)).join(' + ')}{' '}
    <span className="code-behind">{codes.join(' ')}</span>
  </>
);
