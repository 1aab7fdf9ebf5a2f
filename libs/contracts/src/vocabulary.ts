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

/** What is told of a cadre's life, because orders and visits depend on it. */
export const LIFE_EVENTS = {
  death: word('去世', 'death'),
  admission: word('住院', 'admission to hospital'),
  discharge: word('出院', 'discharge from hospital'),
  away: word('外出', 'departure'),
  back: word('返回', 'return home'),
} as const;
export type LifeEventKind = keyof typeof LIFE_EVENTS;

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

/** How a rating came in. A folder may say it in words of its own; those stay as they are. */
export const RATING_CHANNELS = {
  qr: word('二维码', 'QR card'),
  phone: word('电话', 'phone'),
  paper: word('纸质', 'paper'),
  app: word('手机', 'app'),
} as const;
export type RatingChannel = keyof typeof RATING_CHANNELS;

/** Visits that gave no service, or not yet. */
export const VISITS_WITHOUT_SERVICE = {
  planned: word('已安排，尚未开始', 'planned and not begun'),
  started: word('正在服务', 'under way'),
  missed: word('未服务', 'missed'),
  cancelled: word('已取消', 'cancelled'),
} as const;

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

/** What makes a contract of more than a year permissible; all four are needed. */
export const TERM_REASONS = {
  contentFixed: word('内容相对固定', 'fixed content'),
  continuous: word('连续性强', 'strong continuity'),
  fundsStable: word('经费来源稳定', 'stable funding'),
  priceStable: word('价格变化幅度小', 'small price changes'),
} as const;
export type TermReason = keyof typeof TERM_REASONS;

/** What a long term rests on: the reasons, and the budget. */
export const TERM_GROUNDS = { ...TERM_REASONS, budgetDocument: word('预算文件', 'budget document') } as const;

/** The key of a Chinese word in its list, undefined where the list has no such word. */
export function keyOf<K extends string>(list: Record<K, Word>, zh: string): K | undefined {
  return (Object.keys(list) as K[]).find((key) => list[key].zh === zh);
}
