import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AuditFacts, DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { writerOf } from '../access/person';
import { audit } from '../audit/audit';
import { UnitOfWork } from '../db/unit-of-work';
import { inEachBureau } from '../http/across';
import { Commands } from '../http/commands';
import { Lanes } from '../http/lanes';
import { invalid } from '../http/request.pipe';
import type { Upload } from '../http/uploads';
import { ABOUT } from './about';
import { titleOfColumn, titleOfColumns } from './column-titles';
import { countsOf, type Filed, type Judged, papersOf, shownRow, TableFiling } from './filing.service';
import { type Reading, readUpload } from './reading';
import { isRequired, type Sheet, secondOf } from './sheet';
import { Sheets } from './sheets.service';
import { checkedFile, csvOf, otherNames, templateOf, whatOf, workbookOf } from './table-files';
import type { TableImportAnswer, TablePreviewAnswer, TableQuery, TablesAnswer } from './tables.dto';

type Tried = { sheet: Sheet; reading: Reading; judged: Judged[]; summary: string | null };

/** Tables of registers and of visits: brought in row by row as the single calls would, and taken out. */
@Injectable()
export class TablesService {
  private readonly lanes = new Lanes(2);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly sheets: Sheets,
    private readonly filing: TableFiling,
  ) {}

  list({ person: { role }, language }: Caller): TablesAnswer {
    const items = this.sheets.all.map((sheet) => ({
      ...{ name: sheet.name, title: sheet.title[language], mostRows: sheet.mostRows },
      mayImport: sheet.importers.includes(role),
      mayExport: sheet.exporters.includes(role),
      about: ABOUT[sheet.name]?.[language] ?? '',
      asks: [...(sheet.asks ?? [])],
      eitherOf: (sheet.eitherOf ?? []).map((names) => [...names]),
      columns: Object.entries(sheet.columns).map(([name, column]) => ({
        ...{ name, title: titleOfColumn(name, language), required: isRequired(sheet, name) },
        synonyms: otherNames(sheet, name, language),
        ...{ example: column.example, second: secondOf(column) || null },
        ...{ hint: whatOf(sheet, name, language) || null },
        words: Object.values(column.words ?? {}).map(({ zh }) => zh),
      })),
    }));
    return { items, nextCursor: null };
  }

  template({ language }: Caller, name: string): Promise<Buffer> {
    return templateOf(this.sheets.one(name), language);
  }

  async preview(caller: Caller, name: string, upload: Upload): Promise<TablePreviewAnswer> {
    const { reading, judged, summary } = await this.tried(caller, name, upload);
    const { filed, headLine, columns, missing } = reading;
    const counts = { ...countsOf(judged), rows: reading.rows.length };
    return {
      ...{ sha256: sha256(upload.file), sheet: filed.name, headLine, columns, missing, counts },
      skipped: reading.skipped.map(({ line, text, reason }) => ({ line, text, reason })),
      papers: papersOf(judged).map((paper) => ({ ...paper, id: null })),
      summary,
      rows: judged.map(shownRow),
    };
  }

  /** What would be taken in stays out; the file comes back with the reasons. */
  async checked(caller: Caller, name: string, upload: Upload): Promise<Buffer> {
    const { reading, judged } = await this.tried(caller, name, upload);
    if (reading.missing.length > 0) throw missing(reading);
    return checkedFile(upload.file, reading, judged, caller.language);
  }

  /** All rows, or the valid ones where the caller wants so, in one transaction; each has its entry in the audit. */
  async import(caller: Caller, name: string, upload: Upload): Promise<TableImportAnswer> {
    const { sheet, reading } = await this.read(caller, name, upload);
    if (reading.missing.length > 0) throw missing(reading);
    const { rows: wanted = 'all' } = upload.fields;
    if (wanted !== 'all' && wanted !== 'valid')
      throw invalid([{ path: 'rows', rule: 'word', limit: 'all, valid' }]);
    const hash = sha256(upload.file);
    const bureauId = await this.home(caller);
    // The body of this request is no JSON, so the key does not know yet what it stands for.
    if (caller.key) {
      const { rows: _, mapping: __, ...asked } = upload.fields;
      const laid = [reading.mapping, asked].map((each) => JSON.stringify(Object.entries(each).sort()));
      const parts = [caller.key.hash, hash, wanted, ...laid];
      caller.key.hash = createHash('sha256').update(parts.join('\n')).digest();
    }
    const work = (): Promise<TableImportAnswer> =>
      this.commands.in(caller, bureauId, async (tx) => {
        const { judged, finish } = await this.filing.take(sheet, caller, reading, upload.fields);
        const counts = countsOf(judged);
        if (wanted === 'all' && counts.wrong > 0)
          throw new DomainError('rows-refused', {
            facts: { rows: String(counts.rows), wrong: String(counts.wrong) },
          });
        await finish();
        audit(tx, caller, {
          ...{
            verb: 'table.import',
            subject: 'bureau',
            id: bureauId,
            after: { table: name, sha256: hash, ...counts },
          },
        });
        const wrong = judged.filter(({ verdict }) => verdict === 'wrong').map(shownRow);
        return { sha256: hash, counts, papers: papersOf(judged), wrong };
      });
    const writer = writerOf(caller.person, bureauId);
    return this.lanes.run(() => this.unitOfWork.together(writer, work, () => true));
  }

  /** The register as the caller sees it. What leaves a bureau is on record. */
  async export(caller: Caller, name: string, kind: 'xlsx' | 'csv', { query }: TableQuery): Promise<Buffer> {
    const sheet = this.sheets.one(name);
    if (!sheet.exporters.includes(caller.person.role)) throw new DomainError('forbidden');
    const rows = await sheet.list(caller, query ? { query } : {});
    const bureaus = (await inEachBureau(this.unitOfWork, caller.actor)).flatMap(
      ({ bureauId: id }) => id ?? [],
    );
    const search = query && searchedFor(sheet, query, rows);
    // A firm's list is one over all whom it works for: how long it is tells one of them about the others.
    const isOverMany = bureaus.length > 1;
    const after = { table: name, kind, ...(!isOverMany && { rows: rows.length }), ...search };
    for (const id of bureaus) {
      await this.commands.in(caller, id, async (tx) =>
        audit(tx, caller, { verb: 'table.export', subject: 'bureau', id, after }),
      );
    }
    return kind === 'csv' ? csvOf(sheet, rows) : workbookOf(sheet, rows, caller.language);
  }

  /** Tries every row, and undoes all of it. */
  private async tried(caller: Caller, name: string, upload: Upload): Promise<Tried> {
    const { sheet, reading } = await this.read(caller, name, upload);
    if (reading.missing.length > 0) return { sheet, reading, judged: [], summary: null };
    const actor = writerOf(caller.person, await this.home(caller));
    const take = (): Promise<Filed> => this.filing.take(sheet, caller, reading, upload.fields);
    const { judged, summary } = await this.lanes.run(() =>
      this.unitOfWork.together(actor, take, () => false),
    );
    return { sheet, reading, judged, summary };
  }

  private async read(
    caller: Caller,
    name: string,
    { file, fields }: Upload,
  ): Promise<{ sheet: Sheet; reading: Reading }> {
    const sheet = this.sheets.one(name);
    const reading = await readUpload(sheet, file, mappingIn(sheet, fields.mapping), caller.language);
    if (!sheet.importers.includes(caller.person.role)) throw new DomainError('forbidden');
    return { sheet, reading };
  }

  /** The bureau to which the whole belongs: the caller's own, or the first that they work for. */
  private async home({ actor, person }: Caller): Promise<string> {
    const [first] = await inEachBureau(this.unitOfWork, actor);
    const bureauId = first?.bureauId ?? person.bureauId;
    if (!bureauId) throw new DomainError('forbidden');
    return bureauId;
  }
}

