import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createDataSource } from '../db/data-source';
import { FILES } from './export';
import type { TextRow } from './export-rows';

export interface Replayed {
  postings: number;
  funds: number;
  /** Funds whose balance came out otherwise than exported, in words. */
  differences: string[];
}

/** Beside the real ones and gone at the end; the ledger's owner alone may look at what they are copied from. */
const [BALANCE, JOURNAL] = ['ledger.replay_balance', 'ledger.replay_journal'];
const AS_OWNER = 'options=-c%20role%3Dsongbai_ledger';
const CLEAR = `drop table if exists ${BALANCE}, ${JOURNAL}`;

/**
 * The same tables as the ledger's, with every rule and key that these have, and nothing else: no verbs, so that what
 * the verbs did is judged by the tables alone.
 */
const TABLES = [
  CLEAR,
  `create table ${BALANCE} (like ledger.balance including all)`,
  `create table ${JOURNAL} (like ledger.journal including all)`,
  `create trigger balance_covered before update on ${BALANCE}
    for each row execute function ledger.keep_balance()`,
  `create trigger journal_balanced before insert on ${JOURNAL}
    for each row execute function ledger.keep_posting()`,
];

/** Posting by posting, so that the rules of the balance judge every moment of the past and not only its end. */
const PLAY = `
do $$
declare
  j record;
begin
  insert into ${BALANCE} (bureau_id, fund_id) select distinct bureau_id, fund_id from ${JOURNAL};
  for j in select * from ${JOURNAL} order by fund_id, seq loop
    update ${BALANCE} b set allotted = b.allotted + j.d_allotted, reserved = b.reserved + j.d_reserved,
        expended = b.expended + j.d_expended, paid = b.paid + j.d_paid,
        available = b.available + j.d_allotted - j.d_reserved - j.d_expended, seq = b.seq + 1
      where b.bureau_id = j.bureau_id and b.fund_id = j.fund_id and b.seq = j.seq - 1;
    if not found then
      raise exception 'fund % has no posting before number %', j.fund_id, j.seq;
    end if;
  end loop;
end $$`;

const SUMS = ['allotted', 'reserved', 'expended', 'paid', 'seq'];

/**
 * Plays an export into the database of `ownerUrl`, in tables of its own that are gone afterwards, and compares every
 * balance with the exported one. The database may be empty; it only has to be migrated.
 */
export async function replayLedger(ownerUrl: string, folder: string): Promise<Replayed> {
  const dataSource = await createDataSource(
    `${ownerUrl}${ownerUrl.includes('?') ? '&' : '?'}${AS_OWNER}`,
  ).initialize();
  try {
    for (const statement of TABLES) await dataSource.query(statement);
    let postings = 0;
    for await (const rows of pages(join(folder, FILES.postings))) {
      await dataSource.query(
        `insert into ${JOURNAL} select (jsonb_populate_record(null::${JOURNAL}, r)).*
          from jsonb_array_elements($1::jsonb) r`,
        [JSON.stringify(rows)],
      );
      postings += rows.length;
    }
    await dataSource.query(PLAY);
    const played = await dataSource.query<TextRow[]>(
      `select fund_id::text, ${SUMS.map((name) => `${name}::text`).join(', ')} from ${BALANCE}`,
    );
    const exported: TextRow[] = [];
    for await (const rows of pages(join(folder, FILES.balances))) exported.push(...rows);
    return { postings, funds: exported.length, differences: compare(exported, played) };
  } finally {
    await dataSource.query(CLEAR);
    await dataSource.destroy();
  }
}

function compare(exported: readonly TextRow[], played: readonly TextRow[]): string[] {
  const found = new Map(played.map((row) => [row.fund_id, row]));
  return exported.flatMap((row) =>
    SUMS.filter((name) => (found.get(row.fund_id)?.[name] ?? '0') !== row[name]).map(
      (name) => `${row.code} ${name}: ${row[name]} ≠ ${found.get(row.fund_id)?.[name] ?? '0'}`,
    ),
  );
}

async function* pages(file: string): AsyncGenerator<TextRow[]> {
  let page: TextRow[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line !== '') page.push(JSON.parse(line) as TextRow);
    if (page.length === 2_000) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
}
