/** Fewer are guessed. */
export const FEWEST_CHARACTERS = 12;

export type PasswordFault = 'short' | 'name' | 'same';

/** The first rule that somebody's own new password breaks; null where it will do. */
export function passwordFault(
  next: string,
  { username, old }: { username: string; old: string },
): PasswordFault | null {
  if ([...next].length < FEWEST_CHARACTERS) return 'short';
  if (username !== '' && next.toLowerCase().includes(username.toLowerCase())) return 'name';
  return next === old ? 'same' : null;
}
