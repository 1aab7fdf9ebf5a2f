import { aBook, aCadre, aFund, aUnit, yuan } from '../../../test/support/builders';
import { evenDistribution, type Share } from './distribution';
import type { Cadre } from './registers';

const FUND = aFund({ code: 'TX', type: 'special-need', owner: 'U1' });
const DAY = '2026-09-30';

const cadres = (count: number, over: Partial<Cadre> = {}): Cadre[] =>
  Array.from({ length: count }, (_, i) => aCadre({ code: `G${i + 1}`, ...over }));
const shareOf = (cadre: string, amount = '100.00', hasNeed = false): Share => ({
  order: `D-${cadre}`,
  cadre,
  amount: yuan(amount),
  hasNeed,
});
const shares = (count: number): Share[] => cadres(count).map(({ code }) => shareOf(code));

function judge(given: readonly Share[], roster: readonly Cadre[], fund = FUND) {
  const units = [aUnit(), aUnit({ code: 'U2' }), aUnit({ code: 'U3', status: 'bankrupt', supervisor: 'U1' })];
  return evenDistribution(fund, DAY, given, aBook({ units, cadres: roster }));
}

it.each([
  [3, 3, true],
  [2, 2, false],
  [4, 5, true],
  [3, 4, false],
  [8, 10, true],
  [79, 99, false],
  [80, 100, true],
  [79, 100, false],
])('%i equal cadres of a roster of %i: even is %s', (served, roster, isEven) => {
  expect(judge(shares(served), cadres(roster)) !== undefined).toBe(isEven);
});

it('adds up the orders of one cadre before it compares', () => {
  const split = [shareOf('G1', '40.00'), shareOf('G1', '60.00'), shareOf('G2'), shareOf('G3')];
  expect(judge(split, cadres(3))).toMatchObject({ cadres: 3, roster: 3, isJustified: false });
  expect(judge(split, cadres(3))?.each.toString()).toBe('100.00');
});

it('is not even where one sum differs by a 分', () => {
  expect(judge([...shares(2), shareOf('G3', '100.01')], cadres(3))).toBeUndefined();
});

it('leaves the deceased of that day out of the roster, and those who die later in', () => {
  const dead = aCadre({ code: 'G5', deceasedOn: DAY });
  const laterDead = aCadre({ code: 'G5', deceasedOn: '2026-10-01' });
  expect(judge(shares(3), [...cadres(3), dead])).toMatchObject({ roster: 3 });
  expect(judge(shares(3), [...cadres(3), laterDead])).toBeUndefined();
});

it('counts a deceased cadre in the group neither among the three nor among the 80 %, but compares the sum', () => {
  const roster = [...cadres(3), aCadre({ code: 'G9', deceasedOn: '2026-01-01' })];
  expect(judge([...shares(2), shareOf('G9')], roster)).toBeUndefined();
  expect(judge([...shares(3), shareOf('G9')], roster)).toMatchObject({ cadres: 3 });
  expect(judge([...shares(3), shareOf('G9', '1.00')], roster)).toBeUndefined();
});

it('takes the roster of the responsible unit: dissolved units count to it, others do not', () => {
  const own = [...cadres(2), aCadre({ code: 'G3', unit: 'U3' })];
  expect(judge(shares(3), [...own, aCadre({ code: 'G4', unit: 'U2' })])).toMatchObject({
    cadres: 3,
    roster: 3,
  });
});

it('is justified only where every order names a need', () => {
  const named = ['G1', 'G2', 'G3'].map((code) => shareOf(code, '100.00', true));
  expect(judge(named, cadres(3))?.isJustified).toBe(true);
  expect(judge([...named.slice(1), shareOf('G1')], cadres(3))?.isJustified).toBe(false);
});

it('finds nothing for a fund without a unit', () => {
  expect(judge(shares(3), cadres(3), aFund())).toBeUndefined();
});
