import { CALL_STATUSES, callMachine } from './call-request';

it('is a call that is owed until somebody was reached', () => {
  const table = callMachine.states.map((from) =>
    callMachine.verbs.map((verb) => (callMachine.allows(from, verb) ? callMachine.next(from, verb) : null)),
  );
  expect([callMachine.states, callMachine.verbs]).toEqual([Object.keys(CALL_STATUSES), ['miss', 'reach']]);
  expect(table).toEqual([
    ['not-reached', 'reached'],
    ['not-reached', 'reached'],
    [null, null],
  ]);
});
