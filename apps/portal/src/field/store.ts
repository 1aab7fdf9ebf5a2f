import Dexie, { liveQuery, type Table } from 'dexie';
import { useEffect, useState } from 'react';
import type { Schemas, User } from '../shared/session';
import { setAhead } from './clock';

export type Task = Schemas['TaskAnswer'];
export type Decision = Schemas['DecisionAnswer'];
export type Problem = Schemas['ProblemAnswer'];
export type WholeVisit = Schemas['WholeVisit'];
export type Verb = 'skip' | 'cancel' | 'emergency';

/**
 * How far something that the worker recorded has come. `open`: under way; `ended`: waits for the worker to submit;
 * `waiting`: to be sent; `sent`: the server has it; `refused`: the server said no, and a person must see to it;
 * `removed`: the worker says that the office has entered it by hand.
 */
export type Step = 'open' | 'ended' | 'waiting' | 'sent' | 'refused' | 'removed';

interface Kept {
  id: string;
  step: Step;
  /** In milliseconds since 1970. */
  madeAt: number;
  /** As it was when it was recorded: a later plan does not change whom this is about. */
  task: Task;
  problem?: Problem;
}

/** A visit from its first tap on. `id` is the planned visit's, or made here. */
export interface KeptVisit extends Kept {
  kind: 'visit';
  body: WholeVisit;
  /** Whether the device has said where it began, or that it does not know. */
  isPlaced: boolean;
  /** Whether the server knows that it began. */
  isBegun: boolean;
  decision?: Decision;
}

/** What is to be told about a visit that did not go as planned. `id` is the Idempotency-Key as well. */
export interface KeptReport extends Kept {
  kind: 'report';
  visitId: string;
  verb: Verb;
  text: string;
}

export type Entry = KeptVisit | KeptReport;

/** A photo by the SHA-256 of the very file that is uploaded; gone from here when the server has it. */
export interface Photo {
  visitId: string;
  sha256: string;
  file: Blob;
}

export interface Meta {
  /** Who signed in on this device; everything here is theirs. */
  user?: User;
  /** When the server last answered this person, in milliseconds of this device's clock. */
  metAt?: number;
  /** How far this device's clock is ahead of the server's, in milliseconds. */
  skew?: number;
  month?: Schemas['WorkMonth'];
}

/** All that this device keeps. What is not yet with the server is in `outbox` and `blobs`, and only there. */
class Store extends Dexie {
  readonly tasks!: Table<{ id: string; task: Task }, string>;
  readonly outbox!: Table<Entry, string>;
  readonly blobs!: Table<Photo, [string, string]>;
  readonly meta!: Table<{ key: string; value: unknown }, string>;

  constructor() {
    super('songbai-field');
    this.version(1).stores({
      tasks: 'id',
      outbox: 'id, kind, step',
      blobs: '[visitId+sha256], visitId',
      meta: 'key',
    });
  }
}

export const store = new Store();

export async function readMeta(): Promise<Meta> {
  const rows = await store.meta.toArray();
  const meta = Object.fromEntries(rows.map(({ key, value }) => [key, value])) as Meta;
  // Every tab reads this first, and again when it changes.
  setAhead(meta.skew);
  return meta;
}

export async function writeMeta(meta: Meta): Promise<void> {
  // At once in this tab, which goes on telling times; the others read it when it is there.
  if (meta.skew !== undefined) setAhead(meta.skew);
  await store.meta.bulkPut(Object.entries(meta).map(([key, value]) => ({ key, value })));
}

/** What a query of the store answers, and again whenever it would answer something else, in whatever tab. */
export function useStored<T>(query: () => Promise<T>, about = ''): T | undefined {
  const [answer, setAnswer] = useState<T>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a query is a new function each time; `about` tells which
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({ next: setAnswer });
    return () => subscription.unsubscribe();
  }, [about]);
  return answer;
}

export interface Unsent {
  records: Entry[];
  photos: Photo[];
}

/** Everything that exists nowhere but here. */
export async function readUnsent(): Promise<Unsent> {
  const records = await store.outbox.where('step').anyOf('open', 'ended', 'waiting', 'refused').toArray();
  return { records: records.sort((a, b) => a.madeAt - b.madeAt), photos: await store.blobs.toArray() };
}
