import { codesOf } from './finding';
import {
  checkCarryOver,
  checkClose,
  checkReopener,
  checkReopening,
  isBlocking,
  MONTH_STATES,
  MONTH_TASKS,
  monthMachine,
} from './month-close';

const OVER = { today: '2026-11-01', openBefore: [], closedAfter: [] };
const NOTHING = {
  held: 0,
  unadjudicated: 0,
  unconfirmed: 0,
  unbilled: 0,
  returned: 0,
  planned: 0,
  unpaid: 0,
};

it('closes what is open and reopens what is closed', () => {
  expect(monthMachine.states).toEqual(Object.keys(MONTH_STATES));
  const table = monthMachine.states.map((from) =>
    monthMachine.verbs.map((verb) =>
      monthMachine.allows(from, verb) ? monthMachine.next(from, verb) : null,
    ),
  );
  expect(monthMachine.verbs).toEqual(['close', 'reopen']);
  expect(table).toEqual([
    [null, null],
    ['closed', null],
    ['closed', null],
    [null, 'open'],
  ]);
});

it('names every piece of work that stands against closing, and only that', () => {
  expect(checkClose('2026-10', NOTHING, OVER)).toEqual([]);
  expect(
    checkClose('2026-10', { ...NOTHING, unbilled: 3, returned: 1, planned: 2, unpaid: 1 }, OVER),
  ).toEqual([]);
  const all = { held: 1, unadjudicated: 2, unconfirmed: 3, unbilled: 4, returned: 1, planned: 5, unpaid: 6 };
  expect(checkClose('2026-10', all, OVER).map(({ code, facts }) => [code, facts.count])).toEqual([
    ['Y01', '1'],
    ['Y02', '2'],
    ['Y03', '3'],
  ]);
  expect(Object.keys(MONTH_TASKS).filter(isBlocking)).toEqual(['held', 'unadjudicated', 'unconfirmed']);
});

it('closes months that are over, one after the other, and reopens the last one first', () => {
  const close = (over: object) => checkClose('2026-12', NOTHING, { ...OVER, today: '2027-01-01', ...over });
  expect(close({})).toEqual([]);
  expect(close({ today: '2026-12-31', openBefore: ['2026-10', '2026-11'] })).toEqual([
    { code: 'Y08', facts: { month: '2026-12', firstDay: '2027-01-01' } },
    { code: 'Y09', facts: { month: '2026-12', months: '2026-10、2026-11' } },
  ]);
  expect(close({ closedAfter: ['2027-01'] })).toEqual([]);
  expect(checkReopening('2026-10', { ...OVER, openBefore: ['2026-09'] })).toEqual([]);
  expect(codesOf(checkReopening('2026-10', { ...OVER, closedAfter: ['2026-11'] }))).toEqual(['Y10']);
});

it('wants two people for reopening', () => {
  expect(codesOf(checkReopener('2026-10', 'a', 'a'))).toEqual(['Y04']);
  expect(checkReopener('2026-10', 'a', 'b')).toEqual([]);
});

it('carries a year over when it has ended, is closed and has successors, and says all that is missing', () => {
  const done = { thisYear: '2027', openMonths: [], withoutSuccessor: [] };
  expect(checkCarryOver('2026', done)).toEqual([]);
  const missing = { thisYear: '2026', openMonths: ['2026-11', '2026-12'], withoutSuccessor: ['A', 'B'] };
  expect(checkCarryOver('2026', missing).map(({ code }) => code)).toEqual(['Y05', 'Y06', 'Y07', 'Y07']);
});
