import type { VisitCode } from '@songbai/contracts';
import { type Word, words } from '../../shared/words';

/** Values of facts that are words of no list of the rules. */
export const valueWords = words({
  bureau: ['老干部局', 'bureau'],
  unit: ['单位', 'unit'],
  provider: ['服务商', 'provider'],
  areas: ['服务区划', 'areas'],
  ceiling: ['上限', 'ceiling'],
  startsOn: ['起始日', 'first day'],
  endsOn: ['终止日', 'last day'],
  prices: ['价格', 'prices'],
  items: ['服务项目', 'items'],
  roundingMinutes: ['计时进位', 'rounding'],
  minimumMinutes: ['最少时长', 'shortest visit'],
  budgetFundIds: ['预算经费', 'budget funds'],
  budgetDocument: ['预算文件', 'budget document'],
  termReasons: ['长期理由', 'reasons for the term'],
  gender: ['性别', 'gender'],
  idNumber: ['身份证号', 'ID number'],
  deceasedOn: ['去世', 'death'],
  true: ['是', 'yes'],
  false: ['否', 'no'],
  xlsx: ['Excel 表', 'Excel'],
  csv: ['CSV 表', 'CSV'],
});

/** Why a visit was held, cut or blocked, in three or four words; the sentences stand on the visit's own page. */
const VISIT_REASONS: Record<VisitCode | 'V21' | 'E01', Word> = {
  V01: ['没有签到时间', 'no start'],
  V02: ['没有签退时间', 'no end'],
  V03: ['没有在家的定位', 'no position at the home'],
  V04: ['不足最少时长', 'too short'],
  V05: ['服务人员时间重叠', 'worker elsewhere at the time'],
  V06: ['人员资质不符', 'worker not entitled'],
  V07: ['缺少凭证', 'proof is missing'],
  V09: ['干部当时不在家', 'cadre away from home'],
  V10: ['干部已去世', 'cadre had died'],
  V11: ['两次服务赶不到', 'could not have got there'],
  V12: ['照片用过', 'photo used before'],
  V13: ['补录或迟传', 'entered afterwards'],
  V14: ['订单未批准或不在期内', 'outside an approved order'],
  V15: ['超出订单余量', 'beyond the order'],
  V16: ['签退不晚于签到', 'ends before it begins'],
  V17: ['时间过长', 'too long'],
  V21: ['下单人补录，待他人核实', 'entered by who ordered'],
  V22: ['时间还没有到', 'in the future'],
  E01: ['经费近乎平均分配', 'a fund handed out evenly'],
};

const reasons = words(VISIT_REASONS);

/** "V05" → "服务人员时间重叠 V05"; undefined for what is no code of a visit. */
export const visitReason = (code: string): string | undefined =>
  code in reasons ? `${reasons[code as keyof typeof reasons]()} ${code}` : undefined;
