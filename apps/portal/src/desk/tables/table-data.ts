import { sendFile } from '../../shared/send-file';
import { answerOf, api, type Schemas } from '../../shared/session';

export type Tables = Schemas['TablesAnswer'];
export type Table = Schemas['TableAnswer'];
export type Preview = Schemas['TablePreviewAnswer'];
export type Imported = Schemas['TableImportAnswer'];
export type Row = Schemas['RowAnswer'];

/** What is said of the whole file, where the table asks for it: of a bill its contract, say. */
export type Said = Readonly<Record<string, string>>;

/** What a column of ours is called in the reader's language; of "A/B" one is enough. */
export const titleOf = ({ columns }: Table, names: string): string =>
  names
    .split('/')
    .map((name) => columns.find((column) => column.name === name)?.title ?? name)
    .join('/');

/** Which column of the file stands for each of ours; null for one that is not meant. */
export type Mapping = Record<string, number | null>;

export const readTables = (): Promise<Tables> => answerOf(api.GET('/api/v1/tables'));

const pathOf = (table: string, what: string): string => `/api/v1/tables/${table}/${what}`;

/** A file as it is laid under a table. */
export interface Laying {
  file: File;
  mapping: Mapping | undefined;
  said: Said;
}

const fieldsOf = ({ mapping, said }: Laying): Record<string, string | undefined> => ({
  ...said,
  mapping: mapping && JSON.stringify(mapping),
});

export async function preview(table: string, laying: Laying): Promise<Preview> {
  const response = await sendFile(pathOf(table, 'preview'), laying.file, { fields: fieldsOf(laying) });
  return (await response.json()) as Preview;
}

export async function checked(table: string, laying: Laying): Promise<Blob> {
  return (await sendFile(pathOf(table, 'checked.xlsx'), laying.file, { fields: fieldsOf(laying) })).blob();
}

export async function bringIn(
  table: string,
  laying: Laying,
  rows: 'all' | 'valid',
  key: string,
): Promise<Imported> {
  const response = await sendFile(pathOf(table, 'import'), laying.file, {
    fields: { ...fieldsOf(laying), rows },
    key,
  });
  return (await response.json()) as Imported;
}

/** What the preview took each column for, said of every column of ours. */
export function mappingOf({ columns }: Table, { columns: filed }: Preview): Mapping {
  return Object.fromEntries(
    columns.map(({ name }) => [name, filed.find(({ column }) => column === name)?.index ?? null]),
  );
}

const keyOf = (table: string): string => `songbai.mapping.${table}`;

/** The same headers in the same order are the same kind of file; so many kinds of each table are kept. */
const headersOf = ({ columns }: Preview): string => columns.map(({ header }) => header).join('\n');
const MOST_KEPT = 20;

type Kept = [headers: string, mapping: Mapping][];

function keptOf(table: string): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(table)) ?? '[]');
    return Array.isArray(kept) ? (kept as Kept) : [];
  } catch {
    return [];
  }
}

export function remember(table: string, shown: Preview, mapping: Mapping): void {
  const headers = headersOf(shown);
  const others = keptOf(table).filter(([each]) => each !== headers);
  localStorage.setItem(keyOf(table), JSON.stringify([[headers, mapping], ...others].slice(0, MOST_KEPT)));
}

/** What was said of such a file before, if it was. */
export function remembered(table: string, shown: Preview): Mapping | undefined {
  const headers = headersOf(shown);
  return keptOf(table).find(([each]) => each === headers)?.[1];
}

const LISTS: Readonly<Record<string, string>> = {
  ...{ 'visit-log': '/visits', plans: '/dispatch', 'bill-lines': '/bills' },
};

/** Where the rows of a table can be looked at. */
export const listOf = (table: string): string => LISTS[table] ?? `/${table}`;
