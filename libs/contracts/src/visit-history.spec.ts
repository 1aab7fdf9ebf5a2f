import { at, aVisit, HOME, northOf } from '../../../test/support/builders';
import { codesOf } from './finding';
import type { Visit } from './papers';
import { formatLocal } from './time';
import { VisitHistory } from './visit-history';

type Times = [from: string | null, to: string | null];

const visit = (number: string, [from, to]: Times, over: Partial<Visit> = {}): Visit =>
  aVisit({
    number,
    startedAt: from === null ? null : at(from),
    endedAt: to === null ? null : at(to),
    ...over,
  });

/** The codes of the last visit, after the others stood one after the other. */
function codes(last: Visit, ...before: Visit[]): string[] {
  return codesOf(after(...before).check(last, true));
}
function after(...before: Visit[]): VisitHistory {
  const history = new VisitHistory(new Map(), new Map());
  for (const each of before) history.remember(each, true);
  return history;
}

const NINE_TO_TEN: Times = ['10-05 09:00', '10-05 10:00'];
const FIRST = visit('J1', NINE_TO_TEN);

describe('V05, one worker at two places', () => {
  it.each<[string, Times, string[]]>([
    ['overlaps its end', ['10-05 09:59', '10-05 11:00'], ['V05']],
    ['overlaps its start', ['10-05 08:00', '10-05 09:01'], ['V05']],
    ['lies within', ['10-05 09:10', '10-05 09:20'], ['V05']],
    ['encloses it', ['10-05 08:00', '10-05 12:00'], ['V05']],
    ['is the same hour', NINE_TO_TEN, ['V05']],
    ['begins at its end', ['10-05 10:00', '10-05 11:00'], []],
    ['ends at its start', ['10-05 08:00', '10-05 09:00'], []],
    ['is a moment within', ['10-05 09:30', null], ['V05']],
    ['ends before it begins, so it is a moment within', ['10-05 09:30', '10-05 09:00'], ['V05']],
    ['ends as it begins, within', ['10-05 09:30', '10-05 09:30'], ['V05']],
    ['is a moment at its start', ['10-05 09:00', null], []],
    ['is a moment at its end', ['10-05 10:00', null], []],
    ['has no start', [null, '10-05 09:30'], []],
  ])('a visit that %s', (_, times, expected) => {
    expect(codes(visit('J2', times), FIRST)).toEqual(expected);
  });

  it('asks the same worker only, a known one, and visits that stand', () => {
    const same = visit('J2', NINE_TO_TEN);
    expect(codes({ ...same, worker: 'W2' }, FIRST)).toEqual([]);
    expect(after(FIRST).check(same, false)).toEqual([]);
    const history = after();
    history.remember(FIRST, false);
    expect(history.check(same, true)).toEqual([]);
  });

  it('names every visit that it overlaps', () => {
    const second = visit('J2', ['10-05 10:00', '10-05 11:00']);
    const found = after(FIRST, second).check(visit('J3', ['10-05 09:30', '10-05 10:30']), true);
    expect(found.map(({ facts }) => facts.other)).toEqual(['J1', 'J2']);
  });

  it('counts hours at another bureau, without a number to name', () => {
    const hours = { from: at('10-05 09:00'), to: at('10-05 10:00') };
    const history = new VisitHistory(new Map(), new Map(), new Map([['J2', [hours]]]));
    expect(history.check(visit('J2', NINE_TO_TEN), true)).toMatchObject([
      { code: 'V05', facts: { from: '2026-10-05 09:00:00', to: '2026-10-05 10:00:00' } },
    ]);
  });
});

