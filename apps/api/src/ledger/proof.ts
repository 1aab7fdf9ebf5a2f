import type { TextRow } from './export-rows';
import { fields, pathTo, type Step } from './hash-tree';

interface Books {
  postings: readonly TextRow[];
  seals: readonly TextRow[];
  heads: readonly TextRow[];
}

/**
 * That one posting stands in the books under a head, for somebody who has the head and may not see the rest: the way
 * from
 * the posting to its block, from the block along the fund's chain, and from the fund to the head.
 */
export interface Proof {
  posting: TextRow;
  inBlock: Step[];
  blocks: TextRow[];
  inHead: Step[];
  head: TextRow;
}

export function proofOf(id: string, { postings, seals, heads }: Books): Proof {
  const posting = postings.find((row) => row.id === id);
  if (!posting) throw new Error(`没有这笔分录 no such posting: ${id}`);
  const head = heads.at(-1);
  const ofFund = seals.filter((seal) => seal.fund_id === posting.fund_id);
  const at = ofFund.findIndex((seal) => isWithin(posting, seal));
  const block = ofFund[at];
  if (!head || !block) throw new Error(`这笔分录还没有封存 not sealed yet: ${id}`);
  const together = postings.filter((row) => row.fund_id === posting.fund_id && isWithin(row, block));
  const last = lastBlocks(seals);
  return {
    posting,
    inBlock: pathTo(
      together.map((row) => fields(['posting1', ...Object.values(row)])),
      together.indexOf(posting),
    ),
    blocks: ofFund.slice(at),
    inHead: pathTo(
      last.map((seal) => fields(['fund1', seal.fund_id, seal.height, seal.to_seq, seal.hash])),
      last.findIndex((seal) => seal.fund_id === posting.fund_id),
    ),
    head,
  };
}

const isWithin = ({ seq }: TextRow, { from_seq, to_seq }: TextRow): boolean =>
  Number(seq) >= Number(from_seq) && Number(seq) <= Number(to_seq);

/** The newest block of each fund, by fund. */
function lastBlocks(seals: readonly TextRow[]): TextRow[] {
  const newest = new Map(seals.map((seal) => [seal.fund_id, seal]));
  return [...newest.values()].sort((a, b) => (String(a.fund_id) < String(b.fund_id) ? -1 : 1));
}
