import type { Tx } from '../db/unit-of-work';

/** A row as it is exported: every field as text, in the order in which it is hashed, or null. */
export type TextRow = Record<string, string | null>;

const utc = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;
const texts = (...columns: string[]): string[] => columns.map((column) => `${column}::text`);
const hex = (...columns: string[]): string[] =>
  columns.map((column) => `encode(${column}, 'hex') as ${column}`);

/** The order of ledger.canonical, version 1. */
const POSTING = [
  ...texts(
    'bureau_id',
    'fund_id',
    'seq',
    'id',
    'owner_unit_id',
    'kind',
    'reservation_id',
    'refers_to',
    'origin_year',
  ),
  ...texts('manner', 'd_allotted', 'd_reserved', 'd_expended', 'd_paid', 'effective_on', 'period'),
  ...[utc('posted_at'), ...texts('actor', 'document', 'key')],
];
const SEAL = [
  ...texts('bureau_id', 'fund_id', 'height', 'head_height', 'from_seq', 'to_seq'),
  ...hex('root', 'previous_hash', 'hash'),
];
const HEAD = [
  ...texts('bureau_id', 'height', 'funds', 'postings'),
  ...[...hex('root', 'previous_hash'), utc('sealed_at'), ...hex('hash')],
];
const BALANCE = [
  ...['b.bureau_id::text', 'b.fund_id::text', 'f.code', 'f.type', 'f.year::text', 'b.owner_unit_id::text'],
  ...['allotted', 'reserved', 'expended', 'paid', 'seq'].map((name) => `b.${name}::text`),
];

const PAGE = 5_000;

/**
 * The postings behind these balances, fund by fund in the order of their numbers, a page at a time: exactly those,
 * however
 * many come in meanwhile, since a balance says how many it is made of and none of them ever changes.
 */
export async function* readPostingTexts(tx: Tx, balances: readonly TextRow[]): AsyncGenerator<TextRow[]> {
  for (const { bureau_id, fund_id, seq } of balances) {
    for (let from = 0; from < Number(seq); from += PAGE) {
      yield await tx.query<TextRow>(
        `select ${POSTING.join(', ')} from ledger.journal j where j.bureau_id = $1 and j.fund_id = $2
          and j.seq > $3 and j.seq <= $4 order by j.seq`,
        [bureau_id, fund_id, from, Math.min(from + PAGE, Number(seq))],
      );
    }
  }
}

export const readSealTexts = (tx: Tx, bureauId: string, head: string): Promise<TextRow[]> =>
  tx.query(
    `select ${SEAL.join(', ')} from ledger.seal s where s.bureau_id = $1 and s.head_height <= $2
      order by s.fund_id, s.height`,
    [bureauId, head],
  );

export const readHeadTexts = (tx: Tx, bureauId: string): Promise<TextRow[]> =>
  tx.query(`select ${HEAD.join(', ')} from ledger.head h where h.bureau_id = $1 order by h.height`, [
    bureauId,
  ]);

export const readBalanceTexts = (tx: Tx, bureauId: string): Promise<TextRow[]> =>
  tx.query(
    `select ${BALANCE.join(', ')} from ledger.balance b join fund f on f.bureau_id = b.bureau_id and f.id = b.fund_id
      where b.bureau_id = $1 order by b.fund_id`,
    [bureauId],
  );
