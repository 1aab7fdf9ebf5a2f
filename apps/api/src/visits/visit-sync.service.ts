import { Injectable } from '@nestjs/common';
import { DomainError, type Instant, visitMachine } from '@songbai/contracts';
import { plainToInstance } from 'class-transformer';
import type { Caller } from '../access/caller';
import { writerOf } from '../access/person';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { inEachBureau } from '../http/across';
import { Commands } from '../http/commands';
import { domainErrorOf, problemOf } from '../http/problem.filter';
import { PROBLEMS } from '../http/problems';
import { RequestPipe } from '../http/request.pipe';
import { PersonalDataVault } from '../personal-data/vault';
import { type LiveVisit, lockedWithAll } from './live-visit-store';
import { type SyncAnswer, type SyncResult } from './visit-answer.dto';
import { instantOf, VisitDesk } from './visit-desk.service';
import { readVisitAnswer } from './visit-views';
import { type VisitSync, WholeVisit } from './visits.dto';

/** Ends the search for an earlier answer, and leaves nothing behind. */
const NOT_YET = new Error('this key has no answer yet');

/** Takes in what devices kept while they were offline: whole visits, as often and in whatever order they come. */
@Injectable()
export class VisitSyncService {
  private readonly pipe = new RequestPipe();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: VisitDesk,
    private readonly vault: PersonalDataVault,
  ) {}

  /** Each visit stands or falls by itself, in a transaction of its own; they are taken in the order of their times. */
  async sync(caller: Caller, { deviceTime, visits }: VisitSync): Promise<SyncAnswer> {
    const [home] = await inEachBureau(this.unitOfWork, caller.actor);
    const bureauId = home?.bureauId;
    if (bureauId === undefined) throw new DomainError('forbidden');
    await this.replayed(caller, bureauId);
    const device = new Date(deviceTime);
    const results: SyncResult[] = visits.map(() => ({ id: null, outcome: 'rejected' }));
    const read = await Promise.all(visits.map((visit) => this.read(visit)));
    for (const { place, visit, error } of inTurn(read)) {
      results[place] = visit
        ? await this.take(caller, visit, device)
        : { ...this.rejected(caller, error), id: idOf(visits[place]) };
    }
    return this.commands.in(caller, bureauId, async () => ({ results }));
  }

  /**
   * Answers a key that was answered before, ahead of any work: the visits would be known, but the answer another one.
   */
  private async replayed(caller: Caller, bureauId: string): Promise<void> {
    if (!caller.key) return;
    try {
      await this.commands.in(caller, bureauId, () => Promise.reject(NOT_YET));
    } catch (error) {
      if (error !== NOT_YET) throw error;
    }
  }

  private async read(given: unknown): Promise<{ visit?: WholeVisit; error?: unknown }> {
    try {
      const visit = await this.pipe.transform(given, { type: 'body', metatype: WholeVisit });
      return { visit: plainToInstance(WholeVisit, visit) };
    } catch (error) {
      return { error };
    }
  }

  private async take(caller: Caller, visit: WholeVisit, device: Date): Promise<SyncResult> {
    const id = visit.id.toLowerCase();
    try {
      const bureauId = await this.desk.bureauOfOrder(caller, visit.orderId);
      return await this.unitOfWork.run(writerOf(caller.person, bureauId), async (tx) => {
        const outcome = await this.enter(tx, caller, bureauId, { ...visit, id }, device);
        const { decision } = await readVisitAnswer(tx, id, caller, this.vault);
        return { id, outcome, ...(decision && { decision }) };
      });
    } catch (error) {
      return { ...this.rejected(caller, error), id };
    }
  }

  /** Begins and finishes a visit as far as it has not been; the same visit again is known. */
  private async enter(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    visit: WholeVisit,
    device: Date,
  ): Promise<'stored' | 'known'> {
    const begun = await this.desk.begin(tx, caller, bureauId, visit, device);
    if (begun !== 'begun' && !isSame(begun, visit))
      throw new DomainError('conflict', { because: 'visit-differs' });
    const isNew =
      begun === 'begun' || (begun.finishedBy === null && visitMachine.allows(begun.status, 'finish'));
    const { endedAt } = visit;
    if (!isNew || !endedAt) return begun === 'begun' ? 'stored' : 'known';
    const { signature, note, tasks, unrecorded, location } = visit;
    const end = { endedAt, signature, note, tasks, unrecorded, photos: visit.photos ?? [] };
    const live = await lockedWithAll(tx, visit.id);
    await this.desk.end(tx, caller, live, { ...end, location: visit.endLocation ?? location }, device);
    return 'stored';
  }

  private rejected({ language }: Caller, error: unknown): Omit<SyncResult, 'id'> {
    const known = domainErrorOf(error);
    if (PROBLEMS[known.code].status >= 500) throw error;
    return { outcome: 'rejected', error: problemOf(known, language) };
  }
}

interface ReadVisit {
  place: number;
  visit?: WholeVisit;
  error?: unknown;
}

/** By the moment at which they began; what cannot be read comes first and disturbs nobody. */
function inTurn(read: readonly { visit?: WholeVisit; error?: unknown }[]): ReadVisit[] {
  const turn = ({ visit }: ReadVisit): Instant => (visit ? instantOf(visit.startedAt) : 0);
  return read
    .map((each, place) => ({ ...each, place }))
    .sort((a, b) => turn(a) - turn(b) || a.place - b.place);
}

const idOf = (given: unknown): string | null => {
  const { id } = (given ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id.slice(0, 64) : null;
};

/** A known visit does not change: what was decided stays, and another content under its id is refused. */
function isSame({ visit, finishedBy }: LiveVisit, given: WholeVisit): boolean {
  const startedAt = given.unrecorded ? null : instantOf(given.startedAt);
  if (visit.startedAt !== startedAt) return false;
  if (finishedBy === null || !given.endedAt) return true;
  return visit.endedAt === (given.unrecorded ? null : instantOf(given.endedAt));
}
