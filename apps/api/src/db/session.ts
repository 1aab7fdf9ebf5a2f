import type { Client, PoolClient, QueryResult } from 'pg';
import { type Actor, scopeOf } from './actor';
import { inOneStatement, type Sql, type Statement, statement, type Verb } from './statement';

/** `lock_timeout` turns a long wait into a retry; a transaction that is left lying gives its locks back. */
const OPEN_SCOPE = statement(
  'open-scope',
  `select set_config('role', $1, true), set_config('app.bureau', $2, true),
     set_config('app.party', $3, true), set_config('app.user', $4, true),
     set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`,
);

/** A connection out of the pool. */
export type Wire = PoolClient & Pick<Client, 'connection'>;

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
  private isOver = false;
  private isGathering = false;

  constructor(
    private readonly client: Wire,
    private actor: Actor,
  ) {
    this.held = this.put('begin');
    this.become(actor);
  }

  /** From here on the transaction is this actor's. */
  become(actor: Actor): void {
    const { role, bureau, party, user } = scopeOf(actor);
    this.actor = actor;
    this.need(this.put(OPEN_SCOPE, [role, bureau, party, user]));
  }

  async query(sql: Sql, params?: readonly unknown[]): Promise<QueryResult> {
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
      this.held = this.put('rollback to savepoint step').then(() => this.put('release savepoint step'));
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

  async commit(): Promise<void> {
    this.putSent();
    const { held } = this;
    const done = this.put('commit');
    this.isOver = true;
    await held;
    // A transaction in which something has failed is rolled back, whatever it is told.
    if ((await done).command !== 'COMMIT') throw new Error('the transaction was rolled back');
  }

  /** False where the connection is gone; the server then ends the transaction by itself. */
  async rollBack(): Promise<boolean> {
    this.isOver = true;
    return this.client.query('rollback').then(
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

  private put(sql: Sql, params?: readonly unknown[]): Promise<QueryResult> {
    if (this.isOver) throw new Error('a statement after the end of its transaction');
    this.gather();
    const answer = this.client.query(typeof sql === 'string' ? sql : this.named(sql), params && [...params]);
    quiet(answer);
    return answer;
  }

  /** What is asked in one go leaves in one write: each is a call of the system, dearer than most statements. */
  private gather(): void {
    if (this.isGathering) return;
    this.isGathering = true;
    const { stream } = this.client.connection;
    stream.cork();
    process.nextTick(() => {
      this.isGathering = false;
      stream.uncork();
    });
  }

  /** A plan is made for a role, because of its policies; for another the server would make it again, each time. */
  private named({ name, text }: Statement): Statement {
    return { name: `${name}/${this.actor.kind}`, text };
  }
}

/** Whoever waits for it is told of a failure; where nobody does, the process must not end of it. */
function quiet(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
