import type {
  AdjudicatedState,
  AdjustmentKind,
  Alert,
  LineDecision,
  OrderDecision,
  Share,
} from '@songbai/billing';
import type {
  Bill,
  Contract,
  Day,
  Finding,
  Instant,
  Money,
  Month,
  Provider,
  Rating,
  RegisterBook,
  TaxInvoice,
  VisitDecision,
} from '@songbai/contracts';

/** Who buys: the 甲方 of the contracts. */
export interface Bureau {
  name: string;
  creditCode: string;
}

/** A month as it was settled: all that its papers are written from. Sorted by number throughout. */
export interface SettledMonth {
  month: Month;
  bureau: Bureau;
  /** Who ran the month, and when it was first run: the papers of a second run carry the same time. */
  operator: string;
  decidedAt: Instant;
  book: RegisterBook;
  orders: OrderDecision[];
  visits: VisitDecision[];
  bills: SettledBill[];
  alerts: Alert[];
  journal: Journal;
  payments: Payment[];
}

/** A finding of a bill that the provider's word settled. */
export interface SettledFinding {
  code: string;
  by: string;
  at: Instant;
  /** Whose word it was, where staff entered it. */
  onBehalfOf: string | null;
}

/** What was taken from a bill or given to it after it was adjudicated, with the lines that it was taken from. */
export interface Adjusted {
  kind: AdjustmentKind;
  clause: string;
  /** Signed, as the lines are. */
  amount: Money;
  lines: { line: number; amount: Money }[];
}

/** An adjudicated bill with all that its statement and its acceptance sheet say. */
export interface SettledBill {
  bill: Bill;
  contract: Contract;
  provider: Provider;
  claimed: Money;
  /** As adjudicated; what came after is in the adjustments. */
  approved: Money;
  adjustments: Adjusted[];
  /** Approved, with all adjustments. */
  payable: Money;
  /** What each fund pays of it, line by line; the sums are what is payable. */
  shares: Share[];
  /** I14 and the T codes. */
  findings: Finding[];
  state: AdjudicatedState;
  /** As adjudicated. */
  lines: LineDecision[];
  invoice: TaxInvoice | undefined;
  /** Visits of the month under the bill's contract, billed or not, and what was said of them. */
  visits: VisitDecision[];
  /** Visits of earlier months that lines of this bill name (补报), as they were decided. */
  earlierVisits: VisitDecision[];
  ratings: Rating[];
  settled?: SettledFinding[];
  /** Lines whose appeal has no answer yet: what is signed may still change. */
  openAppeals: number;
  adjudicatedBy: string;
}

/** What is applied for: one row per payer and payable bill. */
export interface Payment {
  bill: string;
  contract: string;
  invoice: string;
  /** The bureau, or the unit whose fund pays. */
  payer: { kind: 'bureau' | 'unit'; name: string };
  provider: Provider;
  amount: Money;
  funds: Share[];
  /** A unit's share is paid by the unit itself, or by the bureau and reimbursed (归垫). */
  settlement: 'direct' | 'reimbursed';
  month: Month;
}

export interface FundBalance {
  fund: string;
  allotted: Money;
  reserved: Money;
  expended: Money;
  available: Money;
}

/** One movement of the ledger: how much went to reserved and to expended, from what is available. */
export interface Posting {
  fund: string;
  seq: number;
  kind:
    | 'allot'
    | 'reserve'
    | 'expend'
    | 'release'
    | 'reverse'
    | 'recover'
    | 'pay'
    | 'unpay'
    | 'carry-in'
    | 'carry-out'
    | 'lapse';
  on: Day;
  allotted: Money;
  reserved: Money;
  expended: Money;
  /** The paper it comes from: an order's number, or a bill's number and line. */
  document: string;
}

export interface Journal {
  month: Month;
  opening: FundBalance[];
  postings: Posting[];
  closing: FundBalance[];
}
