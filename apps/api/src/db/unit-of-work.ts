import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@songbai/contracts';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { Actor } from './actor';
import { DatabaseError, toDatabaseError } from './pg-error';
import { type Proof, Session } from './session';
import type { Sql, Statement, Verb } from './statement';
import { Within } from './within';

/**
 * Nothing can be made a Tx from outside this file: whoever holds one is inside a transaction with a scope.
 */
declare const made: unique symbol;

/**
 * A transaction in the scope of one actor. Functions that write ask for it as their first argument. Statements that are
 * asked without waiting in between go to the server together, in order.
 */
export interface Tx {
  readonly [made]: true;
  readonly actor: Actor;
  /** The rows that the statement answers; empty where it answers none. */
  query<T = Record<string, unknown>>(sql: Sql, params?: readonly unknown[]): Promise<T[]>;
  /** How many rows the statement changed. */
  execute(sql: Sql, params?: readonly unknown[]): Promise<number>;
  /**
   * Does something without waiting for it. Where it fails, whatever is asked after it fails, and so does the commit.
   */
  send(verb: Verb, params: readonly unknown[]): void;
  /** What is asked from now on is on its way at once, and answered only if this holds. */
  need(check: Promise<unknown>): void;
  /** Runs `task` just before the commit: for rows that everybody wants, which must be held as briefly as can be. */
  atEnd(task: () => void): void;
}

type Work<T> = (tx: Tx) => Promise<T>;

interface InBureau {
  bureau_id: string;
}

const ATTEMPTS = 3;
const ENDS_AT_ONCE = 20;
const CONNECTION_FAILURE = '08006';

/** Each `run` within `together` is a step. One within a `run` would know nothing of it: that is looked for in tests. */
const running = new Within<Steps | true>();
const FINDS_NESTED = process.env.NODE_ENV === 'test';

/** A command that begins with a search for the row that it is about. */
export interface Search<T, A> {
  /** As whom. */
  seeker: Actor;
  /** The search itself, and the same going INTO_ITS_BUREAU. */
  find: Statement;
  findInto: Statement;
  id: string;
  /** The system, in somebody's name, in the bureau that was found; throws where there is none. */
  writer(bureauId: string | undefined): Actor;
  /** What needs not know the bureau, asked in one go with the search. Nobody waits for it where nothing is found. */
  ahead(tx: Tx): A;
  work(tx: Tx, ahead: A): Promise<T>;
}

