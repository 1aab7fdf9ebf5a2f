/**
 * The closed word lists of the field. The code speaks the key; papers, screens and tables speak `zh` or `en`.
 * The first word of a list is never a default: an unknown word is a fault of the table it stands in.
 */
export interface Word {
  zh: string;
  en: string;
}

const word = (zh: string, en: string): Word => ({ zh, en });

export const FUND_TYPES = {
  'government-purchase': word('政府购买', 'government purchase of services'),
  'special-need': word('特需经费', 'special-need fund'),
  public: word('公用经费', 'public fund'),
  'hardship-aid': word('特困帮扶', 'hardship-aid fund'),
} as const;
export type FundType = keyof typeof FUND_TYPES;

export const MEASURES = {
  hour: word('小时', 'hour'),
  time: word('次', 'time'),
  meal: word('餐', 'meal'),
  day: word('日', 'day'),
  month: word('月', 'month'),
} as const;
export type Measure = keyof typeof MEASURES;

export const LIMIT_MEASURES = { yuan: word('元', 'yuan'), ...MEASURES } as const;
export type LimitMeasure = keyof typeof LIMIT_MEASURES;

export const WINDOWS = { month: word('月', 'month'), year: word('年', 'year') } as const;
export type Window = keyof typeof WINDOWS;

export const UNIT_STATUSES = {
  active: word('正常', 'active'),
  merged: word('撤并', 'merged'),
  bankrupt: word('破产', 'bankrupt'),
} as const;
export type UnitStatus = keyof typeof UNIT_STATUSES;

export const SERVICE_PLACES = { home: word('居家', 'at home'), outside: word('外出', 'outside') } as const;
export type ServicePlace = keyof typeof SERVICE_PLACES;

export const PROOFS = { signature: word('签名', 'signature'), photo: word('照片', 'photo') } as const;
export type Proof = keyof typeof PROOFS;

export const STAY_KINDS = { hospital: word('住院', 'in hospital'), away: word('外出', 'away') } as const;
export type StayKind = keyof typeof STAY_KINDS;

export const SETTLEMENTS = {
  local: word('本地', 'local'),
  relocated: word('易地安置', 'relocated settlement'),
  'away-resident': word('异地居住', 'away resident'),
} as const;
export type Settlement = keyof typeof SETTLEMENTS;

export const CAPTURE_METHODS = {
  mobile: word('手机', 'mobile'),
  phone: word('电话', 'phone'),
  manual: word('补录', 'manual entry'),
} as const;
export type CaptureMethod = keyof typeof CAPTURE_METHODS;

/** What a decision can make of an order. */
export const ORDER_STATES = {
  approved: word('已批准', 'approved'),
  refused: word('未批准', 'refused'),
} as const;
export type OrderState = keyof typeof ORDER_STATES;

/** What verification can make of a visit. */
export const VISIT_STATES = {
  payable: word('可支付', 'payable'),
  part: word('部分可支付', 'payable in part'),
  held: word('待核实', 'held'),
  blocked: word('不予认定', 'blocked'),
} as const;
export type VisitState = keyof typeof VISIT_STATES;

export const BILL_KINDS = {
  regular: word('', 'regular'),
  supplementary: word('补报', 'supplementary'),
} as const;
export type BillKind = keyof typeof BILL_KINDS;

export const RESPONDENTS = {
  self: word('本人', 'the cadre'),
  family: word('家属', 'family'),
  liaison: word('联络员', 'liaison'),
  'worker-assisted': word('服务人员代填', 'filled in by the worker'),
} as const;
export type Respondent = keyof typeof RESPONDENTS;

/** The states of a provider contract that a register may name; any other word means "not in force". */
export const CONTRACT_STATUSES = {
  draft: word('草稿', 'draft'),
  submitted: word('待审', 'submitted'),
  approved: word('已批准', 'approved'),
  active: word('生效', 'active'),
  suspended: word('中止', 'suspended'),
  expired: word('到期', 'expired'),
  terminated: word('终止', 'terminated'),
} as const;
export type ContractStatus = keyof typeof CONTRACT_STATUSES;

/** The key of a Chinese word in its list, undefined where the list has no such word. */
export function keyOf<K extends string>(list: Record<K, Word>, zh: string): K | undefined {
  return (Object.keys(list) as K[]).find((key) => list[key].zh === zh);
}
