import { asSuper, type Query } from './snapshot';

/** What stands in the rows of some party and nowhere else: ids, names and numbers that others must never be told. */
export type Secrets = { ids: ReadonlySet<string>; texts: readonly string[] };

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Of bureau `of`, what bureau `reader` knows nothing of. `url` is the superuser's. */
export const secretsOfBureau = (url: string, of: string, reader: string): Promise<Secrets> =>
  asSuper(url, (query) => only(query, 'bureau_id', of, reader));

/** Of the firm `of`, what the firm `reader` knows nothing of, wherever the two work. */
export const secretsOfProvider = (url: string, of: string, reader: string): Promise<Secrets> =>
  asSuper(url, (query) => only(query, 'provider_id', of, reader));

async function only(query: Query, column: string, of: string, reader: string): Promise<Secrets> {
  const theirs = await valuesOf(query, column, of);
  const known = await valuesOf(query, column, reader);
  const secret = [...theirs].filter((value) => !known.has(value));
  const isId = (value: string): boolean => value.match(UUIDS)?.[0] === value;
  return {
    ids: new Set(secret.filter(isId)),
    // Short words such as a measure may stand in any sentence.
    texts: secret.filter(
      (value) => !isId(value) && (value.length >= 6 || /^\p{Script=Han}{3,}$/u.test(value)),
    ),
  };
}

/** Columns of words that anybody may use. */
const WORDS = `'status', 'state', 'kind', 'verb', 'subject', 'channel', 'method', 'measure', 'type', 'area'`;

/** All ids and texts in the rows of every table that has the column. */
async function valuesOf(query: Query, column: string, owner: string): Promise<Set<string>> {
  const columns = await query(
    `select format('%I.%I', c.table_schema, c.table_name) as table, format('%I', c.column_name) as name
     from information_schema.columns c
     where c.data_type in ('uuid', 'text') and c.column_name not in (${WORDS})
       and c.table_schema in ('public', 'ledger')
       and exists (select from information_schema.columns o where o.table_schema = c.table_schema
         and o.table_name = c.table_name and o.column_name = $1)`,
    [column],
  );
  const values = new Set<string>();
  for (const { table, name } of columns) {
    const rows = await query(`select distinct ${name}::text as value from ${table} where ${column} = $1`, [
      owner,
    ]);
    for (const { value } of rows) if (value !== null) values.add(String(value));
  }
  return values;
}

/** The first of these secrets that a text tells, as a word of its own; undefined where it keeps them all. */
export function toldBy(text: string, { ids, texts }: Secrets): string | undefined {
  const words = new Set(text.split(/[^\w-]+/));
  const isTold = (secret: string): boolean =>
    /^[\w-]+$/.test(secret) ? words.has(secret) : text.includes(secret);
  return (text.match(UUIDS) ?? []).find((id) => ids.has(id)) ?? texts.find(isTold);
}
