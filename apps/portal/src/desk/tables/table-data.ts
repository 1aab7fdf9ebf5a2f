import { answerOf, api, fetchAs, type Schemas, SongbaiProblem } from '../../shared/session';

export type Tables = Schemas['TablesAnswer'];
export type Table = Schemas['TableAnswer'];
export type Preview = Schemas['TablePreviewAnswer'];
export type Imported = Schemas['TableImportAnswer'];
export type Row = Schemas['RowAnswer'];

/** Which column of the file stands for each of ours; null for one that is not meant. */
export type Mapping = Record<string, number | null>;

export const readTables = (): Promise<Tables> => answerOf(api.GET('/api/v1/tables'));

const pathOf = (table: string, what: string): string => `/api/v1/tables/${table}/${what}`;

/** Fields come before the file, as the server wants them. */
async function send(
  path: string,
  file: File,
  fields: Readonly<Record<string, string | undefined>>,
  key?: string,
): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.append(name, value);
  body.append('file', file);
  const headers: Record<string, string> = key === undefined ? {} : { 'Idempotency-Key': key };
  const response = await fetchAs(path, { method: 'POST', body, headers });
  if (!response.ok) throw new SongbaiProblem((await response.json()) as Schemas['ProblemAnswer']);
  return response;
}

const said = (mapping: Mapping | undefined): string | undefined => mapping && JSON.stringify(mapping);

export async function preview(table: string, file: File, mapping: Mapping | undefined): Promise<Preview> {
  const response = await send(pathOf(table, 'preview'), file, { mapping: said(mapping) });
  return (await response.json()) as Preview;
}

export async function checked(table: string, file: File, mapping: Mapping): Promise<Blob> {
  return (await send(pathOf(table, 'checked.xlsx'), file, { mapping: said(mapping) })).blob();
}

export async function bringIn(
  table: string,
  file: File,
  mapping: Mapping,
  rows: 'all' | 'valid',
  key: string,
): Promise<Imported> {
  const response = await send(pathOf(table, 'import'), file, { mapping: said(mapping), rows }, key);
  return (await response.json()) as Imported;
}

/** What the preview took each column for, said of every column of ours. */
export function mappingOf({ columns }: Table, { columns: filed }: Preview): Mapping {
  return Object.fromEntries(
    columns.map(({ name }) => [name, filed.find(({ column }) => column === name)?.index ?? null]),
  );
}

const keyOf = (table: string): string => `songbai.mapping.${table}`;

/** The same headers in the same order are the same kind of file. */
const headersOf = ({ columns }: Preview): string => columns.map(({ header }) => header).join('\n');

export function remember(table: string, shown: Preview, mapping: Mapping): void {
  localStorage.setItem(keyOf(table), JSON.stringify({ headers: headersOf(shown), mapping }));
}

/** What was said of such a file before, if it was. */
export function remembered(table: string, shown: Preview): Mapping | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(table)) ?? 'null') as {
      headers: string;
      mapping: Mapping;
    } | null;
    return kept?.headers === headersOf(shown) ? kept.mapping : undefined;
  } catch {
    return undefined;
  }
}

/** Where the rows of a table can be looked at. */
export const listOf = (table: string): string => `/${table}`;
