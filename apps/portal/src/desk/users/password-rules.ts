import { FEWEST_CHARACTERS, passwordFault } from '@songbai/contracts';
import { p } from './users-words';

/** What is wrong with a new password, in words; undefined where it will do. The server has the same rule. */
export function saidOfPassword(next: string, mine: { username: string; old: string }): string | undefined {
  switch (passwordFault(next, mine)) {
    case 'short':
      return p.short({ count: FEWEST_CHARACTERS - [...next].length, least: FEWEST_CHARACTERS });
    case 'name':
      return p.nameIn({ username: mine.username });
    case 'same':
      return p.asBefore();
    default:
      return undefined;
  }
}
