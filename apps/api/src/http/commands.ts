import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller, KeyedRequest } from '../access/caller';
import { writerOf } from '../access/person';
import type { Actor } from '../db/actor';
import { INTO_ITS_BUREAU } from '../db/session';
import { type Statement, statement, verb } from '../db/statement';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { PersonalDataVault, type Place } from '../personal-data/vault';

/** The tables whose rows a verb may be about. A closed list: the name goes into SQL text. */
const SUBJECTS = [
  ...['unit', 'cadre', 'item', 'contract', 'fund', 'usage_limit', 'need'],
  ...['service_order', 'visit', 'bill', 'payment', 'card', 'call_request', 'rating'],
] as const;

export type Subject = (typeof SUBJECTS)[number];

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

  /**
   * A command that makes something in this bureau; who may act in the bureau at all has been asked before. `writer` is
   * the system where the command makes rows that are of no bureau, such as a firm.
   */
  async in<T>(
    caller: Caller,
    bureauId: string,
    work: (tx: Tx) => Promise<T>,
    writer: Actor = writerOf(caller.person, bureauId),
  ): Promise<T> {
    return this.unitOfWork.run(writer, (tx) => this.once(tx, caller, () => work(tx)), caller.proof);
  }

  /** A command of a bureau's own staff, in their bureau. */
  async own<T>(caller: Caller, work: (tx: Tx, bureauId: string) => Promise<T>): Promise<T> {
    const { bureauId } = caller.actor;
    if (bureauId === undefined) throw new DomainError('forbidden');
    return this.in(caller, bureauId, (tx) => work(tx, bureauId));
  }

  /**
   * A verb on one row: found under the caller's own policies, then locked and changed, bound to the row's bureau.
   * Unknown and not the caller's are the same `not-found`.
   */
  on<T>(
    caller: Caller,
    subject: Subject,
    id: string,
    work: (tx: Tx, bureauId: string) => Promise<T>,
  ): Promise<T> {
    return this.found(caller, subject, id, (tx) => tx.need(locked(tx, subject, id)), work);
  }

  /**
   * The same, where others are locked before the row. `ahead` asks for that and for all that needs not know the bureau,
   * in one go with the search; `work` goes on with it.
   */
  found<T, A>(
    caller: Caller,
    subject: Subject,
    id: string,
    ahead: (tx: Tx) => A,
    work: (tx: Tx, bureauId: string, ahead: A) => Promise<T>,
  ): Promise<T> {
    const { actor, person, proof } = caller;
    // They write under the very policies they read with, so the lock is the search.
    if (actor.kind === 'bureau')
      return this.in(caller, actor.bureauId, (tx) => work(tx, actor.bureauId, ahead(tx)));
    const search = {
      ...{ seeker: actor, find: FIND[subject], findInto: FIND_INTO[subject], id },
      writer: (bureauId: string | undefined): Actor => {
        if (bureauId === undefined) throw new DomainError('not-found');
        return writerOf(person, bureauId);
      },
      ahead: (tx: Tx): A => {
        this.claimed(tx, caller);
        return ahead(tx);
      },
      work: (tx: Tx, early: A) => this.answered(tx, caller, () => work(tx, tx.actor.bureauId ?? '', early)),
    };
    return this.unitOfWork.runFound(search, proof);
  }

  /** The key is asked along with the first questions of `work`, whose answers wait for it. */
  private once<T>(tx: Tx, caller: Caller, work: () => Promise<T>): Promise<T> {
    this.claimed(tx, caller);
    return this.answered(tx, caller, work);
  }

  private claimed(tx: Tx, { key, at }: Caller): void {
    if (key) tx.need(this.claim(tx, key, at));
  }

  private async answered<T>(tx: Tx, { key }: Caller, work: () => Promise<T>): Promise<T> {
    const result = await work();
    if (!key) return result;
    // The very text that will be sent, so that a replay is the same byte for byte.
    key.answer = JSON.stringify(result ?? null);
    const sealed = this.vault.seal(key.answer, placeOf(key));
    tx.send(ANSWER_KEY, [key.party, key.key, key.status, sealed]);
    return result;
  }

  /** A twin of this request waits here until the first has committed or given up. */
  private async claim(tx: Tx, key: KeyedRequest, at: Date): Promise<void> {
    const [known] = await tx.query<Known>(CLAIM_KEY, [key.party, key.key, key.hash, at.toISOString()]);
    if (!known) return;
    if (!known.same) throw new DomainError('idempotency-mismatch');
    throw new Replay(known.status, this.vault.open(known.answer, placeOf(key)));
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

const CLAIM_KEY = statement('claim-key', 'select * from claim_key($1, $2, $3, $4)');
const ANSWER_KEY = verb('answer_key', 4);

const LOCK = bySubject('lock', (table) => `select 1 from ${table} where id = $1 for no key update`);
const FIND = bySubject('find', (table) => `select bureau_id from ${table} where id = $1 limit 1`);
const FIND_INTO = bySubject(
  'find-into',
  (table) => `select bureau_id, ${INTO_ITS_BUREAU} from ${table} where id = $1 limit 1`,
);

function bySubject(name: string, text: (table: Subject) => string): Record<Subject, Statement> {
  const each = SUBJECTS.map((subject) => [subject, statement(`${name}-${subject}`, text(subject))]);
  return Object.fromEntries(each) as Record<Subject, Statement>;
}

async function locked(tx: Tx, subject: Subject, id: string): Promise<void> {
  const rows = await tx.query(LOCK[subject], [id]);
  if (rows.length === 0) throw new DomainError('not-found');
}
