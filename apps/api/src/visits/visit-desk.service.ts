import { Injectable } from '@nestjs/common';
import { assertAllowed, checkHappened, DomainError, type Instant, visitMachine } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { invalid } from '../http/request.pipe';
import { OrderEndings } from '../orders/order-endings.service';
import { PersonalDataVault } from '../personal-data/vault';
import { type LiveVisit, lockedWithAll, readLiveVisit } from './live-visit-store';
import { drawnOn } from './signature';
import { inkIndex } from './signature-ink-store';
import type { VisitAnswer } from './visit-answer.dto';
import {
  findWorker,
  finished,
  insertStarted,
  lockOrder,
  secondsOf,
  sendFinish,
  signaturePlace,
  startPlanned,
  type VisitFinish,
  type VisitParties,
  type VisitStart,
} from './visit-entry-store';
import { VisitJudging } from './visit-judging.service';
import { readVisitAnswer, sealRemarks, visitAnswer } from './visit-views';
import { askVisitWorld, type WorldAsked } from './visit-world';
import type { NewVisit, VisitEnd } from './visits.dto';

/** What came of an attempt to begin a visit. */
type Begun = 'begun' | LiveVisit;

/**
 * Visits as they happen: a worker begins and finishes them, or somebody enters them for a worker. Orders are locked
 * before workers and workers before visits, here and wherever visits are judged.
 */
