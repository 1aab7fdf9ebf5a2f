import type { Type } from '@nestjs/common';
import { DomainError, type Language, type RegisterRows } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { writerOf } from '../access/person';
import type { UnitOfWork } from '../db/unit-of-work';
import type { Page, PageQuery } from '../http/page';
import { type CanonicalRow, canonical, differences } from '../intake';
import type { RegisterDesk } from '../registers/register-desk';
import type { RegisterPart } from '../registers/register-store';
import { keptAreas, wrongAreas } from './area-cells';
import { bodyOf, checkedBody, faultsIn } from './body';
import { CodesMeant } from './codes-meant';
import { References } from './references';
import { type RowRefused, RowWrong } from './row-refused';
import {
  type Filing,
  type ReadRow,
  type RowFinding,
  type Search,
  type Sheet,
  shownColumns,
  type Taken,
} from './sheet';

type Name = 'units' | 'cadres' | 'providers' | 'workers' | 'items' | 'limits';

/** A row of the list, and what a single call answers. */
interface Answer {
  id: string;
  code: string;
}

/** What a register brings: where its rows are known by code, its calls and the shapes of their bodies. */
export interface RegisterCalls<New, Change> {
  register: Name;
  /** The rows with the codes of $1, in lower case, as key, id and bureau_id. */
  known: string;
  newRow: Type<New>;
  change: Type<Change>;
  create(caller: Caller, body: New): Promise<Answer>;
  alter(caller: Caller, id: string, body: Change): Promise<Answer>;
  list(caller: Caller, query: PageQuery & Search): Promise<Page<Answer>>;
  /** What may be a slip of a new row, though it is taken in. */
  doubts?(body: Partial<New>, language: Language): RowFinding[];
}

export interface Tools {
  unitOfWork: UnitOfWork;
  desk: RegisterDesk;
}

interface Known {
  id: string;
  /** What is stored, as its table would say it. */
  content: CanonicalRow | undefined;
}

const MOST_LISTED = 20_000;
const OPENED_AT_ONCE = 250;

/** A register as a sheet. A code that is new is entered, a known one changed where the row says something else. */
export function registerSheet<New, Change>(
  about: Omit<Sheet, 'begin' | 'list' | 'mostRows'>,
  calls: RegisterCalls<New, Change>,
  tools: Tools,
): Sheet {
  const sheet = { ...about, mostRows: 5_000 };
  return {
    ...sheet,
    begin: async (caller, rows) => {
      const known = await knownRows(calls, tools, caller, rows);
      return new RegisterFiling(sheet, calls, caller, known, new References(tools.unitOfWork, caller));
    },
    list: (caller, search) => listed(sheet, calls, tools, caller, search),
  };
}

class RegisterFiling<New, Change> implements Filing {
  private readonly codes: CodesMeant;

  constructor(
    private readonly sheet: Pick<Sheet, 'columns' | 'table'>,
    private readonly calls: RegisterCalls<New, Change>,
    private readonly caller: Caller,
    private readonly known: ReadonlyMap<string, Known>,
    private readonly references: References,
  ) {
    this.codes = new CodesMeant(known.keys(), this.keyColumn);
  }

  private get keyColumn(): string {
    return this.sheet.table.key[0] ?? '';
  }

  take({ key, values }: ReadRow): Promise<Taken> {
    return this.codes.taken(key, this.caller.language, (code) => this.takeAs(code, values));
  }

  private async takeAs(key: string, filed: ReadRow['values']): Promise<Taken> {
    const { calls, caller, sheet } = this;
    const resolved = await this.resolved({ ...filed, [this.keyColumn]: key });
    if (resolved.refused.length > 0) throw await this.wrong(resolved);
    const { values, ids, bureauId } = resolved;
    const known = this.known.get(key);
    if (!known) {
      const body = { ...bodyOf(sheet.columns, { ...values, ...ids }), ...(bureauId && { bureauId }) };
      const checked = await checkedBody(calls.newRow, body);
      const notes = calls.doubts?.(checked, caller.language) ?? [];
      await calls.create(caller, checked).catch((error: unknown) => {
        throw new RowWrong([error], notes);
      });
      return { verdict: 'new', notes };
    }
    const changed = this.changes(sheet.table.build(values), known.content);
    if (changed.length === 0) return { verdict: 'same' };
    // What stands together in the body goes together.
    const partOf = (name: string): string | undefined => sheet.columns[name]?.field.split('.')[0];
    const parts = new Set(changed.map(partOf));
    const given = Object.entries({ ...values, ...ids }).filter(([name]) => parts.has(partOf(name)));
    const body = bodyOf(sheet.columns, Object.fromEntries(given));
    await calls.alter(caller, known.id, await checkedBody(calls.change, body));
    return { verdict: 'changed' };
  }

  async alsoWrong(filed: ReadRow['values']): Promise<void> {
    throw await this.wrong(await this.resolved(filed));
  }

