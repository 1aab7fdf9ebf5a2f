import { Client } from 'pg';

/** How many rows each table has, and a digest of all they say: equal snapshots, equal databases. */
export type Snapshot = Record<string, { rows: number; digest: string }>;

/** `url` is the superuser's, whom no policy hides a row from. */
export async function snapshot(url: string): Promise<Snapshot> {
  return asSuper(url, async (query) => {
    const tables = await tablesOf(query);
    const shot: Snapshot = {};
    for (const table of tables) {
      const [row] = await query(
        `select count(*)::int as rows, coalesce(md5(string_agg(t::text, e'\\n' order by t::text)), '') as digest
         from ${table} t`,
      );
      shot[table] = { rows: Number(row?.rows), digest: String(row?.digest) };
    }
    return shot;
  });
}

/** The tables of ours, with their schema. Not those that only say which migrations ran. */
export async function tablesOf(query: Query): Promise<string[]> {
  const rows = await query(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)' and c.relname <> 'migrations'
     order by 1`,
  );
  return rows.map(({ name }) => String(name));
}

export const rowsOf = (shot: Snapshot): Record<string, number> =>
  Object.fromEntries(Object.entries(shot).map(([table, { rows }]) => [table, rows]));

export type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

export async function asSuper<T>(url: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (text, values) => (await client.query(text, values)).rows);
  } finally {
    await client.end();
  }
}
