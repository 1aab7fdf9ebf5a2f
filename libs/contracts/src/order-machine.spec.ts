import {
  checkApprover,
  checkUnit,
  ORDER_STATUSES,
  ORDER_VERBS,
  orderMachine,
  unitsToApprove,
} from './order-machine';

/** Every state, what may be done in it, and where that leads; what is not here is refused. */
const ALLOWED: Record<string, Record<string, string>> = {
  requested: { approve: 'approved', refuse: 'refused', cancel: 'cancelled' },
  approved: {
    ...{ accept: 'accepted', decline: 'cancelled', plan: 'approved', start: 'in-service' },
    ...{ complete: 'completed', cancel: 'cancelled' },
  },
  accepted: { plan: 'accepted', start: 'in-service', complete: 'completed', cancel: 'cancelled' },
  'in-service': { plan: 'in-service', start: 'in-service', complete: 'completed', cancel: 'cancelled' },
  completed: {},
  cancelled: {},
  refused: {},
};

const pairs = orderMachine.states.flatMap((state) =>
  orderMachine.verbs.map((verb) => [state, verb] as const),
);

test.each(pairs)('an order that is %s: %s', (state, verb) => {
  const to = ALLOWED[state]?.[verb];
  expect(orderMachine.allows(state, verb)).toBe(to !== undefined);
  if (to === undefined) expect(() => orderMachine.next(state, verb)).toThrow('illegal-transition');
  else expect(orderMachine.next(state, verb)).toBe(to);
});

test('has words for each state and verb', () => {
  expect(Object.keys(ORDER_STATUSES).sort()).toEqual([...orderMachine.states].sort());
  expect(Object.keys(ORDER_VERBS).sort()).toEqual([...orderMachine.verbs]);
});

test('asks each unit that owns a fund which is named, whatever its type, once', () => {
  expect(unitsToApprove([{ owner: null }, { owner: 'U1' }, { owner: 'U1' }, { owner: 'U2' }])).toEqual([
    ...['U1', 'U2'],
  ]);
  expect(unitsToApprove([{ owner: null }])).toEqual([]);
});

test('whoever ordered approves for nobody, and a unit speaks for its own funds only', () => {
  expect(checkApprover('clerk', 'clerk')).toEqual([{ code: 'O06', facts: { person: 'clerk' } }]);
  expect(checkApprover('clerk', 'approver')).toEqual([]);
  expect(checkUnit(['U1'], 'U2', ['BUY', 'TX'])).toEqual([{ code: 'O14', facts: { funds: 'BUY、TX' } }]);
  expect(checkUnit(['U1'], 'U1', [])).toEqual([]);
});
