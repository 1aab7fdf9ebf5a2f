import { type Code, codesOf, effectOf, explain, type Finding } from '@songbai/contracts';

/**
 * What a code is about, in a few words: a head for tables, where a message speaks of one line. A new code
 * must be named here.
 */
export const TITLES: Record<Code, string> = {
  C01: '合同期超过一年而理由不齐',
  C02: '合同期超过三年',
  C03: '合同金额超出预算',
  C04: '合同缺少有效价格',
  C05: '同一天有两个价格',
  C06: '服务商资质早于合同期满',
  C07: '补充金额超过百分之十',
  C08: '经办与批准为同一人',
  C09: '价格变更溯及既往',
  C10: '上限低于已占用金额',
  F01: '核减超出可用指标',
  F02: '经费归属不合',
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
  O14: '不需要该单位审批',
  O15: '事后审批',
  E01: '疑似平均发放',
  V01: '没有签到时间',
  V02: '没有签退时间',
  V03: '签到或签退没有在家的定位',
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
  P01: '没有可申报的服务',
  P02: '审批人已办过此账单',
  P03: '编制与放行为同一人',
  P04: '该行已全额核定',
  P05: '已在办理中的支付里',
  P06: '核定金额为零',
  P07: '扣减超过核定金额',
  P08: '补付超过申报金额',
  P09: '订单占用不足',
  P10: '按条款调整',
  P11: '须另一人确认',
  P12: '付款日期不在放行与今天之间',
  P13: '开票日期未到',
  P14: '付款后已有追回',
  P15: '账期未到',
  P16: '款项尚未退回',
  P19: '开票日期早于账期',
  P20: '收款账户变更后未付过款',
  P21: '变更账户与放行为同一人',
  P22: '服务记录已在别的账单上',
  P23: '服务记录与编制时看到的不同',
  P24: '以前付过、登记为退回',
  V18: '没有此项待核实原因',
  V19: '须由另一人认定',
  V20: '尚未签退',
  V21: '下单人自录',
  V22: '时间未到',
  L01: '干部已去世',
  L02: '时间未到',
  L03: '已在住院或外出',
  L04: '没有未结束的住院或外出',
  L05: '服务中登记变动',
  L06: '认定后登记去世',
  R01: '没有可评价的服务',
  R02: '服务者本人不得评价',
  R03: '不能以他人名义评价',
  Y01: '有待核实的服务记录',
  Y02: '有未核定的账单',
  Y03: '有未确认的账单',
  Y04: '重新开启须两人',
  Y05: '年度尚未结束',
  Y06: '有未结账的月份',
  Y07: '下一年度没有对应经费',
  Y08: '账期未过完',
  Y09: '以前账期未结',
  Y10: '以后账期已结',
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
