import type { TextRow } from '../../apps/api/src/ledger/export-rows';
import { fields, leafHash, sha256 } from '../../apps/api/src/ledger/hash-tree';
import { newId } from '../db/world';

/** The rows of an export, by file. */
export type Exported = Record<'postings' | 'seals' | 'heads' | 'balances', TextRow[]>;

/** One edit each, of which some are as clever as a superuser can be short of rewriting everything. */
export const EDITS: Record<string, (books: Exported, at: (n: number) => number) => void> = {
  'changes a field': ({ postings }, at) => {
    const row = pick(postings, at);
    const name = Object.keys(row)[at(Object.keys(row).length)] ?? 'actor';
    row[name] = row[name] === null ? 'x' : `${row[name]}1`;
  },
  'moves money between two postings': ({ postings }, at) => {
    const mine = postings.filter(
      ({ fund_id, kind }) => fund_id === postings[0]?.fund_id && kind === 'reserve',
    );
    const [more, less] = [mine[at(mine.length)], mine[at(mine.length)]];
    if (!more || !less || more === less) return EDITS['deletes a row']?.({ postings } as Exported, at);
    more.d_reserved = '4';
    less.d_reserved = '2';
  },
  'deletes a row': ({ postings }, at) => void postings.splice(at(postings.length), 1),
  'deletes a row and numbers the rest anew': ({ postings, balances }, at) => {
    const [gone] = postings.splice(at(postings.length), 1);
    for (const row of postings)
      if (row.fund_id === gone?.fund_id && Number(row.seq) > Number(gone?.seq))
        row.seq = String(Number(row.seq) - 1);
    for (const row of balances) if (row.fund_id === gone?.fund_id) row.seq = String(Number(row.seq) - 1);
  },
  'inserts a row': ({ postings }, at) => {
    const place = at(postings.length);
    postings.splice(place, 0, { ...pick(postings, () => place), id: newId() });
  },
  'swaps two rows': ({ postings }, at) => {
    const [one, other] = [pick(postings, at), pick(postings, at)];
    if (one === other) return void postings.pop();
    [one.id, other.id] = [String(other.id), String(one.id)];
  },
  'cuts the tail, with its blocks and its head': (books) => {
    books.heads.pop();
    const last = String(books.heads.length);
    const cut = books.seals.filter(({ head_height }) => head_height === last);
    books.seals = books.seals.filter((seal) => !cut.includes(seal));
    for (const { fund_id, from_seq } of cut) {
      books.postings = books.postings.filter(
        (row) => row.fund_id !== fund_id || Number(row.seq) < Number(from_seq),
      );
      const left = books.postings.filter((row) => row.fund_id === fund_id);
      for (const row of books.balances) if (row.fund_id === fund_id) Object.assign(row, sumsOf(left));
    }
  },
  'changes a row and hashes its block again': ({ postings, seals }, at) => {
    const row = pick(postings, at);
    row.document = `${row.document}假`;
    const seal = seals.find((s) => s.fund_id === row.fund_id && Number(s.to_seq) >= Number(row.seq));
    if (!seal) return;
    seal.root = rootOf(postings.filter((p) => isIn(p, seal)));
    seal.hash = sha256(fields(['seal1', ...Object.values(seal).slice(0, 8)])).toString('hex');
  },
  'tells a balance twice, or otherwise': ({ balances }, at) => {
    const row = pick(balances, at);
    if (at(2) === 0) balances.push({ ...row });
    else row.expended = `${row.expended}1`;
  },
  'changes a block or a head': ({ seals, heads }, at) => {
    const row = pick([...seals, ...heads], at);
    // The first head was made before anything was sealed, so nothing stands for its moment.
    const names = Object.keys(row).filter((name) => row.height !== '0' || name !== 'sealed_at');
    const name = names[at(names.length)] ?? 'hash';
    row[name] = /^[0-9a-f]{64}$/.test(String(row[name])) ? '0'.repeat(64) : `${row[name]}0`;
  },
};

const pick = (rows: TextRow[], at: (n: number) => number): TextRow => rows[at(rows.length)] ?? {};
const isIn = (row: TextRow, { fund_id, from_seq, to_seq }: TextRow): boolean =>
  row.fund_id === fund_id && Number(row.seq) >= Number(from_seq) && Number(row.seq) <= Number(to_seq);

function sumsOf(rows: TextRow[]): TextRow {
  const sum = (name: string) => String(rows.reduce((total, row) => total + BigInt(String(row[name])), 0n));
  const parts = ['allotted', 'reserved', 'expended', 'paid'].map((name) => [name, sum(`d_${name}`)]);
  return { ...Object.fromEntries(parts), seq: String(rows.length) };
}

function rootOf(rows: TextRow[]): string {
  let level = rows.map((row) => leafHash(fields(['posting1', ...Object.values(row)])));
  while (level.length > 1)
    level = level.flatMap((hash, i) => {
      if (i % 2 === 1) return [];
      const beside = level[i + 1];
      return [beside ? sha256(Buffer.from([1]), hash, beside) : hash];
    });
  return level[0]?.toString('hex') ?? '';
}
