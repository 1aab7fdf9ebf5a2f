import { DomainError } from './domain-error';
import { machine } from './machine';

const door = machine('door', { open: { close: 'shut' }, shut: { open: 'open', lock: 'locked' }, locked: {} });

test('walks every pair: what the table has leads on, everything else is refused', () => {
  const walked = door.states.map((state) =>
    door.verbs.map((verb) => (door.allows(state, verb) ? door.next(state, verb) : null)),
  );
  expect(door.verbs).toEqual(['close', 'lock', 'open']);
  expect(walked).toEqual([
    ['shut', null, null],
    [null, 'locked', 'open'],
    [null, null, null],
  ]);
});

test('a refusal names the machine, the state and the verb', () => {
  expect(() => door.next('locked', 'open')).toThrow(
    new DomainError('illegal-transition', { facts: { name: 'door', from: 'locked', verb: 'open' } }),
  );
});
