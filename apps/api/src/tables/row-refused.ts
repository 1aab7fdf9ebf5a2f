import { DomainError, type Language, type Word } from '@songbai/contracts';
import { ROW_WORDS, type RowRule } from './row-words';
import type { RowFinding } from './sheet';

type Facts = Readonly<Record<string, string | number | Word>>;

/** Why a row of a table means nothing that can be taken in. The column is ours. */
export class RowRefused extends Error {
  constructor(
    readonly rule: RowRule,
    readonly column: string | null,
    readonly facts: Facts = {},
  ) {
    super(rule);
  }
}

/** Everything that is wrong with a row, at once: refusals of a table, of a single call, or both. */
export class RowWrong extends Error {
  constructor(
    readonly reasons: readonly unknown[],
    /** What should be looked at besides. */
    readonly notes: readonly RowFinding[] = [],
  ) {
    super('several reasons');
  }
}

/** Gathers the reasons against a row, so that the first does not hide the others. */
export class Reasons {
  private readonly found: unknown[] = [];

  /** What `find` gives; where it refuses, nothing, and the reason is kept. */
  try<T>(find: () => T): T | undefined {
    try {
      return find();
    } catch (error) {
      this.add(error);
      return undefined;
    }
  }

  /** Keeps a refusal; a defect is none. */
  add(error: unknown): void {
    if (error instanceof RowWrong) this.found.push(...error.reasons);
    else if (error instanceof RowRefused || error instanceof DomainError) this.found.push(error);
    else throw error;
  }

  /** Throws what was found, if anything. */
  done(): void {
    if (this.found.length > 0) throw this.whole();
  }

  /** What was found, as one thing to throw. */
  whole(): RowWrong {
    return new RowWrong(this.found);
  }
}

export function sayRow({ rule, column, facts }: RowRefused, language: Language): RowFinding {
  const { message, remedy } = ROW_WORDS[rule];
  const said = (fact: Facts[string] = '—'): string =>
    typeof fact === 'object' ? fact[language] : String(fact);
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => said(facts[name]));
  return { column, code: rule, message: fill(message[language]), remedy: fill(remedy[language]) };
}
