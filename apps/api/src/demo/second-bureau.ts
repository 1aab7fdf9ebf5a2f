import { type Contract, Money, quantity, type RegisterRows } from '@songbai/contracts';

/** The small bureau "B" of the demo: one unit, three cadres, two firms, one of which also serves the first bureau. */
export const SECOND_BUREAU = { creditCode: '113509250039000017', name: '周宁县委老干部局（示例）' };

const AREA = '350925';
const HOME = { longitude: 119.339, latitude: 27.104 };

/** The firm that serves both bureaus, as the first one's register has it. */
export interface SharedFirm {
  name: string;
  creditCode: string;
}

/** The registers of bureau B, in force in the year of `today`. */
export function secondBureau(firm: SharedFirm, today: string): RegisterRows {
  const year = Number(today.slice(0, 4));
  return { ...UNCHANGING, ...firms(firm, year), ...agreements(year), ...money(year) };
}

/** What is the same in every year. */
const UNCHANGING: Pick<RegisterRows, 'units' | 'stays' | 'items'> = {
  units: [
    {
      ...{ code: 'U001', name: '周宁县教育局', kind: '机关', creditCode: '11350925003900002A' },
      ...{ area: AREA, status: 'active', supervisor: null },
    },
  ],
  stays: [],
  items: [
    {
      ...{ code: 'LC01', name: '生活照料', category: '生活照料', measure: 'hour', standardMinutes: 60 },
      ...{ place: 'home', proofs: ['signature'], fundTypes: ['government-purchase', 'special-need'] },
    },
  ],
};

function firms(shared: SharedFirm, year: number): Pick<RegisterRows, 'cadres' | 'providers' | 'workers'> {
  const employed = { certifiedUntil: `${year + 1}-12-31`, joinedOn: '2025-03-01', leftOn: null };
  const firm = {
    kind: '居家养老服务中心',
    qualifiedUntil: `${year + 2}-06-30`,
    bank: '中国农业银行周宁支行',
  };
  const own = { name: '周宁县松鹤居家服务社', creditCode: '52350925MJ9000003P' };
  return {
    cadres: CADRES,
    providers: [
      { code: 'P01', ...shared, ...firm, phone: '0593-5600001', bankAccount: '6228480000000000001' },
      { code: 'P02', ...own, ...firm, phone: '0593-5600002', bankAccount: '6228480000000000002' },
    ],
    workers: [
      { code: 'W01001', provider: 'P01', name: '吴秀兰', ...employed },
      { code: 'W02001', provider: 'P02', name: '叶春梅', ...employed },
    ],
  };
}

function agreements(year: number): Pick<RegisterRows, 'contracts' | 'prices'> {
  const agreed: Omit<Contract, 'number' | 'provider' | 'ceiling'> = {
    buyerName: SECOND_BUREAU.name,
    buyerCode: SECOND_BUREAU.creditCode,
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    areas: [AREA],
    roundingMinutes: 15,
    minimumMinutes: 30,
    status: 'active',
    statusText: '生效',
  };
  const priced = { item: 'LC01', unitPrice: Money.of('32.00'), from: agreed.startsOn, to: null };
  return {
    contracts: [
      { number: 'HT-ZN-01', provider: 'P01', ceiling: Money.of('12000.00'), ...agreed },
      { number: 'HT-ZN-02', provider: 'P02', ceiling: Money.of('9000.00'), ...agreed },
    ],
    prices: [
      { contract: 'HT-ZN-01', ...priced },
      { contract: 'HT-ZN-02', ...priced },
    ],
  };
}

function money(year: number): Pick<RegisterRows, 'funds' | 'limits'> {
  const allotted = Money.of('20000.00');
  return {
    funds: [{ code: 'GZ-BUY', type: 'government-purchase', owner: null, year, allotted }],
    limits: [
      {
        ...{ code: 'XE-1', fundType: 'government-purchase', category: null, window: 'month' },
        ...{ measure: 'yuan', cap: quantity('900.00'), basis: `示例〔${year}〕1号 一` },
      },
    ],
  };
}

const CADRES: RegisterRows['cadres'] = [
  ['G0001', '阮仁德', '男', '350925193004120019'],
  ['G0002', '陈玉英', '女', '350925193311050022'],
  ['G0003', '肖长水', '男', '350925192812200039'],
].map(([code = '', name = '', gender = '', idNumber = ''], i) => ({
  ...{
    code,
    name,
    gender,
    idNumber,
    unit: 'U001',
    area: AREA,
    address: `狮城镇东洋路${i + 1}号`,
    home: HOME,
  },
  ...{ phone: `1380593000${i}`, family: { name: '家属', relation: '子', phone: `1390593000${i}` } },
  ...{ settlement: 'local', tags: i === 0 ? ['独居'] : [], abilityLevel: i, deceasedOn: null },
}));
