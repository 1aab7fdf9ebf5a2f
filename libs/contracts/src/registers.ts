import type { MaybePlace } from './geo';
import type { Money, Quantity } from './money';
import type { Day, Instant } from './time';
import type {
  ContractStatus,
  FundType,
  LimitMeasure,
  Measure,
  Proof,
  ServicePlace,
  Settlement,
  StayKind,
  UnitStatus,
  Window,
} from './vocabulary';

/** The registers of a bureau. Rows name each other by the codes and numbers that the office itself uses. */

export interface Unit {
  code: string;
  name: string;
  kind: string;
  creditCode: string;
  area: string;
  status: UnitStatus;
  /** Code of the competent department, which takes over when the unit is gone. */
  supervisor: string | null;
}

export interface Cadre {
  code: string;
  name: string;
  gender: string;
  idNumber: string;
  unit: string;
  area: string;
  address: string;
  /** Unknown until somebody sets it: then no visit at home can show that it was there (V03). */
  home: MaybePlace;
  phone: string;
  family: { name: string; relation: string; phone: string } | null;
  settlement: Settlement;
  tags: string[];
  abilityLevel: number;
  deceasedOn: Day | null;
}

/** A time away from home, [from, to); still there where `to` is null. */
export interface Stay {
  cadre: string;
  kind: StayKind;
  from: Instant;
  to: Instant | null;
}

export interface Provider {
  code: string;
  name: string;
  creditCode: string;
  kind: string;
  qualifiedUntil: Day;
  phone: string;
  bank: string;
  bankAccount: string;
}

export interface Worker {
  code: string;
  provider: string;
  name: string;
  certifiedUntil: Day;
  joinedOn: Day;
  leftOn: Day | null;
}

export interface Item {
  code: string;
  name: string;
  category: string;
  measure: Measure;
  standardMinutes: number;
  place: ServicePlace;
  proofs: Proof[];
  fundTypes: FundType[];
}

export interface Contract {
  number: string;
  provider: string;
  buyerName: string;
  buyerCode: string;
  startsOn: Day;
  endsOn: Day;
  ceiling: Money;
  areas: string[];
  roundingMinutes: number;
  minimumMinutes: number;
  status: ContractStatus;
  /** The register's own word for the status. */
  statusText: string;
}

/** The price of an item under a contract, valid on the days [from, to]; open where `to` is null. */
export interface Price {
  contract: string;
  item: string;
  unitPrice: Money;
  from: Day;
  to: Day | null;
}

export interface Fund {
  code: string;
  type: FundType;
  /** Code of the unit that owns the fund; null where the bureau does. */
  owner: string | null;
  year: number;
  allotted: Money;
}

/** A ceiling per cadre and window: in yuan, or in a measure of items. */
export interface Limit {
  code: string;
  fundType: FundType | null;
  category: string | null;
  window: Window;
  measure: LimitMeasure;
  /** Yuan, or a quantity in `measure`. */
  cap: Quantity;
  basis: string;
  /** It counts the orders whose first day is within these days; open where null. Left out: as it is, or open. */
  validFrom?: Day | null;
  validTo?: Day | null;
}
