import { passwordFault } from './password';

const MINE = { username: 'Abdurahman', old: 'a long enough password' };

it.each([
  ['a long enough passwore', null],
  ['elevenchars', 'short'],
  ['twelve chars', null],
  // A character is one, however it is stored.
  ['松柏常青松柏常青松柏常', 'short'],
  ['松柏常青松柏常青松柏常𠮷', null],
  ['my abdurahman 2026', 'name'],
  ['a long enough password', 'same'],
])('%s: %s', (next, fault) => {
  expect(passwordFault(next, MINE)).toBe(fault);
});

it('has no name to look for while none is given', () => {
  expect(passwordFault('a long enough passwore', { username: '', old: '' })).toBeNull();
});
