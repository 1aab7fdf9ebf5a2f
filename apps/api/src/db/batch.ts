import { type Connection, Query } from 'pg';
import { parserOf } from './wire-types';

export type WireValue = string | Buffer | null;

export interface Answer {
  rows: Record<string, unknown>[];
  /** How many rows were read or changed. */
  rowCount: number;
  /** Its first word, as the server says it: COMMIT. */
  command: string;
}

/** A statement on its way, and whom to tell what came of it. */
export interface Asked {
  /** Undefined where it is planned anew each time. */
  name: string | undefined;
  text: string;
  values: WireValue[];
  answer(answer: Answer): void;
  refuse(error: Error): void;
}

/** What the rows of a statement are made of; empty where it answers none. */
interface Shape {
  names: readonly string[];
  parsers: readonly ((text: string) => unknown)[];
}

/** SQLSTATEs of a prepared statement that can no longer run: its result changed, or it is gone. */
const STALE = new Set(['0A000', '26000']);
const NO_ROWS: Shape = { names: [], parsers: [] };

/** The named statements that a connection has; with their shapes, once they have answered. */
type Prepared = Map<string, Shape | undefined>;
const preparedOn = new WeakMap<Connection, Prepared>();

/**
 * Statements that are asked in one go. They leave in one write, and the server answers them in one: each answer by
 * itself would be a call of the system there and wake this process, which is dearer than most statements. Where one
 * fails, those after it are not done and fail with it. The driver takes a Query that sends its own messages.
 */
export class Batch extends Query {
  private prepared: Prepared = new Map();
  private readonly fresh: string[] = [];
  /** What is known of the rows before they come, statement by statement. */
  private readonly shapes: (Shape | undefined)[] = [];
  private done = 0;
  private shape: Shape | undefined;
  private read: Record<string, unknown>[] = [];

  constructor(private readonly asked: readonly Asked[]) {
    super('');
  }

  override readonly submit = (connection: Connection): void => {
    this.prepared = preparedOn.get(connection) ?? new Map();
    preparedOn.set(connection, this.prepared);
    connection.stream.cork();
    for (const each of this.asked) this.write(connection, each);
    connection.sync();
    connection.stream.uncork();
    this.shape = this.shapes[0];
  };

  private write(connection: Connection, { name = '', text, values }: Asked): void {
    const shape = this.prepared.get(name);
    if (!this.prepared.has(name)) this.prepare(connection, name, text);
    connection.bind({ statement: name, values }, true);
    if (!shape) connection.describe({ type: 'P' }, true);
    connection.execute({}, true);
    this.shapes.push(shape);
  }

  private prepare(connection: Connection, name: string, text: string): void {
    if (name !== '') {
      // It may be there all the same, where it was asked beside something that failed.
      connection.close({ type: 'S', name }, true);
      this.prepared.set(name, undefined);
      this.fresh.push(name);
    }
    connection.parse({ name, text, types: [] }, true);
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => parserOf(dataTypeID)),
    };
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { names, parsers } = this.shape ?? NO_ROWS;
    const row: Record<string, unknown> = {};
    for (let i = 0; i < fields.length; i++) {
      const text = fields[i] ?? null;
      row[names[i] ?? ''] = text === null ? null : parsers[i]?.(text);
    }
    this.read.push(row);
  }

  /** What it did, as the server says it: "SELECT 1", "INSERT 0 5", "COMMIT". */
  handleCommandComplete({ text }: { text: string }): void {
    const { read: rows, shape } = this;
    const each = this.asked[this.done++];
    this.shape = this.shapes[this.done];
    this.read = [];
    if (each?.name !== undefined) this.prepared.set(each.name, shape ?? NO_ROWS);
    const [command = '', ...counts] = text.split(' ');
    each?.answer({ rows, rowCount: Number(counts.at(-1) ?? 0), command });
  }

  handleError(error: Error & { code?: string }): void {
    for (const name of this.fresh) this.prepared.delete(name);
    // Tables changed below it, or somebody dropped it: it is prepared anew when next asked.
    const failed = this.asked[this.done]?.name;
    if (failed !== undefined && STALE.has(error.code ?? '')) this.prepared.delete(failed);
    for (const each of this.asked.slice(this.done)) each.refuse(error);
  }

  /** All have been told one by one. */
  handleReadyForQuery(): void {}
}
