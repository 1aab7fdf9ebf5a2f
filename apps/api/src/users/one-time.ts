import { randomInt } from 'node:crypto';
import { hashPassword } from '../access/passwords';

/** How long a password that somebody else has given is good for, and then only to choose one's own. */
const ONE_TIME_DAYS = 7;
const DAY_MS = 86_400_000;

/** It is handed over on paper: none of these is taken for another, and no case is to be told. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const OF_GROUP = 4;

const group = (): string =>
  Array.from({ length: OF_GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** A password in groups, of 79 bits, with the columns that keep it. */
export async function oneTime(at: Date) {
  const password = Array.from({ length: GROUPS }, group).join('-');
  const until = new Date(at.getTime() + ONE_TIME_DAYS * DAY_MS);
  return { password, columns: { password_hash: await hashPassword(password), password_until: until } };
}
