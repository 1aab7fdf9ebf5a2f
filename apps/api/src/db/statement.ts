/** A statement that is asked so often that PostgreSQL plans it once for each connection and each class of actor. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** What can be asked: a text, which is planned every time, or a statement. */
export type Sql = string | Statement;

/** A function of the database that does something and answers nothing that anybody waits for. */
export interface Verb {
  readonly name: string;
  readonly arity: number;
}

const taken = new Set<string>();

/** For the few that every request or the most awaited commands ask: each takes memory in every connection. */
export function statement(name: string, text: string): Statement {
  if (taken.has(name)) throw new Error(`two statements are named ${name}`);
  taken.add(name);
  return { name, text };
}

/** `name` with its schema, where that is not public. */
export const verb = (name: string, arity: number): Verb => ({ name, arity });

const joined = new Map<string, Statement>();

/** These verbs one after another, in one statement: PostgreSQL works a select list off from left to right. */
export function inOneStatement(verbs: readonly Verb[]): Statement {
  const names = verbs.map((each) => each.name).join();
  const known = joined.get(names);
  if (known) return known;
  let used = 0;
  const call = (each: Verb): string =>
    `${each.name}(${Array.from({ length: each.arity }, () => `$${++used}`).join(', ')})`;
  // PostgreSQL cuts the names of statements off after 63 characters.
  const made = { name: `verbs-${joined.size}`, text: `select ${verbs.map(call).join(', ')}` };
  joined.set(names, made);
  return made;
}
