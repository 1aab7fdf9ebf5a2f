import {
  type Agreement,
  amendedPrices,
  checkAgreement,
  checkAmendment,
  checkSecondPerson,
} from './agreement';
import { contractMachine, statusOn } from './contract-machine';
import { explain, type Finding } from './finding';
import { Money } from './money';
import type { Price, Provider } from './registers';
import { addDays, addMonths } from './time';

const yuan = Money.of;
const price = (over: Partial<Price> = {}): Price => ({
  ...{ contract: 'C1', item: 'LC01', unitPrice: yuan('30.00'), from: '2026-01-01', to: null, ...over },
});
const agreement = (over: Partial<Agreement> = {}): Agreement => ({
  ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', ceiling: yuan('1000.00'), prices: [price()] },
  ...{ termReasons: [], budgetDocument: null, ...over },
});
const PROVIDER = { name: '长青', qualifiedUntil: '2030-01-01' } as Provider;
const codes = (found: readonly Finding[]): string[] => found.map(({ code }) => code);
const check = (over: Partial<Agreement>, available?: string): string[] =>
  codes(
    checkAgreement(
      agreement(over),
      PROVIDER,
      available ? { funds: ['BUY'], available: yuan(available) } : null,
    ),
  );

const ALL = ['contentFixed', 'continuous', 'fundsStable', 'priceStable'] as const;

test.each([
  ['2026-12-31', [], []],
  ['2027-01-01', [], ['C01']],
  ['2028-12-31', ALL, []],
  ['2029-01-01', ALL, ['C02']],
])('a term until %s with reasons %j: %j', (endsOn, termReasons, wanted) => {
  expect(check({ endsOn, termReasons: [...termReasons], budgetDocument: '文' })).toEqual(wanted);
});

test('a long term names what is missing, in words', () => {
  const long = agreement({ endsOn: '2027-06-30', termReasons: ['continuous', 'fundsStable', 'priceStable'] });
  const [found] = checkAgreement(long, PROVIDER, null);
  expect(found && explain(found, 'zh').message).toContain('缺 内容相对固定、预算文件');
});

test('a ceiling fits the budget to the 分, and needs none where no fund is named', () => {
  expect([check({}, '1000.00'), check({}, '999.99'), check({})]).toEqual([[], ['C03'], []]);
});

test('prices lie within the term and not upon each other', () => {
  expect(check({ prices: [] })).toEqual(['C04']);
  expect(check({ prices: [price({ to: '2025-12-31', from: '2025-01-01' })] })).toEqual(['C04']);
  expect(check({ prices: [price({ to: '2026-06-30' }), price({ from: '2026-07-01' })] })).toEqual([]);
  expect(check({ prices: [price({ from: '2026-06-30' }), price({ to: '2026-06-30' })] })).toEqual(['C05']);
  expect(check({ prices: [price(), price({ item: 'CL01' })] })).toEqual([]);
});

test('a provider is qualified to the last day', () => {
  const until = (qualifiedUntil: string) =>
    codes(checkAgreement(agreement(), { ...PROVIDER, qualifiedUntil }, null));
  expect([until('2026-12-31'), until('2026-12-30')]).toEqual([[], ['C06']]);
});

test('a second person is nobody who prepared it', () => {
  expect(codes(checkSecondPerson('b', 'a', null))).toEqual([]);
  expect(codes(checkSecondPerson('a', 'b', 'a'))).toEqual(['C08']);
});

test('an amendment: ten per cent in all, not below what is committed, not back in time', () => {
  const contract = { originalCeiling: yuan('1000.00'), committed: yuan('300.00'), today: '2026-06-01' };
  const amend = (ceiling: string | null, prices: Price[] = []) =>
    codes(checkAmendment({ ceiling: ceiling === null ? null : yuan(ceiling), prices }, contract));
  expect([amend('1100.00'), amend('1100.01'), amend('300.00'), amend('299.99'), amend(null)]).toEqual([
    ...[[], ['C07'], [], ['C10'], []],
  ]);
  expect(amend(null, [price({ from: '2026-05-31' }), price({ from: '2026-06-01' })])).toEqual(['C09']);
});

test('a new price ends the one before it, or takes the place of one that begins the same day', () => {
  const days = (changes: Price[]) =>
    amendedPrices([price({ to: '2026-06-30' }), price({ from: '2026-07-01' })], changes).map(
      ({ from, to }) => [from, to],
    );
  expect(days([price({ from: '2026-10-01' })])).toEqual([
    ['2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-09-30'],
    ['2026-10-01', null],
  ]);
  expect(days([price({ from: '2026-07-01', to: '2026-08-01' })])).toEqual([
    ['2026-01-01', '2026-06-30'],
    ['2026-07-01', '2026-08-01'],
  ]);
  expect(days([price({ item: 'CL01', from: '2026-10-01' })])).toHaveLength(3);
});

test('the calendar begins and ends a contract, and nothing else moves by itself', () => {
  const on = (status: (typeof contractMachine)['states'][number], today: string) =>
    statusOn({ status, startsOn: '2026-03-01', endsOn: '2026-03-31' }, today);
  expect(
    contractMachine.states.map((status) => [
      on(status, '2026-02-28'),
      on(status, '2026-03-31'),
      on(status, '2026-04-01'),
    ]),
  ).toEqual([
    ['draft', 'draft', 'draft'],
    ['submitted', 'submitted', 'submitted'],
    ['approved', 'active', 'expired'],
    ['active', 'active', 'expired'],
    ['suspended', 'suspended', 'expired'],
    ['expired', 'expired', 'expired'],
    ['terminated', 'terminated', 'terminated'],
  ]);
});

test('months and days of the calendar', () => {
  expect([addMonths('2026-01-31', 1), addMonths('2024-02-29', 12), addMonths('2026-12-31', 36)]).toEqual([
    ...['2026-02-28', '2025-02-28', '2029-12-31'],
  ]);
  expect([addDays('2026-03-01', -1), addDays('2024-02-28', 1)]).toEqual(['2026-02-28', '2024-02-29']);
});
