// biome-ignore-all format: laid out by hand, so that an auditor reads all of it in one sitting.
// Checks an exported ledger without Songbai and without any package: node verify-ledger.mjs <folder> [<head hash>]
// or one posting of it: node verify-ledger.mjs proof-<id>.json [<head hash>]. Exit status 0: all agrees; 1: it does not
// The head is one that a witness kept; without it a ledger rewritten whole, seals and all, cannot be told apart.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [source = '.', given] = process.argv.slice(2);
const witness = given?.trim().toLowerCase();
const problems = [];
const check = (holds, problem) => holds || problems.push(problem);
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
/** Texts as one text that reads back in one way only. */
const fields = (texts) =>
  Buffer.from(texts.map((text) => (text == null ? '-' : `${Buffer.byteLength(text)}:${text}`)).join(''));
const leaf = (text) => sha256(Buffer.from([0]), text);
const node = (left, right) => (right ? sha256(Buffer.from([1]), left, right) : left);
/** The root of a hash tree as in RFC 6962, and the same from one leaf and its way up. */
function root(texts) {
  let level = texts.map(leaf);
  while (level.length > 1) level = level.flatMap((hash, i) => (i % 2 ? [] : [node(hash, level[i + 1])]));
  return level[0]?.toString('hex');
}
const pair = (at, { side, hash: up }) => (side === 'left' ? [Buffer.from(up, 'hex'), at] : [at, Buffer.from(up, 'hex')]);
const climb = (text, path) => path.reduce((at, up) => node(...pair(at, up)), leaf(text)).toString('hex');
const NAMES = {
  posting1: `bureau_id fund_id seq id owner_unit_id kind reservation_id refers_to origin_year manner d_allotted
    d_reserved d_expended d_paid effective_on period posted_at actor document key`.split(/\s+/),
  seal1: 'bureau_id fund_id height head_height from_seq to_seq root previous_hash'.split(' '),
  head1: 'bureau_id height funds postings root previous_hash sealed_at'.split(' '),
};
const KEYS = { journal: NAMES.posting1, seals: [...NAMES.seal1, 'hash'], heads: [...NAMES.head1, 'hash'],
  balances: 'bureau_id fund_id code type year owner_unit_id allotted reserved expended paid seq'.split(' ') };
const text = (version, row) => fields([version, ...NAMES[version].map((name) => row[name])]);
const isSealed = (version, row) => sha256(text(version, row)).toString('hex') === row.hash;
const fundText = (seal) => fields(['fund1', seal.fund_id, seal.height, seal.to_seq, seal.hash]);

function verifyFund({ rows, seals, balance }) {
  const name = balance?.code ?? rows[0]?.fund_id ?? seals[0]?.fund_id;
  check(rows.every(({ seq }, i) => Number(seq) === i + 1), `${name}: 分录号不连续 numbers have a gap`);
  check(rows.length === Number(balance?.seq), `${name}: 分录数不符 postings are missing or too many`);
  for (const amount of ['allotted', 'reserved', 'expended', 'paid']) {
    const sum = rows.reduce((total, row) => total + BigInt(row[`d_${amount}`]), 0n);
    check(String(sum) === balance?.[amount], `${name}: ${amount} 不等于分录之和 is not the sum of its postings`);
  }
  seals.forEach((seal, i) => {
    const before = seals[i - 1] ?? { to_seq: 0, hash: '' };
    const follows = Number(seal.height) === i + 1 && Number(seal.from_seq) === Number(before.to_seq) + 1;
    check(follows && seal.previous_hash === before.hash, `${name}: 区块链断开 the chain is broken`);
    const own = rows.slice(Number(seal.from_seq) - 1, Number(seal.to_seq)).map((row) => text('posting1', row));
    check(isSealed('seal1', seal) && root(own) === seal.root, `${name}: 区块 block ${i + 1} 被改动 was changed`);
  });
}

function isHead(head, height, before, seals) {
  const start = sha256(Buffer.from(`songbai ledger ${head.bureau_id}`)).toString('hex');
  const empty = [head.height, head.funds, head.postings, head.root, head.previous_hash].join() === '0,0,0,,';
  if (!before) return head.hash === start && empty;
  const last = seals.flatMap((own) => own.findLast((seal) => Number(seal.head_height) <= height) ?? []);
  return isSealed('head1', head) && root(last.map(fundText)) === head.root && last.length === Number(head.funds)
    && last.reduce((sum, seal) => sum + Number(seal.to_seq), 0) === Number(head.postings)
    && Number(head.height) === height && head.previous_hash === before.hash;
}

function verifyFolder() {
  const lines = (name) => readFileSync(`${source}/${name}.ndjson`, 'utf8').split(/\r?\n/).filter(Boolean);
  const [postings, seals, heads, balances] = Object.keys(KEYS).map((name) => lines(name).map((line, i) => {
    const row = JSON.parse(line);
    const own = JSON.stringify(Object.fromEntries(KEYS[name].map((key) => [key, row[key]])));
    return check(own === line, `${name} ${i + 1}: 文字与内容不符 says more than its fields`) && row;
  }));
  const funds = new Map();
  const of = ({ fund_id }) => funds.get(fund_id) ?? funds.set(fund_id, { rows: [], seals: [] }).get(fund_id);
  for (const row of postings) of(row).rows.push(row);
  for (const seal of seals) of(seal).seals.push(seal);
  for (const row of balances) of(row).balance = check(!of(row).balance, `${row.code}: 余额出现两次 twice`) && row;
  for (const fund of funds.values()) verifyFund(fund);
  const sorted = [...funds.keys()].sort().map((id) => funds.get(id).seals);
  heads.forEach((head, i) => { check(isHead(head, i, heads[i - 1], sorted), `总封 head ${i} 被改动 was changed`); });
  check(seals.every((seal) => Number(seal.head_height) < heads.length), '有区块不在总封之下 a block is under no head');
  const kept = given === undefined ? heads.at(-1) : heads.find(({ hash }) => hash === witness);
  check(kept, given === undefined ? '没有总封 there is no head' : '没有见证的总封 the head of the witness is missing');
  const after = postings.length - Number(kept?.postings);
  return `${postings.length} 分录 postings, ${after} 在此总封之后，无人见证 after this head, witnessed by nobody; 总封 head ${
    kept?.height}, ${kept?.sealed_at}: ${kept?.hash}`;
}
function verifyProof({ posting, inBlock, blocks, inHead, head }) {
  check(climb(text('posting1', posting), inBlock) === blocks[0].root, '分录不在区块中 not in the block');
  const isChained = (b, i) => b.fund_id === posting.fund_id && (!i || b.previous_hash === blocks[i - 1].hash);
  check(blocks.every((b, i) => isSealed('seal1', b) && isChained(b, i)), '区块链断开 the chain is broken');
  check(climb(fundText(blocks.at(-1)), inHead) === head.root && isSealed('head1', head), '不在总封中 not under the head');
  check(given === undefined || head.hash === witness, '不是见证的总封 not the head of the witness');
  return `${posting.document} 总封 head ${head.hash}`;
}
let what = '';
try { what = source.endsWith('.json') ? verifyProof(JSON.parse(readFileSync(source, 'utf8'))) : verifyFolder(); }
catch (error) { check(false, `读不懂 cannot be read: ${error.message}`); }
for (const problem of problems.slice(0, 20)) console.log(`✗ ${problem}`);
console.log(problems.length > 0 ? `不一致 does not agree: ${problems.length}` : `一致 agrees: ${what}`);
process.exitCode = problems.length > 0 ? 1 : 0;
