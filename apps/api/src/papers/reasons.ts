import { type Code, codesOf, effectOf, explain, type Finding } from '@songbai/contracts';

/**
 * What a code is about, in a few words: a head for tables, where a message speaks of one line. A new code
 * must be named here.
 */
export const TITLES: Record<Code, string> = {
  O01: '合同未生效或不在合同期内',
  O02: '合同没有该项目价格',
  O03: '居住地不在服务区域',
  O04: '干部已去世',
  O05: '经费不适用',
  O06: '下单与审批为同一人',
  O07: '服务商资质到期',
  O08: '超出数量限额',
  O09: '经费或金额限额不足',
  O10: '未登记困难情况',
  O11: '超出合同金额上限',
  O12: '平均发放',
  O13: '缺少单位审批',
  E01: '疑似平均发放',
  V01: '没有签到时间',
  V02: '没有签退时间',
  V03: '签到或签退不在干部家',
  V04: '服务时间不足',
  V05: '服务人员时间重叠',
  V06: '服务人员不符合条件',
  V07: '缺少必需凭证',
  V09: '干部住院或外出期间',
  V10: '干部去世之后',
  V11: '两次服务间无法赶到',
  V12: '照片重复使用',
  V13: '补录或上传过晚',
  V14: '没有对应的获批订单',
  V15: '超出订单数量',
  V16: '签退不晚于签到',
  V17: '服务时间超过12小时',
  I02: '重复申报',
  I03: '金额与数量×单价不符',
  I05: '超出订单剩余金额',
  I06: '查无服务记录',
  I07: '数量超过核验认定',
  I08: '服务记录未通过核验',
  I09: '单价高于合同价',
  I10: '不属于本账期',
  I11: '不是本合同的获批订单',
  I12: '服务当日没有合同价',
  I13: '项目与服务记录不符',
  I14: '申报总额与明细合计不符',
  T01: '未收到发票',
  T02: '发票号码不合规或重复',
  T03: '发票销方不符',
  T04: '发票购方不符',
  T05: '发票金额不符',
};

/** A finding as papers print it. */
export interface Reason {
  code: Code;
  message: string;
  basis: string;
  remedy: string;
}

export function reasonOf(finding: Finding): Reason {
  const { code, message, basis, remedy } = explain(finding, 'zh');
  return { code, message, basis, remedy };
}

export const isNote = (finding: Finding): boolean => effectOf(finding) === 'note';

/** The first code that did something; a note only where there is nothing else. */
export function leadingCode(findings: readonly Finding[]): Code | undefined {
  return codesOf(findings.filter((each) => !isNote(each)))[0] ?? codesOf(findings)[0];
}
