import { aBook, aCadre, anOrder, aStay, at, aVisit } from '../../../test/support/builders';
import { finding } from './finding';
import { quantity } from './money';
import type { OrderedService, VisitDecision } from './verify';
import { VisitHistory } from './visit-history';
import { checkClearing, checkEntry, checkResolution, withHold, withoutHold } from './visit-resolution';

const ordered = (left = '5'): OrderedService => ({
  order: anOrder(),
  isApproved: true,
  left: quantity(left),
});
const world = (left = '5', history = new VisitHistory(new Map(), new Map())) => ({
  ...{ ordered: ordered(left), history, book: aBook() },
});
const V03 = finding('V03');
const V07 = finding('V07', { missing: 'signature' });
const V13 = finding('V13');

describe('who may resolve what', () => {
  const held = {
    ...{ number: 'J1', findings: [V03, V13], isFinished: true, persons: ['clerk', 'worker'], resolved: [] },
  };
  const codes = (over: object, code = 'V03', person = 'liaison') =>
    checkResolution({ ...held, ...over }, code, person).map((each) => each.code);

  it('says everything that speaks against it', () => {
    expect(codes({})).toEqual([]);
    expect(codes({}, 'V07')).toEqual(['V18']);
    expect(codes({}, 'V13')).toEqual(['V18']);
    expect(codes({ resolved: ['V03'] })).toEqual(['V18']);
    expect(codes({}, 'V03', 'clerk')).toEqual(['V19']);
    expect(codes({ isFinished: false }, 'V05', 'worker')).toEqual(['V18', 'V19', 'V20']);
  });

  it('asks for a second person where one both ordered and entered', () => {
    expect(checkEntry('clerk', ['clerk', 'manager'])).toEqual([finding('V21', { person: 'clerk' })]);
    expect(checkEntry('clerk', ['worker', 'clerk'])).toHaveLength(1);
    expect(checkEntry('clerk', ['worker', null])).toEqual([]);
    expect(checkResolution({ ...held, findings: checkEntry('clerk', ['clerk']) }, 'V21', 'liaison')).toEqual(
      [],
    );
  });

  it('lets nobody clear a visit to the dead', () => {
    const book = aBook({ cadres: [aCadre({ deceasedOn: '2026-10-04' })], stays: [aStay()] });
    expect(checkClearing(aVisit(), ordered(), book).map(({ code }) => code)).toEqual(['V10']);
    expect(checkClearing(aVisit(), ordered(), aBook({ stays: [aStay()] }))).toEqual([]);
  });
});

const codesOf = ({ findings }: VisitDecision): string[] => findings.map(({ code }) => code);

describe('a visit without one of its holds', () => {
  it('stays held while others are left, and then counts what its order has left', () => {
    expect(withoutHold(aVisit(), [V03, V07], ['V03'], world())).toMatchObject({
      state: 'held',
      findings: [V07],
    });
    const counted = withoutHold(aVisit(), [V03, V13], ['V03'], world('0.50'));
    expect(counted.state).toBe('part');
    expect(counted.findings.map(({ code }) => code)).toEqual(['V13', 'V15']);
    expect(counted.quantity.toFixed(2)).toBe('0.50');
  });

  it('is held anew where its hours went to another visit', () => {
    const other = { number: 'J2', startedAt: at('10-05 09:30'), endedAt: at('10-05 10:30'), turn: 1 };
    const endPlace = { longitude: null, latitude: null };
    const history = () => new VisitHistory(new Map([['W1', [{ ...other, endPlace }]]]), new Map());
    const decision = withoutHold(aVisit(), [V03], ['V03'], world('5', history()));
    expect([decision.state, decision.findings.map(({ code }) => code)]).toEqual(['held', ['V05']]);
    const cleared = withoutHold(aVisit(), decision.findings, ['V03', 'V05'], world('5', history()));
    expect([cleared.state, cleared.quantity.toFixed(2)]).toEqual(['payable', '1.00']);
  });

  it('is held anew where nobody could have come from the visit that counts since', () => {
    const visit = aVisit();
    const endPlace = { longitude: 119.7, latitude: visit.startPlace.latitude };
    const times = { startedAt: at('10-05 07:30'), endedAt: at('10-05 09:00') };
    const other = { number: 'J2', ...times, turn: 1, endPlace };
    const since = (): VisitHistory => new VisitHistory(new Map([['W1', [other]]]), new Map());
    expect(codesOf(withoutHold(visit, [V03], ['V03'], world('5', since())))).toEqual(['V11']);
    expect(withoutHold(visit, [V03], ['V03', 'V11'], world('5', since())).state).toBe('payable');
  });
});

it('a visit that is held after it counted gives everything back', () => {
  const decision = withHold(aVisit(), [finding('V15'), V13], [finding('L06')]);
  expect(decision).toMatchObject({ state: 'held', day: '2026-10-05' });
  expect(decision.findings.map(({ code }) => code)).toEqual(['L06', 'V13']);
  expect(decision.quantity.isZero()).toBe(true);
});