describe('V11, faster than a car', () => {
  /** 0.0090 degrees are 1000.8 m, 0.0089 are 989.6 m; 0.2 degrees are 22.24 km, 1000.75 s at 80 km/h. */
  const next = (from: number, degrees: number): Visit =>
    visit('J2', [null, null], { startedAt: from, endedAt: from + 3600, startPlace: northOf(degrees) });
  const TEN = at('10-05 10:00');

  it.each<[string, number, number, string[]]>([
    ['just over 1000 m in no time', 0, 0.009, ['V11']],
    ['just under 1000 m in no time', 0, 0.0089, []],
    ['at just over 80 km/h', 1000, 0.2, ['V11']],
    ['at just under 80 km/h', 1001, 0.2, []],
    ['far, with hours between', 4 * 3600, 1, []],
  ])('%s', (_, wait, degrees, expected) => {
    expect(codes(next(TEN + wait, degrees), FIRST)).toEqual(expected);
  });

  it('looks at the visit that ended last, and tries no other', () => {
    const far = visit('J0', ['10-05 08:00', '10-05 09:30'], { endPlace: northOf(1) });
    const near = visit('J1', ['10-05 09:30', '10-05 10:00']);
    expect(codes(next(TEN, 0), far, near)).toEqual([]);
    expect(codes(next(TEN, 0), { ...near, endPlace: { longitude: null, latitude: null } }, far)).toEqual([]);
    expect(codes(next(TEN, 0), { ...near, endPlace: northOf(1) }, { ...far, endPlace: HOME })).toEqual([
      'V11',
    ]);
  });

  it('takes the one decided last where two ended at once', () => {
    const here = visit('J1', ['10-05 09:30', '10-05 10:00']);
    const far = visit('J0', ['10-05 08:00', '10-05 10:00'], { endPlace: northOf(1) });
    expect(codes(next(TEN, 0), here, far)).toEqual(['V11']);
    expect(codes(next(TEN, 0), far, here)).toEqual([]);
  });

  it('keeps the turns of stored visits before its own', () => {
    const stored = { number: 'S', startedAt: TEN - 60, endedAt: TEN, endPlace: northOf(1), turn: 7 };
    const history = new VisitHistory(new Map([['W1', [stored]]]), new Map());
    expect(codesOf(history.check(next(TEN, 0), true))).toEqual(['V11']);
    history.remember(visit('J1', ['10-05 09:30', '10-05 10:00']), true);
    expect(codesOf(history.check(next(TEN, 0), true))).toEqual([]);
  });

  it('ignores visits that end later, and a start without a place', () => {
    const later = visit('J0', ['10-05 09:00', '10-05 10:01'], { endPlace: northOf(1) });
    expect(codes(next(TEN, 0), later)).toEqual(['V05']);
    expect(codes({ ...next(TEN, 1), startPlace: { longitude: null, latitude: 27 } }, FIRST)).toEqual([]);
  });

  it('says how far and how fast', () => {
    const [found] = after(FIRST).check(next(TEN + 600, 0.2), true);
    expect(found?.facts).toEqual({ other: 'J1', distance: '22239', minutes: '10', speed: '133' });
    expect(formatLocal(TEN)).toBe('2026-10-05 10:00:00');
  });
});

describe('V12, a photo seen before', () => {
  const withPhotos = (number: string, ...photos: string[]): Visit =>
    visit(number, ['10-06 09:00', '10-06 10:00'], { worker: `W-${number}`, photos });

  it('on a visit of anyone, whatever became of it', () => {
    const history = after();
    history.remember(withPhotos('J1', 'aa', 'bb'), false);
    expect(history.check(withPhotos('J2', 'cc', 'bb'), false)).toEqual([
      { code: 'V12', facts: { other: 'J1' } },
    ]);
  });

  it('not within one visit', () => {
    expect(codes(withPhotos('J1', 'aa', 'aa'))).toEqual([]);
  });

  it('names the first visit that showed it, once', () => {
    const history = after(withPhotos('J1', 'aa', 'bb'), withPhotos('J2', 'aa', 'dd'));
    expect(history.check(withPhotos('J3', 'aa', 'bb'), true)).toEqual([
      { code: 'V12', facts: { other: 'J1' } },
    ]);
  });
});

describe('a visit that arrives late', () => {
  const later = (over: object) => ({
    ...{ number: 'J2', startedAt: at('10-05 10:05'), endedAt: at('10-05 11:00'), turn: 1 },
    ...{ startPlace: northOf(0.2), endPlace: northOf(0.2), ...over },
  });
  const codesWith = (over: object) => {
    const history = new VisitHistory(new Map([['W1', [later(over)]]]), new Map());
    return history.check(aVisit(), true).map(({ code, facts }) => [code, facts.other]);
  };

  it('is held where the visit after it was decided already and is too far away for the time', () => {
    expect(codesWith({})).toEqual([['V11', 'J2']]);
    expect(codesWith({ startedAt: at('10-05 10:30') })).toEqual([]);
    expect(codesWith({ startPlace: northOf(0.005) })).toEqual([]);
  });

  it('is not asked where visits come in the order of their times', () => {
    expect(codesWith({ startPlace: undefined })).toEqual([]);
  });
});
