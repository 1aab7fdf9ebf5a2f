import type { MaybePlace } from './geo';
import type { Money, Quantity } from './money';
import type { Day, Instant, Month } from './time';
import type { BillKind, CaptureMethod, Respondent } from './vocabulary';

/** The papers of a month. A paper never changes once it is stored. */

export interface Order {
  number: string;
  cadre: string;
  contract: string;
  item: string;
  startsOn: Day;
  endsOn: Day;
  quantity: Quantity;
  /** Codes of the funds that pay, in the order in which they are asked. */
  funds: string[];
  /** What the order rests on (需求依据), null where nothing is named. */
  need: string | null;
  orderedBy: string;
  /** Null while approvals are still to come: then `approvedAt` is the moment of judging. */
  approvedBy: string | null;
  approvedAt: Instant;
  /** Who sealed for the unit whose fund pays. */
  unitApprovedBy: string | null;
}

export interface Visit {
  number: string;
  order: string;
  cadre: string;
  worker: string;
  item: string;
  startedAt: Instant | null;
  endedAt: Instant | null;
  startPlace: MaybePlace;
  endPlace: MaybePlace;
  signed: boolean;
  /** SHA-256 of each original photo file. */
  photos: string[];
  method: CaptureMethod;
  uploadedAt: Instant;
}

export interface Bill {
  number: string;
  contract: string;
  month: Month;
  kind: BillKind;
  declared: Money;
}

export interface BillLine {
  bill: string;
  line: number;
  visit: string;
  item: string;
  quantity: Quantity;
  unitPrice: Money;
  amount: Money;
}

/** As filed: its fields are judged (T codes), so they stay text. */
export interface TaxInvoice {
  bill: string;
  number: string;
  issuedOn: string;
  buyerCode: string;
  sellerCode: string;
  total: string;
}

export interface Rating {
  visit: string;
  level: number;
  channel: string;
  respondent: Respondent;
  comment: string | null;
  ratedAt: Instant;
}
