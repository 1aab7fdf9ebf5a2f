import {
  type Cadre,
  type Contract,
  FUND_TYPES,
  type Fund,
  type FundType,
  type Item,
  idNumberFault,
  isCreditCode,
  type Limit,
  MEASURES,
  Money,
  type Price,
  type Provider,
  quantity,
  type RegisterRows,
  type Unit,
  type Worker,
} from '@songbai/contracts';
import fc from 'fast-check';
import * as a from '../support/builders';

/**
 * Arbitrary registers of a small bureau in 2026: few parties and tight money, so that orders and visits come
 * into each other's way.
 */

/** Mostly the first, now and then another. */
export const mostly = <T>(usual: fc.Arbitrary<T> | T, ...others: T[]): fc.Arbitrary<T> => {
  const first = usual instanceof fc.Arbitrary ? usual : fc.constant(usual);
  return fc.oneof({ weight: 40, arbitrary: first }, { weight: 1, arbitrary: fc.constantFrom(...others) });
};
export const oneOf = fc.constantFrom;
/** Hundredths as a decimal text. */
export const hundredths = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((value) => (value / 100).toFixed(2));
export const money = (least: number, most: number): fc.Arbitrary<Money> =>
  hundredths(least, most).map(Money.of);

/** Completed by the one check character that fits. */
const completed = (body: string, isGood: (text: string) => boolean): string => {
  const digit = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].find((last) => isGood(body + last));
  if (digit === undefined) throw new Error(`${body} has no check digit`);
  return body + digit;
};
export const creditCode = (number: number): string =>
  completed(`11350900${String(number).padStart(9, '0')}`, isCreditCode);
const idNumber = (number: number): string =>
  completed(`35090219260101${String(number).padStart(3, '0')}`, (text) => idNumberFault(text) === undefined);

const CATEGORIES = ['照料', '精神', '助餐'];
export const FUND_CODES = ['BUY', 'AID', 'TX1', 'GY1', 'TX3'];
export const WORKER_CODES = ['W1', 'W2', 'W3', 'W4'];
export const ITEM_CODES = ['HR', 'TM', 'ML', 'MO'];

const units: fc.Arbitrary<Unit[]> = fc
  .tuple(
    mostly<Unit['status']>('active', 'merged'),
    oneOf<Unit['status'][]>('active', 'bankrupt'),
    oneOf('U1', 'U2', null),
  )
  .map(([second, third, supervisor]) => [
    a.aUnit({ code: 'U1' }),
    a.aUnit({ code: 'U2', status: second, supervisor: 'U1' }),
    a.aUnit({ code: 'U3', status: third, supervisor }),
  ]);

const cadre = fc.record({
  unit: oneOf('U1', 'U1', 'U1', 'U1', 'U2', 'U3'),
  area: mostly('A', 'B'),
  tags: mostly<string[]>(['独居'], [], ['重病', '失能']),
  deceasedOn: mostly<string | null>(null, '2026-10-12', '2026-09-01'),
});
const cadres: fc.Arbitrary<Cadre[]> = fc
  .array(cadre, { minLength: 3, maxLength: 6 })
  .map((rows) => rows.map((over, i) => a.aCadre({ ...over, code: `G${i + 1}`, idNumber: idNumber(i) })));

const providers: fc.Arbitrary<Provider[]> = mostly('2027-12-31', '2026-10-15').map((qualifiedUntil) => [
  a.aProvider({ code: 'P1', creditCode: creditCode(101) }),
  a.aProvider({ code: 'P2', creditCode: creditCode(102), name: '第二中心', qualifiedUntil }),
]);

const worker = fc.record({
  isElsewhere: mostly(false, true),
  certifiedUntil: mostly('2027-12-31', '2026-10-10'),
  joinedOn: mostly('2025-01-01', '2026-10-05'),
  leftOn: mostly<string | null>(null, '2026-10-20'),
});
const workers: fc.Arbitrary<Worker[]> = fc
  .tuple(...WORKER_CODES.map(() => worker))
  .map((rows) =>
    rows.map(({ isElsewhere, ...over }, i) =>
      a.aWorker({ ...over, code: WORKER_CODES[i], provider: i < 2 === isElsewhere ? 'P2' : 'P1' }),
    ),
  );

const fundTypes = mostly<FundType[]>(
  Object.keys(FUND_TYPES) as FundType[],
  ['government-purchase'],
  ['special-need', 'public'],
);
const items: fc.Arbitrary<Item[]> = fc
  .tuple(fundTypes, fundTypes, oneOf<Item['proofs'][]>([], ['photo']))
  .map(([hourly, timed, proofs]) => [
    a.anItem({ code: 'HR', category: '照料', proofs: ['signature'], fundTypes: hourly }),
    a.anItem({
      code: 'TM',
      category: '精神',
      measure: 'time',
      standardMinutes: 40,
      proofs,
      fundTypes: timed,
    }),
    a.anItem({ code: 'ML', category: '助餐', measure: 'meal', standardMinutes: 30, place: 'outside' }),
    a.anItem({ code: 'MO', category: '照料', measure: 'month', standardMinutes: 0, place: 'outside' }),
  ]);

