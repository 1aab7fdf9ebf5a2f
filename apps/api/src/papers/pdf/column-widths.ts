import { WIDTH } from './sheet';

export interface Wish {
  /** How wide the widest text of the column is, with its padding. */
  natural: number;
  /** Undefined where the text must stay on one line; else the column's part of what is over. */
  share: number | undefined;
}

/**
 * Under this, a column of wrapped text is not worth reading, and the one-line columns must give way (and be
 * printed smaller).
 */
const NARROWEST = 62;

/**
 * The widths of a table's columns, which add up to the page. One-line columns get what they need. Of the
 * rest, wrapped columns that need little get it, so that the room goes to those with long texts; what is over
 * is parted by share.
 */
export function columnWidths(wishes: readonly Wish[]): number[] {
  const wrapped = wishes.filter(({ share }) => share !== undefined);
  const fixed = sum(wishes.filter(({ share }) => share === undefined).map(({ natural }) => natural));
  const least = sum(wrapped.map(({ natural }) => Math.min(natural, NARROWEST)));
  const room = Math.max(WIDTH - fixed, least);
  const squeeze =
    wrapped.length === 0 || fixed > WIDTH - room ? (WIDTH - room * Math.sign(wrapped.length)) / fixed : 1;

  const level = waterLevel(
    wrapped.map(({ natural }) => natural),
    room,
  );
  const over = room - sum(wrapped.map(({ natural }) => Math.min(natural, level)));
  const shares = sum(wrapped.map(({ share = 0 }) => share));
  return wishes.map(({ natural, share }) =>
    share === undefined ? natural * squeeze : Math.min(natural, level) + (over * share) / shares,
  );
}

/** The greatest width that all columns may have at once: those that need less leave theirs to the others. */
function waterLevel(naturals: readonly number[], room: number): number {
  let rest = room;
  let left = naturals.length;
  for (const natural of [...naturals].sort((a, b) => a - b)) {
    if (natural * left >= rest) return rest / left;
    rest -= natural;
    left -= 1;
  }
  return Number.POSITIVE_INFINITY;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
