import { createHash } from 'node:crypto';

/** Fields as one text that reads back in one way only, as ledger.fields has it in SQL. */
export function fields(values: readonly (string | null | undefined)[]): Buffer {
  const text = values.map((value) => (value == null ? '-' : `${Buffer.byteLength(value)}:${value}`));
  return Buffer.from(text.join(''), 'utf8');
}

export const sha256 = (...parts: Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);
export const leafHash = (text: Buffer): Buffer => sha256(LEAF, text);

/** One step from a leaf to the root: the hash beside it, and on which side that one stands. */
export interface Step {
  side: 'left' | 'right';
  hash: string;
}

/** The way from a leaf to the root of the tree, as in RFC 6962: an odd one goes up as it is. */
export function pathTo(leaves: readonly Buffer[], place: number): Step[] {
  const path: Step[] = [];
  let level = leaves.map(leafHash);
  for (let at = place; level.length > 1; at = Math.floor(at / 2)) {
    const beside = at % 2 === 0 ? level[at + 1] : level[at - 1];
    if (beside) path.push({ side: at % 2 === 0 ? 'right' : 'left', hash: beside.toString('hex') });
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, i) =>
      parent(level[2 * i], level[2 * i + 1]),
    );
  }
  return path;
}

function parent(left: Buffer | undefined, right: Buffer | undefined): Buffer {
  if (!left) throw new Error('a level has a hole');
  return right ? sha256(NODE, left, right) : left;
}
