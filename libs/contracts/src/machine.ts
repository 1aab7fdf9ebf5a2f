import { DomainError } from './domain-error';

type Table<S extends string> = Record<S, Readonly<Partial<Record<string, NoInfer<S>>>>>;
type VerbOf<T> = { [S in keyof T]: keyof T[S] }[keyof T] & string;

/** A state machine: which verb leads from which state to which. It has no hooks; what follows stands in the service. */
export interface Machine<State extends string, Verb extends string> {
  readonly name: string;
  readonly states: readonly State[];
  readonly verbs: readonly Verb[];
  allows(from: State, verb: Verb): boolean;
  /** The state after the verb. Throws `illegal-transition` where the table has no such cell. */
  next(from: State, verb: Verb): State;
}

/** State machines are tables: rows are states, columns are verbs, cells are where you land. */
export function machine<S extends string, const T extends Table<S>>(
  name: string,
  table: T & Table<S>,
): Machine<keyof T & string, VerbOf<T>> {
  type State = keyof T & string;
  type Verb = VerbOf<T>;
  const rows = table as Record<string, Record<string, string | undefined>>;
  const cell = (from: State, verb: Verb): State | undefined => rows[from]?.[verb] as State | undefined;
  return {
    name,
    states: Object.keys(rows) as State[],
    verbs: [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))].sort() as Verb[],
    allows: (from, verb) => cell(from, verb) !== undefined,
    next(from, verb) {
      const to = cell(from, verb);
      if (to === undefined) throw new DomainError('illegal-transition', { facts: { name, from, verb } });
      return to;
    },
  };
}