const contract = fc.record({
  ceiling: fc.oneof(money(10_000, 300_000), money(100_000, 900_000)),
  areas: mostly(['A', 'B'], ['A']),
  roundingMinutes: oneOf(15, 20, 60),
  minimumMinutes: oneOf(0, 30, 45),
  status: mostly<Contract['status']>('active', 'suspended'),
  endsOn: mostly('2026-12-31', '2026-10-20'),
});
const contracts: fc.Arbitrary<Contract[]> = fc.tuple(contract, contract).map((rows) =>
  rows.map((over, i) =>
    a.aContract({
      ...over,
      number: `C${i + 1}`,
      provider: `P${i + 1}`,
      statusText: over.status === 'active' ? '生效' : '中止',
    }),
  ),
);

/** None, one for the year, or a change within the month. */
const priced = mostly<[string] | [string, string] | []>(
  fc.oneof(fc.tuple(hundredths(1, 9_999)), fc.tuple(hundredths(1, 9_999), hundredths(1, 9_999))),
  [],
);
const prices: fc.Arbitrary<Price[]> = fc
  .tuple(...['C1', 'C2'].flatMap((c) => ITEM_CODES.map((item) => priced.map((its) => ({ c, item, its })))))
  .map((rows) =>
    rows.flatMap(({ c, item, its: [first, second] }) => {
      const price = (text: string, from: string, to: string | null) =>
        a.aPrice({ contract: c, item, unitPrice: a.yuan(text), from, to });
      if (first === undefined) return [];
      if (second === undefined) return [price(first, '2026-01-01', null)];
      return [price(first, '2026-01-01', '2026-10-15'), price(second, '2026-10-16', null)];
    }),
  );

const FUNDS: Pick<Fund, 'code' | 'type' | 'owner'>[] = [
  { code: 'BUY', type: 'government-purchase', owner: null },
  { code: 'AID', type: 'hardship-aid', owner: null },
  { code: 'TX1', type: 'special-need', owner: 'U1' },
  { code: 'GY1', type: 'public', owner: 'U1' },
  { code: 'TX3', type: 'special-need', owner: 'U3' },
];
const funds: fc.Arbitrary<Fund[]> = fc
  .tuple(...FUNDS.map(() => fc.oneof(money(0, 20_000), money(0, 200_000), money(100_000, 900_000))))
  .map((rows) => rows.map((allotted, i) => a.aFund({ ...FUNDS[i], allotted })));

/** From when until when a limit counts orders: around the days on which those of a random month begin. */
export const limitDays = oneOf<(string | null)[][]>(
  [null, null],
  [null, null],
  ['2026-10-05', null],
  [null, '2026-10-05'],
  ['2026-10-01', '2026-10-31'],
  ['2026-09-15', '2026-09-30'],
);

const limit = fc.record({
  days: limitDays,
  fundType: mostly<FundType | null>(null, 'special-need', 'government-purchase'),
  category: oneOf<(string | null)[]>(null, ...CATEGORIES),
  window: oneOf<Limit['window'][]>('month', 'year'),
  measure: oneOf<Limit['measure'][]>(
    'yuan',
    'yuan',
    'meal',
    ...(Object.keys(MEASURES) as Limit['measure'][]),
  ),
  cap: fc.oneof(hundredths(0, 1_000), hundredths(0, 40_000)).map((text) => quantity(text)),
});
const limits: fc.Arbitrary<Limit[]> = fc
  .array(limit, { maxLength: 4 })
  .map((rows) =>
    rows.map(({ days: [validFrom, validTo], ...over }, i) =>
      a.aLimit({ ...over, validFrom, validTo, code: `L${i + 1}` }),
    ),
  );

const stays = fc
  .array(fc.record({ cadre: oneOf('G1', 'G2'), day: fc.integer({ min: 1, max: 28 }) }), { maxLength: 2 })
  .map((rows) =>
    rows.map(({ cadre: code, day }, i) => {
      const from = a.at('10-01 09:00') + day * 86_400 + i;
      return a.aStay({ cadre: code, from, to: i === 0 ? from + 2 * 86_400 : null });
    }),
  );

export const randomRegisters: fc.Arbitrary<RegisterRows> = fc.record({
  ...{ units, cadres, stays, providers, workers, items, contracts, prices, funds, limits },
});
