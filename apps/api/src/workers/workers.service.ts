import { Injectable } from '@nestjs/common';
import { DomainError, type Worker } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { systemFor } from '../access/person';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { given, said } from '../http/given';
import { equal, type Page, pageOf } from '../http/page';
import { invalid } from '../http/request.pipe';
import { reasonOf, type VersionsAnswer } from '../registers/change.dto';
import { codeOrName } from '../registers/name-keys';
import { workers } from '../registers/party-registers';
import type { Columns } from '../registers/register';
import { RegisterDesk, rowToChange } from '../registers/register-desk';
import { versionsOf } from '../registers/versions';
import type { NewWorker, WorkerAnswer, WorkerChange, WorkerQuery } from './workers.dto';

const SELECT = `t.worker_id, t.bureau_id, t.provider_id, t.version, t.code, t.name, t.certified_until::text,
  t.joined_on::text, t.left_on::text`;
const FROM = 'worker_link t';
const SEERS = ['bureau', 'provider', 'worker', 'supervisor', 'auditor'] as const;

/** The people of the providers. Their manager keeps them; a clerk may do it for them. */
@Injectable()
export class WorkersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
  ) {}

  async list({ actor }: Caller, query: WorkerQuery): Promise<Page<WorkerAnswer>> {
    if (!isFor(actor, ...SEERS)) return NOTHING;
    const where = [
      codeOrName(query.query),
      equal('t.code', query.code),
      equal('t.provider_id', query.providerId),
    ];
    const listing = { select: SELECT, from: FROM, where, key: 't.code', id: 't.id' };
    return this.unitOfWork.run(actor, (tx) => pageOf(tx, listing, query, workerOf));
  }

  async one({ actor }: Caller, id: string): Promise<WorkerAnswer> {
    if (!isFor(actor, ...SEERS)) throw new DomainError('not-found');
    return this.unitOfWork.run(actor, (tx) => read(tx, id));
  }

  /** A manager finds the worker under the firm's own policies; the history is the bureau's. */
  async versions({ actor, language }: Caller, id: string): Promise<VersionsAnswer> {
    if (isFor(actor, 'bureau', 'supervisor', 'auditor')) {
      return this.unitOfWork.run(actor, (tx) => versionsOf(tx, 'workers', id, language));
    }
    const { bureauId } = await this.unitOfWork.run(actor, (tx) => read(tx, id));
    return this.unitOfWork.run({ kind: 'system', bureauId }, (tx) => versionsOf(tx, 'workers', id, language));
  }

  async create(caller: Caller, body: NewWorker): Promise<WorkerAnswer> {
    const { code, name, certifiedUntil, joinedOn, leftOn = null } = body;
    checkDays(joinedOn, leftOn);
    const link = await this.employer(caller, body);
    const make = async (tx: Tx): Promise<WorkerAnswer> => {
      const store = await this.desk.load(tx, link.bureauId, { providers: [link.code], workers: [code] });
      if (store.find('workers', code))
        throw new DomainError('conflict', { because: 'code-taken', facts: { code } });
      const row: Worker = { code, provider: link.code, name, certifiedUntil, joinedOn, leftOn };
      await this.desk.record(tx, caller, store, { workers: [row] }, reasonOf(body));
      return read(tx, store.shared('worker', code));
    };
    // A person who works is a row of no bureau.
    return this.commands.in(caller, link.bureauId, make, systemFor(caller.person, link.bureauId));
  }

  async change(caller: Caller, id: string, body: WorkerChange): Promise<WorkerAnswer> {
    const { bureauId } = await this.one(caller, id);
    return this.commands.in(caller, bureauId, async (tx) => {
      const [link] = await tx.query<{ code: string; provider: string }>(
        `select t.code, p.code as provider from worker_link t
         join provider_link p on p.bureau_id = t.bureau_id and p.id = t.provider_link_id where t.worker_id = $1`,
        [id],
      );
      if (!link) throw new DomainError('not-found');
      const part = { providers: [link.provider], workers: [link.code] };
      const store = await this.desk.load(tx, bureauId, part);
      const { reason, effectiveOn, version, leftOn, ...over } = body;
      const row: Worker = {
        ...rowToChange(store, 'workers', link.code, { version }),
        ...given(over),
        ...said({ leftOn }),
      };
      checkDays(row.joinedOn, row.leftOn);
      await this.desk.record(tx, caller, store, { workers: [row] }, reasonOf({ reason, effectiveOn }));
      return read(tx, id);
    });
  }

  /** The firm as one bureau's office calls it: the manager's own, or the one a clerk names. */
  private async employer(
    { actor }: Caller,
    { providerId, bureauId }: NewWorker,
  ): Promise<{ bureauId: string; code: string }> {
    if (actor.kind === 'bureau' && !providerId) throw invalid([{ path: 'providerId', rule: 'id' }]);
    const [link] = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureau_id: string; code: string }>(
        `select bureau_id, code from provider_link
         where ($1::uuid is null or provider_id = $1) and ($2::uuid is null or bureau_id = $2)
         order by bureau_id limit 1`,
        [providerId ?? null, bureauId ?? null],
      ),
    );
    if (!link) throw invalid([{ path: providerId ? 'providerId' : 'bureauId', rule: 'known-id' }]);
    return { bureauId: link.bureau_id, code: link.code };
  }
}

function checkDays(joinedOn: string, leftOn: string | null): void {
  if (leftOn !== null && leftOn < joinedOn)
    throw invalid([{ path: 'leftOn', rule: 'order', limit: joinedOn }]);
}

async function read(tx: Tx, id: string): Promise<WorkerAnswer> {
  const [row] = await tx.query<Columns>(
    `select ${SELECT} from ${FROM} where t.worker_id = $1 order by t.bureau_id limit 1`,
    [id],
  );
  if (!row) throw new DomainError('not-found');
  return workerOf(row);
}

function workerOf(c: Columns): WorkerAnswer {
  const { provider: _, ...worker } = workers.read(c);
  return {
    ...{ id: String(c.worker_id), bureauId: String(c.bureau_id), ...worker },
    ...{ providerId: String(c.provider_id), version: Number(c.version) },
  };
}
