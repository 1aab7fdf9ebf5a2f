import {
  type Bill,
  type BillLine,
  type Cadre,
  type Contract,
  Money,
  type Order,
  type Provider,
  parseLocal,
  quantity,
  type Rating,
  type RegisterRows,
  type Visit,
} from '@songbai/contracts';
import type { MonthRows } from './settle';

const at = (text: string): number => parseLocal(text) ?? Number.NaN;
const HOME = { longitude: 119.545187, latitude: 26.687245 };

export function cadre(code: string, name: string): Cadre {
  return {
    code,
    name,
    gender: '男',
    idNumber: '350902192609211192',
    unit: 'U001',
    area: '350902',
    address: '蕉城区东湖路1号',
    home: HOME,
    phone: '13800000000',
    family: { name: '李长', relation: '孙', phone: '13900000000' },
    settlement: 'local',
    tags: ['独居'],
    abilityLevel: 1,
    deceasedOn: null,
  };
}

export function provider(code: string, name: string): Provider {
  return {
    code,
    name,
    creditCode: `52350902187202534${code.at(-1)}`,
    kind: '居家养老服务中心',
    qualifiedUntil: '2028-06-30',
    phone: '0593-6579852',
    bank: '中国农业银行蕉城区支行',
    bankAccount: '1357454086414772317',
  };
}

function contract(number: string, of: string): Contract {
  return {
    number,
    provider: of,
    buyerName: '宁德市委老干部局',
    buyerCode: '11350900003887123U',
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    ceiling: Money.of('9999999999.00'),
    areas: ['350902'],
    roundingMinutes: 15,
    minimumMinutes: 30,
    status: 'active',
    statusText: '生效',
  };
}

export function order(number: string, change: Partial<Order> = {}): Order {
  return {
    number,
    cadre: 'G1',
    contract: 'HT-1',
    item: 'LC01',
    startsOn: '2026-10-01',
    endsOn: '2026-10-31',
    quantity: quantity('20'),
    funds: ['GZ'],
    need: 'XQ1',
    orderedBy: 'clerk1',
    approvedBy: 'chief1',
    approvedAt: at('2026-09-22 11:08:00'),
    unitApprovedBy: 'unit1',
    ...change,
  };
}

/** One hour at home on a day of October, from 09:00. */
export function visit(number: string, day: number, change: Partial<Visit> = {}): Visit {
  const date = `2026-10-${String(day).padStart(2, '0')}`;
  return {
    number,
    order: 'DD1',
    cadre: 'G1',
    worker: 'W1',
    item: 'LC01',
    startedAt: at(`${date} 09:00:00`),
    endedAt: at(`${date} 10:00:00`),
    startPlace: HOME,
    endPlace: HOME,
    signed: true,
    photos: [],
    method: 'mobile',
    uploadedAt: at(`${date} 10:05:00`),
    ...change,
  };
}

export function bill(number: string, of: string, declared: string): Bill {
  return { number, contract: of, month: '2026-10', kind: 'regular', declared: Money.of(declared) };
}

export function line(of: string, number: number, of_: string, change: Partial<BillLine> = {}): BillLine {
  return {
    bill: of,
    line: number,
    visit: of_,
    item: 'LC01',
    quantity: quantity('1'),
    unitPrice: Money.of('36.00'),
    amount: Money.of('36.00'),
    ...change,
  };
}

export function rating(
  of: string,
  level: number,
  comment: string | null,
  change: Partial<Rating> = {},
): Rating {
  return {
    visit: of,
    level,
    channel: '电话',
    respondent: 'self',
    comment,
    ratedAt: at('2026-10-28 10:00:00'),
    ...change,
  };
}

/**
 * A small month with one of everything: a payable bill of the bureau and a unit, a disputed one, an order
 * refused on several grounds, visits of all four states.
 */
export function smallMonth(change: Partial<MonthRows> = {}): MonthRows {
  return { ...registers(), ...papers(), ...change };
}

function registers(): RegisterRows {
  return {
    units: [
      {
        code: 'U001',
        name: '蕉城区第1局',
        kind: '机关',
        creditCode: '11350902482993488L',
        area: '350902',
        status: 'active',
        supervisor: null,
      },
    ],
    cadres: [cadre('G1', '周忠仙'), cadre('G2', '龘㛃')],
    stays: [],
    providers: [provider('P1', '蕉城区长青居家养老服务中心'), provider('P2', '福安市福寿居家养老服务中心')],
    workers: [
      {
        code: 'W1',
        provider: 'P1',
        name: '庄仙庆',
        certifiedUntil: '2027-12-31',
        joinedOn: '2025-03-01',
        leftOn: null,
      },
    ],
    items: [
      {
        code: 'LC01',
        name: '生活照料',
        category: '生活照料',
        measure: 'hour',
        standardMinutes: 60,
        place: 'home',
        proofs: ['signature'],
        fundTypes: ['government-purchase', 'special-need'],
      },
    ],
    contracts: [contract('HT-1', 'P1'), contract('HT-2', 'P2')],
    prices: [
      { contract: 'HT-1', item: 'LC01', unitPrice: Money.of('36.00'), from: '2026-01-01', to: null },
      { contract: 'HT-2', item: 'LC01', unitPrice: Money.of('40.00'), from: '2026-01-01', to: null },
    ],
    funds: [
      { code: 'GZ', type: 'government-purchase', owner: null, year: 2026, allotted: Money.of('100000.00') },
      { code: 'TX', type: 'special-need', owner: 'U001', year: 2026, allotted: Money.of('72.00') },
    ],
    limits: [],
  };
}

function papers(): Omit<MonthRows, keyof RegisterRows> {
  return {
    orders: [
      order('DD1'),
      order('DD2', {
        cadre: 'G2',
        quantity: quantity('4'),
        funds: ['TX', 'GZ'],
        approvedAt: at('2026-10-02 08:00:00'),
      }),
      order('DD3', { approvedBy: 'clerk1', startsOn: '2027-01-01', endsOn: '2027-01-31' }),
    ],
    visits: [
      visit('JL1', 3),
      visit('JL2', 4, { endedAt: at('2026-10-04 09:20:00') }),
      visit('JL3', 5, { signed: false }),
      visit('JL4', 6, { worker: 'W9' }),
      visit('JL5', 7, { order: 'DD2', cadre: 'G2', endedAt: at('2026-10-07 12:00:00') }),
    ],
    bills: [bill('ZD-1', 'HT-1', '288.00'), bill('ZD-2', 'HT-2', '40.00')],
    billLines: [
      line('ZD-1', 1, 'JL1'),
      line('ZD-1', 2, 'JL2'),
      line('ZD-1', 3, 'JL3'),
      line('ZD-1', 4, 'JL4'),
      line('ZD-1', 5, 'JL5', { quantity: quantity('4'), amount: Money.of('144.00') }),
    ],
    taxInvoices: [
      {
        bill: 'ZD-1',
        number: '26350705335737269245',
        issuedOn: '2026-11-05',
        buyerCode: '11350900003887123U',
        sellerCode: '523509021872025341',
        total: '144.00',
      },
    ],
    ratings: [
      rating('JL1', 5, '服务周到，很满意'),
      rating('JL5', 2, '=HYPERLINK("http://x")', { respondent: 'family' }),
      rating('JL2', 5, null, { respondent: 'worker-assisted' }),
    ],
  };
}
