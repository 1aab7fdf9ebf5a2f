import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller, KeyedRequest } from '../access/caller';
import { writerOf } from '../access/person';
import type { Actor } from '../db/actor';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { PersonalDataVault, type Place } from '../personal-data/vault';

/** The tables whose rows a verb may be about. A closed list: the name goes into SQL text. */
export type Subject =
  | 'unit'
  | 'cadre'
  | 'item'
  | 'contract'
  | 'fund'
  | 'usage_limit'
  | 'need'
  | 'service_order'
  | 'visit'
  | 'bill'
  | 'payment'
  | 'card'
  | 'call_request';

/** A request under a key that was answered before; key.interceptor.ts sends the same answer again. */
export class Replay extends Error {
  constructor(
    readonly status: number,
    readonly answer: string,
  ) {
    super('replay');
  }
}

/**
 * Runs the commands of requests: one transaction in which the idempotency key, the effect, its audit and the
 * answer stand or
 * fall together. What `work` returns is the answer, so it is read within the transaction.
 */
@Injectable()
export class Commands {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: PersonalDataVault,
  ) {}

  /** A command that makes something in this bureau; who may act in the bureau at all has been asked before. */
  async in<T>(caller: Caller, bureauId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(writerOf(caller.person, bureauId), (tx) =>
      this.once(tx, caller, () => work(tx)),
    );
  }

  /** A command of a bureau's own staff, in their bureau. */
  async own<T>(caller: Caller, work: (tx: Tx, bureauId: string) => Promise<T>): Promise<T> {
    const { bureauId } = caller.actor;
    if (bureauId === undefined) throw new DomainError('forbidden');
    return this.in(caller, bureauId, (tx) => work(tx, bureauId));
  }

  /**
   * A verb on one row: found under the caller's own policies, then locked and changed in a transaction that is
   * bound to the
   * row's bureau. Unknown and not the caller's are the same `not-found`.
   */
  async on<T>(
    caller: Caller,
    subject: Subject,
    id: string,
    work: (tx: Tx, bureauId: string) => Promise<T>,
  ): Promise<T> {
    const bureauId = await this.bureauOf(caller.actor, subject, id);
    return this.unitOfWork.run(writerOf(caller.person, bureauId), (tx) =>
      this.once(tx, caller, async () => {
        const locked = await tx.query(`select 1 from ${subject} where id = $1 for no key update`, [id]);
        if (locked.length === 0) throw new DomainError('not-found');
        return work(tx, bureauId);
      }),
    );
  }

  /** Staff of a bureau write under the very policies they read with, so for them the lock is the search. */
  private async bureauOf(actor: Actor, subject: Subject, id: string): Promise<string> {
    if (actor.kind === 'bureau') return actor.bureauId;
    const [row] = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureau_id: string }>(`select bureau_id from ${subject} where id = $1`, [id]),
    );
    if (!row) throw new DomainError('not-found');
    return row.bureau_id;
  }

  private async once<T>(tx: Tx, { key, at }: Caller, work: () => Promise<T>): Promise<T> {
    if (!key) return work();
    const known = await claim(tx, key, at);
    if (known) {
      if (!known.same) throw new DomainError('idempotency-mismatch');
      throw new Replay(known.status, this.vault.open(known.answer, placeOf(key)));
    }
    const result = await work();
    // The very text that will be sent, so that a replay is the same byte for byte.
    key.answer = JSON.stringify(result ?? null);
    const sealed = this.vault.seal(key.answer, placeOf(key));
    await tx.query('select answer_key($1, $2, $3, $4)', [key.party, key.key, key.status, sealed]);
    return result;
  }
}

interface Known {
  same: boolean;
  status: number;
  answer: Buffer;
}

const placeOf = ({ party, key }: KeyedRequest): Place => ({
  ...{ bureauId: party, table: 'http_idempotency', column: 'answer', rowId: key },
});

/** A twin of this request waits here until the first has committed or given up. */
async function claim(tx: Tx, { party, key, hash }: KeyedRequest, at: Date): Promise<Known | undefined> {
  const [known] = await tx.query<Known>('select * from claim_key($1, $2, $3, $4)', [
    party,
    key,
    hash,
    at.toISOString(),
  ]);
  return known;
}
