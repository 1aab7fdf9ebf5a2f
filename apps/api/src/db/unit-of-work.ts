import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { type Actor, scopeOf } from './actor';
import { DatabaseError, toDatabaseError } from './pg-error';

/**
 * Nothing can be made a Tx from outside this file: whoever holds one is inside a transaction with a scope.
 */
declare const made: unique symbol;

/** A transaction in the scope of one actor. Functions that write ask for it as their first argument. */
export interface Tx {
  readonly [made]: true;
  readonly actor: Actor;
  readonly manager: EntityManager;
  /** The rows that the statement answers; empty where it answers none. */
  query<T = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  /** How many rows the statement changed. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
  /** Runs `task` just before the commit: for rows that everybody wants, which must be held as briefly as can be. */
  atEnd(task: () => Promise<void>): void;
}

const ATTEMPTS = 3;

/** `lock_timeout` turns a long wait into a retry; a transaction that is left lying gives its locks back. */
const OPEN_SCOPE = `select set_config('role', $1, true), set_config('app.bureau', $2, true),
  set_config('app.party', $3, true), set_config('app.user', $4, true),
  set_config('lock_timeout', '5s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`;

/**
 * Only to catch a `run` within a `run`, which would be a second transaction that knows nothing of the first.
 */
const running = new AsyncLocalStorage<true>();

/** One command, one transaction. The only maker of `Tx`. */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * One statement outside any transaction, for what every request asks. It runs as the login, which may call a
   * few functions only.
   */
  async ask<T>(sql: string, params: readonly unknown[]): Promise<T[]> {
    try {
      return await this.dataSource.query<T[]>(sql, [...params]);
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  /**
   * Runs `work` in one transaction as `actor`. Where another transaction was in the way, the whole of `work`
   * runs again, up to three times in all: so it may touch nothing but `tx`.
   */
  async run<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (running.getStore()) throw new Error('UnitOfWork.run within UnitOfWork.run');
    for (let attempt = 1; ; attempt++) {
      try {
        return await running.run(true, () => this.attempt(actor, work));
      } catch (error) {
        const refusal = toDatabaseError(error);
        const retry = refusal instanceof DatabaseError && refusal.fault === 'contention';
        if (!retry || attempt >= ATTEMPTS) throw refusal;
        await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  private async attempt<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const { role, bureau, party, user } = scopeOf(actor);
      await runner.query(OPEN_SCOPE, [role, bureau, party, user]);
      const ending: (() => Promise<void>)[] = [];
      const result = await work(makeTx(actor, runner, ending));
      for (const task of ending) await task();
      await runner.commitTransaction();
      return result;
    } catch (error) {
      await rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

function makeTx(actor: Actor, runner: QueryRunner, ending: (() => Promise<void>)[]): Tx {
  return {
    actor,
    manager: runner.manager,
    query: async (sql, params) => (await runner.query(sql, params && [...params], true)).records,
    execute: async (sql, params) => (await runner.query(sql, params && [...params], true)).affected ?? 0,
    atEnd: (task) => {
      ending.push(task);
    },
  } as Omit<Tx, typeof made> as Tx;
}

/** A connection that is already gone cannot roll back, and has: the first error is the one to tell. */
async function rollBack(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    // The server ends the transaction of a lost connection by itself.
  }
}