/** One command, one transaction. The only maker of `Tx`. */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One statement outside any transaction, for what every request asks. It runs as the login, which may call a
   * few functions only.
   */
  async ask<T extends object>(sql: Sql, params: readonly unknown[]): Promise<T[]> {
    try {
      const { rows } = await this.pool.query<T>(typeof sql === 'string' ? { text: sql } : { ...sql }, [
        ...params,
      ]);
      return rows;
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  /**
   * Runs `work` in one transaction as `actor`. Where another transaction was in the way, the whole of `work`
   * runs again, up to three times in all: so it may touch nothing but `tx`. Nothing is answered to it and nothing
   * stored unless the `proof` holds, where there is one.
   */
  run<T>(actor: Actor, work: Work<T>, proof?: Proof): Promise<T> {
    const steps = running.current();
    if (steps instanceof Steps) {
      if (proof) throw new Error('a step proves nothing');
      return steps.take(actor, work);
    }
    return this.retried(actor, (session) => concluded(session, actor, work), proof);
  }

  /**
   * The same, where a row says in which bureau the system goes on: it is searched for under the policies of `seeker`,
   * and `work` runs in the same transaction.
   */
  async runFound<T, A>(search: Search<T, A>, proof?: Proof): Promise<T> {
    const { seeker, find, findInto, id, writer, ahead, work } = search;
    const steps = running.current();
    if (steps instanceof Steps) {
      if (proof) throw new Error('a step proves nothing');
      const [row] = await steps.take(seeker, (tx) => tx.query<InBureau>(find, [id]));
      return steps.take(writer(row?.bureau_id), (tx) => work(tx, ahead(tx)));
    }
    const whole = async (session: Session): Promise<T> => {
      const found = session.becomeFound(findInto, [id], (row) =>
        writer(row?.bureau_id as string | undefined),
      );
      const early = ahead(makeTx({ kind: 'system' }, session, []));
      return concluded(session, await found, (tx) => work(tx, early));
    };
    return this.retried(seeker, whole, proof);
  }

  /**
   * Many commands in one transaction: every `run` that `work` asks for, one after the other, is a step of it, and where
   * one fails, that one alone is undone. The whole is stored if `isKept` says so of what came of it, and else undone:
   * so commands can be tried. It may run again as `run` does.
   */
  together<T>(actor: Actor, work: () => Promise<T>, isKept: (result: T) => boolean): Promise<T> {
    return this.retried(actor, async (session) => {
      const steps = new Steps(session, actor);
      const result = await running.run(steps, work);
      await (isKept(result) ? steps.conclude() : session.rollBack());
      return result;
    });
  }

  private async retried<T>(actor: Actor, work: (session: Session) => Promise<T>, proof?: Proof): Promise<T> {
    if (running.current()) throw new Error('UnitOfWork.run within UnitOfWork.run');
    const attempt = () => this.attempt(actor, work, proof);
    for (let tried = 1; ; tried++) {
      try {
        return await (FINDS_NESTED ? running.run(true, attempt) : attempt());
      } catch (error) {
        const refusal = toDatabaseError(error);
        const retry = refusal instanceof DatabaseError && refusal.fault === 'contention';
        if (!retry || tried >= ATTEMPTS) throw refusal;
        await sleep(20 * 2 ** tried * (0.5 + Math.random()));
      }
    }
  }

  private async attempt<T>(
    actor: Actor,
    work: (session: Session) => Promise<T>,
    proof: Proof | undefined,
  ): Promise<T> {
    const client = await this.pool.connect();
    let lost: Error | undefined;
    // Told by an event, which unheard would end the process; a statement that comes after it has no reason to give.
    const heard = (error: Error): void => {
      lost ??= error;
    };
    client.on('error', heard);
    const session = new Session(client, actor, proof);
    let isLost = false;
    try {
      return await work(session);
    } catch (error) {
      // Of what was asked together, the first failure is the reason; a lost connection cannot even roll back.
      const first = await session.settle().then(
        () => error,
        (failure) => failure,
      );
      isLost = !(await session.rollBack());
      throw lost && !(first instanceof DomainError) ? connectionLost(lost) : first;
    } finally {
      client.off('error', heard);
      client.release(isLost);
    }
  }

  /** The pool that TypeORM made: there is one, for whoever asks. */
  private get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }
}

/** The steps of one transaction. What they put off to the end waits for the end of the whole. */
class Steps {
  private readonly ending: { actor: Actor; task: () => void }[] = [];

  constructor(
    private readonly session: Session,
    private actor: Actor,
  ) {}

  async take<T>(actor: Actor, work: Work<T>): Promise<T> {
    const { session, actor: above } = this;
    const ending: (() => void)[] = [];
    try {
      this.actor = actor;
      const result = await session.step(actor, () => work(makeTx(actor, session, ending)));
      this.ending.push(...ending.map((task) => ({ actor, task })));
      return result;
    } catch (error) {
      throw toDatabaseError(error);
    } finally {
      this.actor = above;
      session.become(above);
    }
  }

  /** The steps' ends are many and alike; so many of them go in one statement. */
  async conclude(): Promise<void> {
    const { session } = this;
    for (const [i, { actor, task }] of this.ending.entries()) {
      if (i % ENDS_AT_ONCE === 0 || actor !== this.actor) await session.flush(actor);
      this.actor = actor;
      task();
    }
    await session.commit();
  }
}

function connectionLost(error: Error & { code?: unknown }): DatabaseError {
  const code = typeof error.code === 'string' ? error.code : CONNECTION_FAILURE;
  return new DatabaseError('unavailable', code, undefined, undefined, error);
}

async function concluded<T>(session: Session, actor: Actor, work: Work<T>): Promise<T> {
  const ending: (() => void)[] = [];
  const result = await work(makeTx(actor, session, ending));
  for (const task of ending) task();
  await session.commit();
  return result;
}

function makeTx(actor: Actor, session: Session, ending: (() => void)[]): Tx {
  return {
    actor,
    query: async (sql, params) => (await session.query(sql, params)).rows,
    execute: async (sql, params) => (await session.query(sql, params)).rowCount ?? 0,
    send: (verb, params) => session.send(verb, params),
    need: (check) => session.need(check),
    atEnd: (task) => {
      ending.push(task);
    },
  } as Omit<Tx, typeof made> as Tx;
}