const MOST_FOUND = 20;

/**
 * What was searched for, of what is taken out. A search in a list of people is a name or a number of somebody: the
 * record has its first character, and the codes of the few who were found.
 */
function searchedFor(sheet: Sheet, query: string, rows: readonly string[][]): AuditFacts {
  if (!Object.hasOwn(sheet.columns, '姓名')) return { search: query };
  const codes = rows.map(([code = '']) => code);
  const search = `${[...query][0] ?? ''}***`;
  return codes.length > MOST_FOUND ? { search } : { search, found: codes };
}

const sha256 = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

const missing = (reading: Reading): DomainError =>
  new DomainError('unreadable-table', {
    facts: {
      zh: `缺少这些列：${reading.missing.join('、')}`,
      en: `these columns are missing: ${reading.missing.map((names) => titleOfColumns(names, 'en')).join(', ')}`,
    },
  });

/** A JSON object of column numbers by our names; null for one that is not meant. */
function mappingIn(
  { columns }: Sheet,
  text: string | undefined,
): Readonly<Record<string, number | null>> | undefined {
  if (text === undefined || text === '') return undefined;
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw invalid([{ path: 'mapping', rule: 'json' }]);
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw invalid([{ path: 'mapping', rule: 'object' }]);
  for (const [name, index] of Object.entries(given)) {
    if (!Object.hasOwn(columns, name)) throw invalid([{ path: `mapping.${name}`, rule: 'unknown-column' }]);
    const isPlace = Number.isInteger(index) && Number(index) >= 0 && Number(index) < 200;
    if (index !== null && !isPlace)
      throw invalid([{ path: `mapping.${name}`, rule: 'integer', limit: '0–199' }]);
  }
  return given as Record<string, number | null>;
}
