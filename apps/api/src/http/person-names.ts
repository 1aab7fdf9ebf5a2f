import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../db/unit-of-work';
import { type NameHistory, nameAt, readNames } from './former-names';

/** Where answers say who did something, by user name. Each gets a neighbour with the person's name: `orderedByName`. */
export const PERSON_FIELDS = [
  ...['by', 'acceptedBy', 'adjudicatedBy', 'answeredBy', 'approvedBy', 'confirmedBy', 'decidedBy', 'endedBy'],
  ...[
    'enteredBy',
    'failedBy',
    'madeBy',
    'orderedBy',
    'preparedBy',
    'recordedBy',
    'releasedBy',
    'returnedBy',
    'submittedBy',
  ],
] as const;

/** A name that was changed elsewhere shows after this long at the latest. */
const KEPT_MS = 60_000;
const MOST_KEPT = 20_000;

type Part = Record<string, unknown>;
/** `at` in milliseconds, where the answer says when. */
type NameOf = (username: string, at: number | undefined) => string;

/**
 * The names of the people behind user names, asked for an answer as a whole and kept for a minute. The answer already
 * says who it was, so everybody who reads it may have the name as well. It is the name of the day of the deed: who is
 * called otherwise since has not signed otherwise. What came in a folder names no user: its words are the name.
 */
@Injectable()
export class PersonNames {
  private readonly kept = new Map<string, { history: NameHistory; until: number }>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds the names to the answer, in place. */
  async tell<T>(answer: T): Promise<T> {
    const parts = partsOf(answer);
    if (parts.length === 0) return answer;
    const nameOf = await this.namesOf(parts.flatMap(usernamesIn));
    for (const part of parts) name(part, nameOf);
    return answer;
  }

  /** After a change of a name. */
  forget(username: string): void {
    this.kept.delete(username);
  }

  private async namesOf(usernames: readonly string[]): Promise<NameOf> {
    const now = Date.now();
    const unknown = new Set(usernames.filter((each) => (this.kept.get(each)?.until ?? 0) <= now));
    if (unknown.size > 0) {
      if (this.kept.size > MOST_KEPT) this.kept.clear();
      const found = await this.ask([...unknown]);
      for (const each of unknown)
        this.kept.set(each, { history: found.get(each) ?? unnamed(each), until: now + KEPT_MS });
    }
    return (username, at) => nameAt(this.kept.get(username)?.history ?? unnamed(username), at);
  }

  private ask(usernames: readonly string[]): Promise<ReadonlyMap<string, NameHistory>> {
    return this.unitOfWork.run({ kind: 'system' }, (tx) => readNames(tx, 'username', usernames));
  }
}

const unnamed = (username: string): NameHistory => ({ name: username, former: [] });

/** Of the audit and of rules: facts as they were written down, to which nothing is added. */
const UNTOUCHED = new Set(['before', 'after', 'facts', 'findings']);

/** The objects in an answer that say who did something. One that has a `name` has said it in full. */
function partsOf(value: unknown, found: Part[] = []): Part[] {
  if (Array.isArray(value)) {
    for (const each of value) partsOf(each, found);
  } else if (isPlain(value)) {
    if (value.name === undefined && usernamesIn(value).length > 0) found.push(value);
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'object' && !UNTOUCHED.has(key)) partsOf(inner, found);
    }
  }
  return found;
}

/** Not dates, buffers and streams. */
const isPlain = (value: unknown): value is Part =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const usernamesIn = (part: Part): string[] =>
  PERSON_FIELDS.map((field) => part[field]).filter((value) => typeof value === 'string');

function name(part: Part, nameOf: NameOf): void {
  for (const field of PERSON_FIELDS) {
    const value = part[field];
    if (value === undefined) continue;
    part[`${field}Name`] = typeof value === 'string' ? nameOf(value, momentOf(part, field)) : null;
  }
}

/** Of an order it is asked, not made. */
const MOMENTS: Partial<Record<(typeof PERSON_FIELDS)[number], string>> = {
  by: 'at',
  orderedBy: 'requestedAt',
};

/**
 * When it was done, as the answer has it beside who did it: `approvedBy`, `approvedAt`. Where an answer has no place
 * for the moment, the name of today is told.
 */
function momentOf(part: Part, field: (typeof PERSON_FIELDS)[number]): number | undefined {
  const key = MOMENTS[field] ?? field.replace(/By$/, 'At');
  if (!(key in part)) return Number.POSITIVE_INFINITY;
  const at = part[key];
  return typeof at === 'string' ? Date.parse(at) : undefined;
}