  /** All that can be said of a row of which something is not known, or not to be read. */
  private async wrong({ values, ids, refused }: Resolved): Promise<RowWrong> {
    const { calls, caller, sheet } = this;
    const body = bodyOf(sheet.columns, { ...values, ...ids });
    const faults = await faultsIn(calls.newRow, body);
    const notes = calls.doubts?.(body as Partial<New>, caller.language) ?? [];
    return new RowWrong([...refused, ...(faults ? [faults] : [])], notes);
  }

  /** An empty cell says nothing of what is registered. */
  private changes(row: object, stored: CanonicalRow | undefined): string[] {
    const { register } = this.calls;
    const filed = canonical(register, row as RegisterRows[Name][number]);
    return differences(stored ?? {}, filed).flatMap(({ column, filed: text }) =>
      text !== null && this.sheet.columns[column] ? [column] : [],
    );
  }

  /**
   * The codes and ids of what the row names, by column. A firm may be known to several bureaus, each by a code of its
   * own: then that says whose row it is.
   */
  private async resolved(values: ReadRow['values']): Promise<Resolved> {
    const stored = this.known.get(String(values[this.keyColumn]))?.content;
    const filed = { ...values, ...keptAreas(this.sheet.columns, values, stored) };
    const refused: RowRefused[] = wrongAreas(this.sheet.columns, filed, stored);
    const resolved: Resolved = { values: filed, ids: {}, refused };
    for (const { column } of refused) delete resolved.values[column ?? ''];
    for (const [name, { refers, field }] of Object.entries(this.sheet.columns)) {
      const text = values[name];
      if (!refers || typeof text !== 'string') continue;
      const row = await this.references.one(refers, text, field).catch((error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        resolved.refused.push(error);
        return undefined;
      });
      delete resolved.values[name];
      if (!row) continue;
      resolved.values[name] = row.code;
      resolved.ids[name] = row.id;
      if (refers === 'providers' && this.caller.actor.bureauId === undefined)
        resolved.bureauId = row.bureau_id;
    }
    return resolved;
  }
}

interface Resolved {
  /** By column; what refers to something, by its code, and not at all where that is not known. */
  values: Record<string, unknown>;
  ids: Record<string, string>;
  refused: (DomainError | RowRefused)[];
  bureauId?: string;
}

async function knownRows(
  { register, known }: Pick<RegisterCalls<never, never>, 'register' | 'known'>,
  { unitOfWork, desk }: Tools,
  caller: Caller,
  rows: readonly ReadRow[],
): Promise<Map<string, Known>> {
  const keys = rows.map(({ key }) => key.toLowerCase());
  const found = await unitOfWork.run(caller.actor, (tx) =>
    tx.query<{ key: string; id: string; bureau_id: string }>(known, [keys]),
  );
  const all = new Map<string, Known>();
  for (const bureauId of new Set(found.map((row) => row.bureau_id))) {
    const here = found.filter((row) => row.bureau_id === bureauId);
    // In pieces, since opening what is sealed is computing, and others are served meanwhile.
    for (let from = 0; from < here.length; from += OPENED_AT_ONCE) {
      const piece = here.slice(from, from + OPENED_AT_ONCE);
      const part: RegisterPart = { [register]: piece.map(({ key }) => key) };
      const store = await unitOfWork.run(writerOf(caller.person, bureauId), (tx) =>
        desk.load(tx, bureauId, part),
      );
      for (const { key, id } of piece) {
        const row = store.find(register, key)?.row;
        all.set(key, { id, content: row && canonical(register, row) });
      }
    }
  }
  return all;
}

/** Page by page, so that policies, filters and masks are the list's own. */
async function listed(
  sheet: Pick<Sheet, 'columns' | 'table'>,
  { list }: Pick<RegisterCalls<never, never>, 'list'>,
  { unitOfWork }: Tools,
  caller: Caller,
  search: Search = {},
): Promise<string[][]> {
  const columns = shownColumns(sheet);
  const codes = new References(unitOfWork, caller);
  const rows: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list(caller, { ...search, limit: '200', ...(cursor && { cursor }) });
    for (const answer of page.items) {
      const cells: string[] = [];
      for (const name of columns) cells.push(await shownAs(sheet, codes, name, answer));
      rows.push(cells);
    }
    cursor = page.nextCursor;
  } while (cursor && rows.length < MOST_LISTED);
  return rows;
}

async function shownAs(
  { columns, table }: Pick<Sheet, 'columns' | 'table'>,
  codes: References,
  name: string,
  answer: Answer,
): Promise<string> {
  const column = columns[name];
  const value = (answer as unknown as Record<string, unknown>)[column?.field ?? ''];
  if (value === null || value === undefined) return '';
  if (column?.refers) return codes.codeOf(column.refers, String(value));
  // Amounts are texts already; words have a key.
  const kind = table.columns[table.columnNames.indexOf(name)]?.kind;
  return column?.form === 'amount' ? String(value) : (kind?.show(value) ?? String(value));
}
