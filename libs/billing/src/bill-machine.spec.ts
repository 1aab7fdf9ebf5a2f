import {
  BILL_STATUSES,
  BILL_VERBS,
  billMachine,
  isAdjudicated,
  PAYMENT_STATUSES,
  paymentMachine,
} from './bill-machine';

test('the bill: where every verb leads from every state', () => {
  const table = Object.fromEntries(
    billMachine.states.map((state) => [
      state,
      Object.fromEntries(
        billMachine.verbs
          .filter((verb) => billMachine.allows(state, verb))
          .map((verb) => [verb, billMachine.next(state, verb)]),
      ),
    ]),
  );
  expect(table).toEqual({
    draft: { submit: 'submitted', withdraw: 'returned' },
    submitted: { adjudicate: 'adjudicated', return: 'returned', review: 'submitted', withdraw: 'returned' },
    returned: { submit: 'submitted' },
    adjudicated: {
      ...{ adjust: 'adjudicated', appeal: 'disputed', confirm: 'confirmed', invoice: 'adjudicated' },
      review: 'adjudicated',
    },
    disputed: {
      ...{ adjust: 'disputed', answer: 'disputed', appeal: 'disputed', confirm: 'confirmed' },
      ...{ review: 'disputed', settle: 'adjudicated' },
    },
    confirmed: { adjust: 'adjudicated', approve: 'approved', invoice: 'confirmed', return: 'adjudicated' },
    approved: { adjust: 'adjudicated', invoice: 'approved', match: 'payable' },
    payable: { adjust: 'adjudicated', pay: 'paid', prepare: 'payable' },
    paid: { recover: 'paid', unpay: 'payable' },
  });
});

test('a payment ends confirmed or failed, and may come back after it was confirmed', () => {
  expect(paymentMachine.next('prepared', 'release')).toBe('released');
  expect(paymentMachine.next('released', 'confirm')).toBe('confirmed');
  for (const state of ['prepared', 'released', 'confirmed'] as const)
    expect(paymentMachine.next(state, 'fail')).toBe('failed');
  for (const verb of paymentMachine.verbs) {
    expect([verb, paymentMachine.allows('confirmed', verb)]).toEqual([verb, verb === 'fail']);
    expect(paymentMachine.allows('failed', verb)).toBe(false);
  }
  expect(paymentMachine.allows('prepared', 'confirm')).toBe(false);
});

test('every state and verb has words', () => {
  expect(Object.keys(BILL_STATUSES).sort()).toEqual([...billMachine.states].sort());
  expect(Object.keys(PAYMENT_STATUSES).sort()).toEqual([...paymentMachine.states].sort());
  for (const verb of [...billMachine.verbs, ...paymentMachine.verbs]) expect(BILL_VERBS).toHaveProperty(verb);
});

test('what is not adjudicated yet has no amounts', () => {
  expect(billMachine.states.filter((state) => !isAdjudicated(state))).toEqual([
    'draft',
    'submitted',
    'returned',
  ]);
});
