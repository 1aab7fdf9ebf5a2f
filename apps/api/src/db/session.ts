import { type PoolClient, utils } from 'pg';
import { type Actor, scopeOf } from './actor';
import { type Answer, type Asked, Batch } from './batch';
import { inOneStatement, type Sql, type Statement, statement, type Verb } from './statement';

const BEGIN = statement('begin', 'begin');
const COMMIT = statement('commit', 'commit');

/** `lock_timeout` turns a long wait into a retry; a transaction that is left lying gives its locks back. */
const OPEN_SCOPE = statement(
  'open-scope',
  `select set_config('role', $1, true), set_config('app.bureau', $2, true),
     set_config('app.party', $3, true), set_config('app.user', $4, true),
     set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`,
);

/** The bureau that the transaction is bound to, where nobody has asked yet which. */
export const HERE = "current_setting('app.bureau')::uuid";

/** In the select list of a search: from where it finds a row, the transaction is the system's, in the row's bureau. */
export const INTO_ITS_BUREAU = `set_config('role', '${scopeOf({ kind: 'system' }).role}', true),
  set_config('app.bureau', bureau_id::text, true), set_config('app.party', '', true)`;

declare module 'pg' {
  /** What the driver has and its types leave out. */
  export const utils: { prepareValue(value: unknown): string | Buffer | null };
}

/** What has to hold before a transaction is anybody's: asked as the login, in its first message. */
export interface Proof {
  readonly statement: Statement;
  readonly params: readonly unknown[];
  /** Throws where the rows do not say so. */
  check(rows: readonly object[]): void;
}

interface Sent {
  verb: Verb;
  params: readonly unknown[];
}

/**
 * A transaction on one connection. Statements go out at once, in the order in which they are asked, and nobody waits
 * for the answer to one before the next is on its way: what is asked in one go costs one round trip. An answer is
 * handed out only when what was to hold before it has held; so the first failure is the one that is told, and nothing
 * is decided on rows that were read beside it.
 */
export class Session {
  private held: Promise<unknown>;
  private sent: Sent[] = [];
  private asked: Asked[] = [];
  private isOver = false;

  constructor(
    private readonly client: PoolClient,
    private actor: Actor,
    proof?: Proof,
  ) {
    this.held = this.put(BEGIN);
    if (proof) this.need(this.prove(proof));
    this.become(actor);
  }

  /** From here on the transaction is this actor's. */
  become(actor: Actor): void {
    const { role, bureau, party, user } = scopeOf(actor);
    this.actor = actor;
    this.need(this.put(OPEN_SCOPE, [role, bureau, party, user]));
  }

  /**
   * A search under the policies of the actor so far, whose select list goes INTO_ITS_BUREAU. What is asked from now on
   * is the system's, and needs not wait for which bureau that is. `read` throws where nothing is found: what was asked
   * after it was then the seeker's, who may do none of it.
   */
  becomeFound<T>(
    search: Statement,
    params: readonly unknown[],
    read: (row: Record<string, unknown> | undefined) => T,
  ): Promise<T> {
    const found = this.put(search, params).then(({ rows: [row] }) => read(row));
    this.actor = { kind: 'system' };
    this.need(found);
    return found;
  }

  private async prove({ statement: { name, text }, params, check }: Proof): Promise<void> {
    check((await this.ask(`${name}/login`, text, params)).rows);
  }

  async query(sql: Sql, params?: readonly unknown[]): Promise<Answer> {
    this.putSent();
    const { held } = this;
    const answer = this.put(sql, params);
    await held;
    return answer;
  }

  /** Verbs wait for each other and for the next question or the end, and then go in one statement. */
  send(verb: Verb, params: readonly unknown[]): void {
    this.sent.push({ verb, params });
  }

  /** What is asked from now on is answered only if this holds. */
  need(check: Promise<unknown>): void {
    this.held = this.held.then(() => check);
    quiet(check);
    quiet(this.held);
  }

  /** Does `work` as this actor. Where it fails, what it did is undone, and the transaction goes on. */
  async step<T>(actor: Actor, work: () => Promise<T>): Promise<T> {
    this.putSent();
    // What failed before is no failure of this step.
    await this.held;
    this.need(this.put('savepoint step'));
    this.become(actor);
    try {
      const result = await work();
      await this.query('release savepoint step');
      return result;
    } catch (error) {
      // Of what was asked together, the first failure is the reason.
      const first = await this.settle().then(
        () => error,
        (failure) => failure,
      );
      this.sent = [];
      this.held = this.undo('rollback to savepoint step').then(() => this.put('release savepoint step'));
      await this.held;
      throw first;
    }
  }

  /** Lets go what was sent until now, and goes on as this actor. */
  async flush(actor: Actor): Promise<void> {
    this.putSent();
    this.become(actor);
    await this.held;
  }

  /** Throws the first failure of what had to hold, where there is one. */
  async settle(): Promise<void> {
    await this.held;
  }

  /** Nothing is stored before what had to hold has held; only what was sent last goes along with the end. */
  async commit(): Promise<void> {
    await this.held;
    this.putSent();
    const { held } = this;
    const done = this.put(COMMIT);
    this.isOver = true;
    await held;
    // A transaction in which something has failed is rolled back, whatever it is told.
    if ((await done).command !== 'COMMIT') throw new Error('the transaction was rolled back');
  }

  /** False where the connection is gone; the server then ends the transaction by itself. */
  async rollBack(): Promise<boolean> {
    this.isOver = true;
    return this.undo('rollback').then(
      () => true,
      () => false,
    );
  }

  private putSent(): void {
    const { sent } = this;
    if (sent.length === 0) return;
    this.sent = [];
    const answer = this.put(
      inOneStatement(sent.map(({ verb }) => verb)),
      sent.flatMap(({ params }) => params),
    );
    this.need(answer);
  }

  private put(sql: Sql, params?: readonly unknown[]): Promise<Answer> {
    if (this.isOver) throw new Error('a statement after the end of its transaction');
    if (typeof sql === 'string') return this.ask(undefined, sql, params);
    // A plan is made for a role, because of its policies; for another the server would make it again, each time.
    return this.ask(`${sql.name}/${this.actor.kind}`, sql.text, params);
  }

  /** What is asked in one go leaves together. */
  private ask(name: string | undefined, text: string, params: readonly unknown[] = []): Promise<Answer> {
    const values = params.map((value) => utils.prepareValue(value));
    const answer = new Promise<Answer>((answer, refuse) => {
      this.asked.push({ name, text, values, answer, refuse });
    });
    if (this.asked.length === 1) process.nextTick(() => this.leave());
    quiet(answer);
    return answer;
  }

  private leave(): void {
    const { asked } = this;
    if (asked.length === 0) return;
    this.asked = [];
    this.client.query(new Batch(asked));
  }

  /** By itself: behind something that fails it would not be done. */
  private undo(sql: string): Promise<Answer> {
    this.leave();
    return this.ask(undefined, sql);
  }
}

/** Whoever waits for it is told of a failure; where nobody does, the process must not end of it. */
function quiet(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
