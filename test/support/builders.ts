import {
  type Bill,
  type BillLine,
  type Cadre,
  type Contract,
  type Fund,
  type Instant,
  type Item,
  type Limit,
  Money,
  type Order,
  type Price,
  type Provider,
  parseLocal,
  quantity,
  RegisterBook,
  type RegisterRows,
  type Stay,
  type TaxInvoice,
  type Unit,
  type Visit,
  type Worker,
} from '@songbai/contracts';

/**
 * One of everything that fits together: a cadre, an order for ten hours in October 2026, a visit of one hour,
 * its bill line.
 */

/** "10-05 09:00" of 2026, or a full local time. */
export function at(text: string): Instant {
  const instant = parseLocal(/^\d\d-/.test(text) ? `2026-${text}:00` : text);
  if (instant === undefined) throw new Error(`${text} is no time`);
  return instant;
}

export const yuan = (text: string): Money => Money.of(text);
export const HOME = { longitude: 119.5, latitude: 26.7 };
/** About 111.2 m per 0.001 degree. */
export const northOf = (degrees: number) => ({ ...HOME, latitude: HOME.latitude + degrees });

export const aUnit = (over: Partial<Unit> = {}): Unit => ({
  code: 'U1',
  name: '局机关',
  kind: '机关',
  creditCode: '11350902482993488L',
  area: '350902',
  status: 'active',
  supervisor: null,
  ...over,
});

export const aCadre = (over: Partial<Cadre> = {}): Cadre => ({
  code: 'G1',
  name: '陈',
  gender: '男',
  idNumber: '350902192609211192',
  unit: 'U1',
  area: '350902',
  address: '东湖路1号',
  home: HOME,
  phone: '13800000000',
  family: { name: '李', relation: '孙', phone: '13900000000' },
  settlement: 'local',
  tags: ['独居'],
  abilityLevel: 1,
  deceasedOn: null,
  ...over,
});

export const aStay = (over: Partial<Stay> = {}): Stay => ({
  cadre: 'G1',
  kind: 'hospital',
  from: at('10-05 08:00'),
  to: at('10-05 12:00'),
  ...over,
});

export const aProvider = (over: Partial<Provider> = {}): Provider => ({
  code: 'P1',
  name: '长青中心',
  creditCode: '52350902187202534F',
  kind: '企业',
  qualifiedUntil: '2027-12-31',
  phone: '0593',
  bank: '农行',
  bankAccount: '1357',
  ...over,
});

export const aWorker = (over: Partial<Worker> = {}): Worker => ({
  code: 'W1',
  provider: 'P1',
  name: '庄',
  certifiedUntil: '2027-12-31',
  joinedOn: '2025-01-01',
  leftOn: null,
  ...over,
});

export const anItem = (over: Partial<Item> = {}): Item => ({
  code: 'HR',
  name: '生活照料',
  category: '照料',
  measure: 'hour',
  standardMinutes: 60,
  place: 'home',
  proofs: [],
  fundTypes: ['government-purchase', 'special-need', 'public', 'hardship-aid'],
  ...over,
});

export const aContract = (over: Partial<Contract> = {}): Contract => ({
  number: 'C1',
  provider: 'P1',
  buyerName: '宁德市委老干部局',
  buyerCode: '11350900003887123U',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  ceiling: yuan('5000.00'),
  areas: ['350902'],
  roundingMinutes: 15,
  minimumMinutes: 30,
  status: 'active',
  statusText: '生效',
  ...over,
});

export const aPrice = (over: Partial<Price> = {}): Price => ({
  contract: 'C1',
  item: 'HR',
  unitPrice: yuan('30.00'),
  from: '2026-01-01',
  to: null,
  ...over,
});

export const aFund = (over: Partial<Fund> = {}): Fund => ({
  code: 'BUY',
  type: 'government-purchase',
  owner: null,
  year: 2026,
  allotted: yuan('1000.00'),
  ...over,
});

export const aLimit = (over: Partial<Limit> = {}): Limit => ({
  code: 'L1',
  fundType: null,
  category: null,
  window: 'month',
  measure: 'hour',
  cap: quantity('10'),
  basis: '示例',
  ...over,
});

export const anOrder = (over: Partial<Order> = {}): Order => ({
  number: 'D1',
  cadre: 'G1',
  contract: 'C1',
  item: 'HR',
  startsOn: '2026-10-01',
  endsOn: '2026-10-31',
  quantity: quantity('10'),
  funds: ['BUY'],
  need: null,
  orderedBy: 'clerk',
  approvedBy: 'chief',
  approvedAt: at('09-22 11:00'),
  unitApprovedBy: 'U1章',
  ...over,
});

export const aVisit = (over: Partial<Visit> = {}): Visit => ({
  number: 'J1',
  order: 'D1',
  cadre: 'G1',
  worker: 'W1',
  item: 'HR',
  startedAt: at('10-05 09:00'),
  endedAt: at('10-05 10:00'),
  startPlace: HOME,
  endPlace: HOME,
  signed: true,
  photos: [],
  method: 'mobile',
  uploadedAt: at('10-05 12:00'),
  ...over,
});

export const aBill = (over: Partial<Bill> = {}): Bill => ({
  number: 'B1',
  contract: 'C1',
  month: '2026-10',
  kind: 'regular',
  declared: yuan('30.00'),
  ...over,
});

export const aLine = (over: Partial<BillLine> = {}): BillLine => ({
  bill: 'B1',
  line: 1,
  visit: 'J1',
  item: 'HR',
  quantity: quantity('1'),
  unitPrice: yuan('30.00'),
  amount: yuan('30.00'),
  ...over,
});

export const anInvoice = (over: Partial<TaxInvoice> = {}): TaxInvoice => ({
  bill: 'B1',
  number: '26350182714588356160',
  issuedOn: '2026-11-05',
  buyerCode: '11350900003887123U',
  sellerCode: '52350902187202534F',
  total: '30.00',
  ...over,
});

/** The registers of one of everything, with whole tables replaced. */
export function registers(over: Partial<RegisterRows> = {}): RegisterRows {
  return {
    units: [aUnit()],
    cadres: [aCadre()],
    stays: [],
    providers: [aProvider()],
    workers: [aWorker()],
    items: [anItem()],
    contracts: [aContract()],
    prices: [aPrice()],
    funds: [aFund()],
    limits: [],
    ...over,
  };
}

export const aBook = (over: Partial<RegisterRows> = {}): RegisterBook => new RegisterBook(registers(over));
