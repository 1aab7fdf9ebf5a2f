import {
  aBook,
  aCadre,
  aContract,
  anItem,
  anOrder,
  aStay,
  at,
  aWorker,
  HOME,
} from '../../../test/support/builders';
import { type Candidate, checkPlan, rankCandidates } from './plan';
import { VisitHistory } from './visit-history';

const plan = { number: 'FW1', worker: 'W1', startsAt: at('10-05 09:00') };
const codes = (over: object, rows: Parameters<typeof aBook>[0] = {}, history = nothing()) =>
  checkPlan({ ...plan, ...over }, anOrder(), history, aBook(rows)).map(({ code }) => code);
const nothing = () => new VisitHistory(new Map(), new Map());

describe('a planned visit', () => {
  test('is judged by what is known beforehand, and by nothing else', () => {
    expect(codes({}, { items: [anItem({ proofs: ['signature', 'photo'] })] })).toEqual([]);
    expect(codes({ startsAt: at('11-05 09:00') })).toEqual(['V14']);
    expect(codes({}, { workers: [aWorker({ certifiedUntil: '2026-10-04' })] })).toEqual(['V06']);
    expect(codes({}, { cadres: [aCadre({ deceasedOn: '2026-10-04' })] })).toEqual(['V10']);
    expect(codes({}, { stays: [aStay()] })).toEqual(['V09']);
    expect(codes({}, { contracts: [aContract({ provider: 'P2' })] })).toEqual(['V06']);
  });

  test('does not meet another of the same worker, but may follow it', () => {
    const until = (time: string) => {
      const other = {
        number: 'FW0',
        startedAt: at('10-05 08:00'),
        endedAt: at(time),
        endPlace: HOME,
        turn: 1,
      };
      return new VisitHistory(new Map([['W1', [other]]]), new Map());
    };
    expect(codes({}, {}, until('10-05 09:01'))).toEqual(['V05']);
    expect(codes({}, {}, until('10-05 09:00'))).toEqual([]);
  });
});

describe('who could serve', () => {
  const order = anOrder();
  const one = (over: Partial<Candidate>): Candidate => ({
    ...{ worker: 'W1', certifiedUntil: '2027-12-31', joinedOn: '2025-01-01', leftOn: null },
    ...{ visitsBefore: 0, metres: undefined, isFree: true, ...over },
  });
  const ranked = (...candidates: Candidate[]) =>
    rankCandidates(candidates, order).map(({ worker }) => worker);

  test('first who may come on all days, then who is free, knows the cadre, is near', () => {
    const few = one({ worker: 'A', certifiedUntil: '2026-10-15', visitsBefore: 9 });
    const none = one({ worker: 'B', leftOn: '2026-09-30' });
    const busy = one({ worker: 'C', isFree: false, visitsBefore: 9 });
    const known = one({ worker: 'D', visitsBefore: 1, metres: 9_000 });
    const near = one({ worker: 'E', metres: 500 });
    const far = one({ worker: 'F', metres: 5_000 });
    expect(ranked(none, few, busy, far, near, known)).toEqual(['D', 'E', 'F', 'C', 'A', 'B']);
    expect(ranked(one({ worker: 'Z' }), one({ worker: 'Y' }))).toEqual(['Y', 'Z']);
  });

  test('says why', () => {
    const reasons = (over: Partial<Candidate>) => rankCandidates([one(over)], order)[0]?.reasons;
    expect(reasons({ visitsBefore: 2, metres: 3_000 })).toEqual(['qualified', 'familiar', 'near', 'free']);
    expect(reasons({ metres: 3_001, isFree: false })).toEqual(['qualified', 'far', 'busy']);
    expect(reasons({ joinedOn: '2026-10-10' })).toEqual(['qualified-in-part', 'place-unknown', 'free']);
    expect(reasons({ joinedOn: '2026-11-01' })?.[0]).toBe('unqualified');
    expect(reasons({ certifiedUntil: '2026-09-30' })?.[0]).toBe('unqualified');
    expect(reasons({ leftOn: '2026-10-31' })?.[0]).toBe('qualified');
  });
});
