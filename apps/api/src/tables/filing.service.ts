import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { DatabaseError } from '../db/pg-error';
import { domainErrorOf } from '../http/problem.filter';
import { PROBLEMS } from '../http/problems';
import { sayRefusal } from './body';
import type { Reading, RowName } from './reading';
import { RowRefused, RowWrong, sayRow } from './row-refused';
import { textOf } from './seen';
import {
  type Beside,
  columnOf,
  type Filing,
  type MadePaper,
  type ReadRow,
  type RowFinding,
  type Sheet,
  type Verdict,
} from './sheet';
import { tidied } from './tidy';

/** What becomes of a row, and why not. */
export interface Judged extends RowName {
  line: number;
  verdict: Verdict;
  findings: RowFinding[];
  notes: RowFinding[];
  paper?: MadePaper;
}

/** What became of all rows. What they only put off is stored once `finish` is called. */
export interface Filed {
  judged: Judged[];
  summary: string | null;
  finish(): Promise<void>;
}

type Result = Pick<Judged, 'verdict' | 'findings' | 'notes' | 'paper'>;

export interface Counts {
  rows: number;
  new: number;
  changed: number;
  same: number;
  wrong: number;
}

/**
 * Takes the rows of a file in, each as the single call would. Within `UnitOfWork.together`: a row that is refused is
 * undone by itself.
 */
@Injectable()
export class TableFiling {
  async take(sheet: Sheet, caller: Caller, reading: Reading, fields: Beside['fields']): Promise<Filed> {
    const { rows, good, faulty, faults, names } = reading;
    // The key of the request stands for the whole of it.
    const each = { ...caller, key: undefined };
    const filing = await sheet.begin(each, good, {
      faulty,
      fields,
      total: (column) => totalIn(sheet, reading, column),
    });
    const judged = new Map<number, Result>();
    let waiting: readonly ReadRow[] = good;
    let before = Number.POSITIVE_INFINITY;
    // A row may name one that comes later in the file: what was refused is tried again, while that helps.
    while (waiting.length > 0 && waiting.length < before) {
      before = waiting.length;
      const refused: ReadRow[] = [];
      for (const row of waiting) {
        const result = await this.takeRow(sheet, each, filing, row);
        judged.set(row.line, result);
        if (result.findings.some(({ code }) => code === 'known-code')) refused.push(row);
      }
      waiting = refused;
    }
    for (const row of faulty) {
      const own = faults.get(row.line) ?? [];
      const beside = await this.tried(sheet, each, async () => {
        await filing.alsoWrong?.(row.values);
        return { findings: [], notes: [] };
      });
      judged.set(row.line, unread(own, beside));
    }
    const all = rows.map(({ line }): Judged => {
      const name = names.get(line) ?? { key: '', name: null };
      const result = judged.get(line) ?? unread(faults.get(line) ?? []);
      return { line, ...name, ...result };
    });
    const summary = filing.summary?.()[caller.language] ?? null;
    return { judged: all, summary, finish: async () => filing.finish?.() };
  }

  private takeRow(sheet: Sheet, caller: Caller, filing: Filing, row: ReadRow): Promise<Result> {
    return this.tried(sheet, caller, async () => {
      const { verdict, notes = [], paper } = await filing.take(row);
      return { verdict, findings: [], notes: [...notes], ...(paper && { paper }) };
    });
  }

  private async tried<T>(sheet: Sheet, caller: Caller, work: () => Promise<T>): Promise<T | Result> {
    try {
      return await work();
    } catch (error) {
      const notes = error instanceof RowWrong ? [...error.notes] : [];
      return { verdict: 'wrong', findings: sayReasons(sheet, error, caller), notes };
    }
  }
}

function totalIn(sheet: Sheet, { skipped, mapping }: Reading, column: string): string | undefined {
  const last = skipped.filter(({ isTotal }) => isTotal).at(-1);
  const index = mapping[column];
  const text = last && index !== undefined ? tidied(columnOf(sheet, column), textOf(last.cells[index])) : '';
  return text === '' ? undefined : text;
}

function sayReasons({ columns }: Sheet, error: unknown, { language }: Caller): RowFinding[] {
  const reasons = error instanceof RowWrong ? error.reasons : [error];
  return reasons.flatMap((reason) =>
    reason instanceof RowRefused
      ? sayRow(reason, language)
      : sayRefusal(columns, refusalOf(reason), language),
  );
}

/**
 * Of a row that was not tried: the second of two equal ones is nothing more, any other cannot be read. What else is
 * wrong with it is said of other cells only.
 */
function unread(
  faults: RowFinding[],
  { findings, notes }: Pick<Result, 'findings' | 'notes'> = { findings: [], notes: [] },
): Result {
  const isTwin = faults.length > 0 && faults.every(({ code }) => code === 'twice-same');
  if (isTwin) return { verdict: 'same', findings: [], notes: faults };
  const isOther = ({ column }: RowFinding): boolean =>
    column !== null && !faults.some((fault) => fault.column === column);
  return {
    verdict: 'wrong',
    findings: [...faults, ...findings.filter(isOther)],
    notes: notes.filter(isOther),
  };
}

/** What the single call would have answered. A defect, or somebody in the way, is none and ends the whole. */
function refusalOf(error: unknown): DomainError {
  const refusal = domainErrorOf(error);
  const isInTheWay = error instanceof DatabaseError && error.fault === 'contention';
  if (isInTheWay || PROBLEMS[refusal.code].status >= 500) throw error;
  return refusal;
}

export function countsOf(judged: readonly Judged[]): Counts {
  const counts = { rows: judged.length, new: 0, changed: 0, same: 0, wrong: 0 };
  for (const { verdict } of judged) counts[verdict] += 1;
  return counts;
}

/** The papers that the rows made, each once. */
export function papersOf(judged: readonly Judged[]): MadePaper[] {
  return [...new Map(judged.flatMap(({ paper }) => (paper ? [[paper.number, paper]] : []))).values()];
}

/** A row as the answer has it. */
export const shownRow = ({ paper: _, ...row }: Judged): Omit<Judged, 'paper'> => row;
