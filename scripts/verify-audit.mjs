// Checks a proof of the audit log without Songbai and without any package: node verify-audit.mjs audit-<n>.json
// With the line that somebody kept outside ("<number> <hash>"), also that the log still has it:
// node verify-audit.mjs audit-<n>.json 65 <hash>. Exit status 0: all agrees; 1: it does not.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file = '', keptSeq, keptHash] = process.argv.slice(2);

/** The hash of the entry before, as bytes, then the entry's number, a line feed and its text. */
const hashOf = (previous, { seq, entry }) =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(`${seq}\n${entry}`).digest('hex');

/** What is wrong first, or undefined. */
function fault({ previousHash, links, head, ...first }) {
  const chain = [first, ...links.items];
  let before = previousHash;
  for (const [i, link] of chain.entries()) {
    if (link.seq !== first.seq + i) return `缺第 ${first.seq + i} 条 entry ${first.seq + i} is missing`;
    if (hashOf(before, link) !== link.hash) return `第 ${link.seq} 条被改动 entry ${link.seq} was changed`;
    before = link.hash;
  }
  if (!chain.some(({ seq, hash }) => seq === head.seq && hash === head.hash))
    return `没有到末尾第 ${head.seq} 条 it does not reach the end, entry ${head.seq}`;
  if (keptSeq && !chain.some(({ seq, hash }) => seq === Number(keptSeq) && hash === keptHash))
    return `没有留存的第 ${keptSeq} 条 it lacks the kept entry ${keptSeq}`;
}

try {
  const proof = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = fault(proof);
  const { seq, head } = proof;
  console.log(wrong ? `不一致 does not agree: ${wrong}` : `一致 agrees: ${seq}–${head.seq}, ${head.hash}`);
  process.exitCode = wrong ? 1 : 0;
} catch (error) {
  console.log(`读不懂 cannot be read: ${error.message}`);
  process.exitCode = 1;
}