@Injectable()
export class VisitDesk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly judging: VisitJudging,
    private readonly orders: OrderEndings,
    private readonly vault: PersonalDataVault,
  ) {}

  /** POST /visits: a visit begins. One that is there already has begun before, unless it was planned. */
  async start<T>(caller: Caller, body: NewVisit, answer: (tx: Tx) => Promise<T>): Promise<T> {
    const bureauId = await this.bureauOfOrder(caller, body.orderId);
    return this.commands.in(caller, bureauId, async (tx) => {
      const begun = await this.begin(tx, caller, bureauId, body, null);
      if (begun !== 'begun') visitMachine.next(begun.status, 'start');
      return answer(tx);
    });
  }

  finish(caller: Caller, id: string, body: VisitEnd): Promise<VisitAnswer> {
    const ahead = (tx: Tx) => {
      const locked = lockedWithAll(tx, id);
      // Where the search finds nothing, nobody waits for it.
      locked.catch(() => undefined);
      // One that waits for no photo is judged at once: what it is judged by is asked along with the visit itself.
      const isComplete = body.photos.length === 0;
      return { locked, asked: isComplete ? askVisitWorld(tx, id, endOf(body), caller.at) : undefined };
    };
    return this.commands.found(caller, 'visit', id, ahead, async (tx, _, { locked, asked }) => {
      const live = await this.end(tx, caller, await locked, body, null, asked);
      // Whether the same was drawn elsewhere is asked of the record, and told to the bureau alone.
      if (caller.actor.kind === 'bureau') return readVisitAnswer(tx, id, caller, this.vault);
      return visitAnswer(live.view, caller, this.vault);
    });
  }

  /**
   * Begins a visit, or answers the one that has this id and has begun already. Nothing of the agreement is asked here:
   * what speaks against a visit is said when it is finished, so that a visit that took place is never lost. One that
   * is still to come has not taken place.
   */
  async begin(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    body: NewVisit,
    deviceAt: Date | null,
  ): Promise<Begun> {
    const order = await lockOrder(tx, bureauId, body.orderId);
    const known = await this.findKnown(tx, bureauId, body.id);
    if (known && (known.orderId !== order.id || !isOf(caller, known)))
      throw new DomainError('conflict', { because: 'visit-id-taken' });
    if (known && !visitMachine.allows(known.status, 'start')) return known;
    const worker = await this.workerOf(tx, caller, bureauId, body, order.provider_id, known);
    const start = startOf(caller, body, deviceAt);
    assertAllowed(checkHappened(start.about, secondsOf(caller.at)));
    if (known) {
      await startPlanned(tx, bureauId, start);
    } else {
      const named = {
        ...{ id: order.id, number: order.number, cadreId: order.cadre_id, cadre: order.cadre },
        ...{ itemId: order.item_id, item: order.item },
      };
      const parties = {
        bureauId,
        order: named,
        providerId: order.provider_id,
        unitId: order.unit_id,
        worker,
      };
      await insertStarted(tx, parties, start);
    }
    await this.orders.start(tx, [order.id]);
    audit(tx, caller, {
      ...{ verb: 'visit.start', subject: 'visit', id: body.id },
      ...(known && { before: { status: known.status } }),
      after: { status: 'started', method: start.method },
      ...(body.onBehalfOf && { onBehalfOf: body.onBehalfOf }),
    });
    return 'begun';
  }

  /** Finishes a visit, and judges it unless it waits for photos. Answers it as it is then. */
  end(
    tx: Tx,
    caller: Caller,
    live: LiveVisit,
    body: VisitEnd,
    deviceAt: Date | null,
    asked?: WorldAsked,
  ): Promise<LiveVisit> {
    const bureauId = tx.actor.bureauId ?? '';
    const status = visitMachine.next(live.status, 'finish');
    if (live.finishedBy !== null) illegalFinish(live);
    assertAllowed(checkHappened(instantOf(body.endedAt), secondsOf(caller.at)));
    const finish = this.finishOf(caller, bureauId, live, body, deviceAt);
    const store = () => {
      sendFinish(tx, bureauId, live, finish);
      audit(tx, caller, {
        ...{ verb: 'visit.finish', subject: 'visit', id: live.id, before: { status: live.status } },
        after: { status, photos: body.photos.length },
      });
    };
    return this.judging.judgeIfComplete(tx, caller, finished(live, finish), store, asked);
  }

  private finishOf(
    { person, at }: Caller,
    bureauId: string,
    { id, visit }: LiveVisit,
    body: VisitEnd,
    deviceAt: Date | null,
  ): VisitFinish {
    const { note = null, tasks, signature } = body;
    const remarks = { note, tasks: tasks ?? [] };
    const hasRemarks = note !== null || remarks.tasks.length > 0;
    const drawing = signature ? drawnOn(signature) : null;
    return {
      ...{ id, by: person.username, at, deviceAt, place: body.location ?? null },
      photos: [...new Set(body.photos.map((hash) => hash.toLowerCase()))],
      endedAt: endOf(body),
      sealedSignature: drawing === null ? null : this.vault.seal(drawing.url, signaturePlace(bureauId, id)),
      ink: drawing?.shape ? inkIndex(drawing.shape, bureauId, this.vault) : null,
      sealedRemarks: hasRemarks ? sealRemarks(remarks, bureauId, id, this.vault) : null,
      method: person.role === 'care-worker' ? visit.method : 'manual',
    };
  }

  /** The bureau of an order that the caller's party takes part in. A worker serves the orders of their firm. */
  async bureauOfOrder({ actor, person }: Caller, orderId: string): Promise<string> {
    const { id: userId, providerId } = person;
    const seeker =
      actor.kind === 'worker' && providerId ? ({ kind: 'provider', providerId, userId } as const) : actor;
    const [row] = await this.unitOfWork.run(seeker, (tx) =>
      tx.query<{ bureau_id: string }>('select bureau_id from service_order where id = $1', [orderId]),
    );
    if (!row) throw new DomainError('not-found');
    return row.bureau_id;
  }

  async findKnown(tx: Tx, bureauId: string, id: string): Promise<LiveVisit | undefined> {
    const found = await tx.query('select 1 from visit where bureau_id = $1 and id = $2 for no key update', [
      bureauId,
      id,
    ]);
    return found.length === 0 ? undefined : readLiveVisit(tx, id);
  }

  private async workerOf(
    tx: Tx,
    { person }: Caller,
    bureauId: string,
    { method, onBehalfOf }: NewVisit,
    orderProviderId: string,
    planned: LiveVisit | undefined,
  ): Promise<VisitParties['worker']> {
    const { role, workerId } = person;
    if (role !== 'care-worker' && method !== 'manual')
      throw invalid([{ path: 'method', rule: 'word', limit: 'manual' }]);
    const named = role === 'care-worker' ? workerId : (onBehalfOf ?? planned?.workerId);
    const worker = named && (await findWorker(tx, bureauId, named, orderProviderId));
    const isForOther = role === 'care-worker' && onBehalfOf && worker && !isNamed(worker, onBehalfOf);
    if (isForOther) throw invalid([{ path: 'onBehalfOf', rule: 'own-party' }]);
    if (worker && planned && planned.workerId !== worker.id)
      throw new DomainError('conflict', { because: 'visit-of-other-worker' });
    if (worker) return worker;
    if (role === 'care-worker') throw new DomainError('not-found');
    throw invalid([{ path: 'onBehalfOf', rule: 'whose-visit' }]);
  }
}

const endOf = ({ unrecorded, endedAt }: VisitEnd): Instant | null => (unrecorded ? null : instantOf(endedAt));

/** An id is the client's to choose, so somebody else may have chosen it before. */
function isOf({ actor, person }: Caller, { workerId, providerId }: LiveVisit): boolean {
  if (actor.kind === 'worker') return workerId === person.workerId;
  return actor.kind !== 'provider' || providerId === person.providerId;
}

const isNamed = ({ id, code }: VisitParties['worker'], given: string): boolean =>
  given === code || given.toLowerCase() === id;

function illegalFinish({ status: from }: LiveVisit): never {
  throw new DomainError('illegal-transition', { facts: { name: 'visit', from, verb: 'finish' } });
}

const startOf = ({ person, at }: Caller, body: NewVisit, deviceAt: Date | null): VisitStart => ({
  ...{ id: body.id, about: instantOf(body.startedAt), place: body.location ?? null, method: body.method },
  startedAt: body.unrecorded ? null : instantOf(body.startedAt),
  ...{ onBehalfOf: body.onBehalfOf ?? null, by: person.username, at, deviceAt },
});

/** Rules count whole seconds. */
export const instantOf = (text: string): Instant => secondsOf(new Date(text));
