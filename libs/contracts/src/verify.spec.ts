import * as a from '../../../test/support/builders';
import { codesOf, explain } from './finding';
import { type Quantity, quantity } from './money';
import type { Visit } from './papers';
import { summarise } from './rating';
import type { RegisterRows } from './register-book';
import { verifyVisits } from './verify';
import { VisitHistory } from './visit-history';

const CARRYING = a.anItem({ code: 'CZ', proofs: ['signature'], place: 'outside' });

/** Verifies visits of one hour each, on days of their own, against an order that has so much left. */
function verify(
  visits: readonly Partial<Visit>[],
  left: Quantity = quantity('10'),
  rows: Partial<RegisterRows> = {},
) {
  const ordered = { order: a.anOrder(), isApproved: true, left };
  const whole = visits.map((over, i) => {
    const startedAt = a.at('10-05 09:00') + i * 86_400;
    return a.aVisit({
      number: `J${i + 1}`,
      startedAt,
      endedAt: startedAt + 3600,
      uploadedAt: startedAt + 7200,
      ...over,
    });
  });
  const history = new VisitHistory(new Map(), new Map());
  const decisions = verifyVisits(whole, new Map([['D1', ordered]]), history, a.aBook(rows));
  const seen = decisions.map(({ visit, state, quantity: counted, findings }) => [
    visit.number,
    state,
    counted.toFixed(2),
    codesOf(findings).join(' '),
  ]);
  return { seen, left: ordered.left.toFixed(2) };
}

describe('what is left of the order', () => {
  it('is taken by one visit after the other, and cut on the last (V15)', () => {
    expect(verify([{}, {}, {}, {}], quantity('2.5'))).toEqual({
      seen: [
        ['J1', 'payable', '1.00', ''],
        ['J2', 'payable', '1.00', ''],
        ['J3', 'part', '0.50', 'V15'],
        ['J4', 'part', '0.00', 'V15'],
      ],
      left: '0.00',
    });
  });

  it('may be used up to the end without a cut', () => {
    expect(verify([{}], quantity('1'))).toEqual({ seen: [['J1', 'payable', '1.00', '']], left: '0.00' });
  });

  it('is not touched by what is blocked or held', () => {
    const { seen, left } = verify([{ worker: 'W9' }, { startPlace: a.northOf(1) }], quantity('0'));
    expect(seen).toEqual([
      ['J1', 'blocked', '0.00', 'V06'],
      ['J2', 'held', '0.00', 'V03'],
    ]);
    expect(left).toBe('0.00');
  });

  it('is asked even for a visit that counts nothing, without a cut', () => {
    expect(verify([{ endedAt: a.at('10-05 09:10') }], quantity('0')).seen).toEqual([
      ['J1', 'part', '0.00', 'V04'],
    ]);
  });
});

describe('the turn', () => {
  it('is that of the start, whatever the order of the rows', () => {
    const late = { number: 'A', startedAt: a.at('10-07 09:00'), endedAt: a.at('10-07 10:00') };
    expect(verify([late, { number: 'B' }], quantity('1')).seen.map(([number]) => number)).toEqual(['B', 'A']);
  });

  it('is that of the upload where no start is known', () => {
    const lost = { number: 'A', startedAt: null, uploadedAt: a.at('10-06 12:00') };
    const { seen } = verify([
      { number: 'C', photos: ['x'] },
      { ...lost, photos: ['x'] },
      { number: 'B', photos: ['x'] },
    ]);
    expect(seen.map(([number]) => number)).toEqual(['C', 'A', 'B']);
  });

  it('is the number’s for the same second: the lower one stands', () => {
    const both = { startedAt: a.at('10-05 09:00'), endedAt: a.at('10-05 10:00') };
    expect(
      verify([
        { ...both, number: 'J2' },
        { ...both, number: 'J1' },
      ]).seen,
    ).toEqual([
      ['J1', 'payable', '1.00', ''],
      ['J2', 'held', '0.00', 'V05'],
    ]);
  });
});

it.each([
  ['block before hold', { worker: 'W9', startPlace: a.northOf(1) }, 'blocked', 'V03 V06'],
  ['hold before cut', { endedAt: a.at('10-05 09:10'), startPlace: a.northOf(1) }, 'held', 'V03 V04'],
  ['a cut', { endedAt: a.at('10-05 09:10') }, 'part', 'V04'],
  ['a note changes nothing', { method: 'manual' as const }, 'payable', 'V13'],
])('the state: %s', (_, over, state, codes) => {
  expect(verify([over]).seen[0]?.filter((_each, i) => i === 1 || i === 3)).toEqual([state, codes]);
});

it('a held visit does not make the next one overlap', () => {
  const both = { startedAt: a.at('10-05 09:00'), endedAt: a.at('10-05 10:00') };
  expect(verify([{ ...both, startPlace: a.northOf(1) }, both]).seen.map(([, state]) => state)).toEqual([
    'held',
    'payable',
  ]);
});

it('judges the item and the home of the visit itself, not of its order', () => {
  const { seen } = verify([{ item: 'CZ', startPlace: a.northOf(1), signed: false }], quantity('10'), {
    items: [a.anItem(), CARRYING],
  });
  expect(seen).toEqual([['J1', 'blocked', '0.00', 'V07 V14']]);
});

it('says in words what it found, with a dash for a fact that is missing', () => {
  const said = explain({ code: 'V15', facts: { left: '0.50' } }, 'zh');
  expect(said.message).toContain('0.50');
  expect(said.message).not.toMatch(/[{}]/);
  expect(said.message).toContain('—');
});

it('counts ratings without those that the worker filled in, half up', () => {
  const rating = (level: number, respondent: 'self' | 'worker-assisted' = 'self') => ({
    ...{ visit: 'J1', level, channel: '纸质', respondent, comment: null, ratedAt: 0 },
  });
  const summary = summarise([rating(5), rating(4), rating(4), rating(1, 'worker-assisted')]);
  expect([summary?.count, summary?.mean.toFixed(2)]).toEqual([3, '4.33']);
  expect(summarise([5, 5, 5, 5, 5, 5, 5, 4].map((level) => rating(level)))?.mean.toFixed(2)).toBe('4.88');
  expect(summarise([rating(1, 'worker-assisted')])).toBeUndefined();
});
