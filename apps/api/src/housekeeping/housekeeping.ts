import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../db/unit-of-work';
import { sweepPhotos } from './photo-sweep';

/** How long each thing is kept after it has stopped to count, in days. */
export const KEPT_DAYS = {
  /** A session that ended or ran out: long enough to see where somebody was signed in. */
  sessions: 30,
  /** Failed sign-ins: they are forgotten after half an hour, whoever asks. */
  failures: 1,
  /** Answers under a key: no client repeats a request after that. */
  keys: 30,
  /** Photos that were uploaded and that no visit took: a telephone may be offline for long. */
  photos: 30,
} as const;

/** Rows a statement takes, so that nobody waits for the broom. */
const BATCH = 5_000;
const HOUR_MS = 3_600_000;

const SWEEPS: Record<Exclude<keyof typeof KEPT_DAYS, 'photos'>, string> = {
  sessions: `delete from login_session where id in (select id from login_session
    where least(expires_at, ended_at) < $1::timestamptz - make_interval(days => $2) limit $3)`,
  failures: `delete from login_failure where key in (select key from login_failure
    where last_at < $1::timestamptz - make_interval(days => $2) limit $3)`,
  keys: `delete from http_idempotency where (party, key) in (select party, key from http_idempotency
    where created_at < $1::timestamptz - make_interval(days => $2) limit $3)`,
};

export type Swept = Record<keyof typeof KEPT_DAYS, number>;

/** Throws away what has only been kept for a time. Papers, registers and the record are never touched. */
@Injectable()
export class Housekeeping {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** How many rows of each kind went. Two processes may sweep at once. */
  async sweep(at: Date): Promise<Swept> {
    const swept: Swept = { sessions: 0, failures: 0, keys: 0, photos: 0 };
    for (const [name, sql] of Object.entries(SWEEPS) as [keyof typeof SWEEPS, string][]) {
      const params = [at.toISOString(), KEPT_DAYS[name], BATCH];
      for (let gone = BATCH; gone === BATCH; swept[name] += gone) {
        gone = await this.unitOfWork.run({ kind: 'system' }, (tx) => tx.execute(sql, params));
      }
    }
    swept.photos = await sweepPhotos(this.unitOfWork, at, KEPT_DAYS.photos);
    return swept;
  }

  /** At once and every hour; says what went. Answers how to end it, which waits for the sweep under way. */
  keepSweeping(
    clock: () => Date,
    failed: (error: unknown) => void,
    done: (swept: Swept) => void = () => undefined,
  ): () => Promise<void> {
    let last = Promise.resolve();
    const once = (): void => {
      last = last.then(() => this.sweep(clock())).then(done, failed);
    };
    const timer = setInterval(once, HOUR_MS).unref();
    once();
    return () => {
      clearInterval(timer);
      return last;
    };
  }
}
