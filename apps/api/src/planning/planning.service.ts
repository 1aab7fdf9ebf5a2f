import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  CANDIDATE_REASONS,
  checkPlan,
  dayOf,
  distance,
  finding,
  type Instant,
  isKnown,
  orderMachine,
  parseLocal,
  plannedEnd,
  rankCandidates,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { limitOf, type Page } from '../http/page';
import { invalid } from '../http/request.pipe';
import { type OrderDetail, readOrderDetail } from '../orders/order-detail-store';
import { OrderReader } from '../orders/order-reader.service';
import { PersonalDataVault } from '../personal-data/vault';
import type { RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import { lockedWithAll } from '../visits/live-visit-store';
import type { VisitAnswer } from '../visits/visit-answer.dto';
import { dropVisit, replaceVisit } from '../visits/visit-drop-store';
import { visitNumber } from '../visits/visit-entry-store';
import { VisitReads } from '../visits/visit-reads.service';
import { readVisitAnswer } from '../visits/visit-views';
import { historyFor, insertPlanned, instantOf, orderToServe } from './planned-visit';
import type { CandidateAnswer, CandidatesQuery, MovedVisit, NewTime, PlannedVisit } from './planning.dto';
import { findWorker, readBusy, readKnownWorkers } from './planning-store';

/** Who comes when: visits that are planned, and who could make them. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly orders: OrderReader,
    private readonly registers: RegistersService,
    private readonly visits: VisitReads,
    private readonly vault: PersonalDataVault,
  ) {}

  /** What a visit at that time would certainly be refused or held for is a reason not to plan it. */
  plan(caller: Caller, orderId: string, { insteadOf, ...time }: PlannedVisit): Promise<VisitAnswer> {
    return this.commands.on(caller, 'service_order', orderId, async (tx) => {
      const id = uuid();
      await this.arrange(tx, caller, orderId, time, { id, insteadOf });
      if (insteadOf && !(await replaceVisit(tx, { id: insteadOf, orderId }, id)))
        throw invalid([{ path: 'insteadOf', rule: 'known-id' }]);
      return readVisitAnswer(tx, id, caller, this.vault);
    });
  }

  /** Another time or person: what was planned is taken back only where the new visit stands, which it answers. */
  async move(caller: Caller, visitId: string, { reason, ...time }: MovedVisit): Promise<VisitAnswer> {
    const { bureauId } = await this.visits.find(caller, visitId);
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, visitId);
      // Dropped first: the worker is free at the old time.
      const id = uuid();
      await dropVisit(tx, caller, live, 'move', reason, this.vault, id);
      const orderId = live.orderId ?? '';
      await this.arrange(tx, caller, orderId, time, { id, insteadOf: visitId });
      await replaceVisit(tx, { id: visitId, orderId }, id);
      return readVisitAnswer(tx, id, caller, this.vault);
    });
  }

  private async arrange(
    tx: Tx,
    caller: Caller,
    orderId: string,
    { workerId, startsAt }: NewTime,
    { id, insteadOf }: { id: string; insteadOf?: string | null | undefined },
  ): Promise<void> {
    const at = instantOf(startsAt);
    const bureauId = tx.actor.bureauId ?? '';
    const detail = await readOrderDetail(tx, orderId);
    orderMachine.next(detail.status, 'plan');
    // What was done on a day before is told as a visit that was made; a plan for today may be entered late.
    if (dayOf(at) < dayOf(Math.floor(caller.at.getTime() / 1000)))
      throw invalid([{ path: 'startsAt', rule: 'future' }]);
    const worker = await findWorker(tx, bureauId, detail.provider_id, workerId);
    if (!worker) throw invalid([{ path: 'workerId', rule: 'known-id' }]);
    await tx.query('select hold_workers($1)', [[worker.id]]);
    const store = await this.storeFor(tx, bureauId, detail, [worker.code]);
    const number = visitNumber(id, at);
    const plan = { number, worker: worker.code, startsAt: at };
    const history = await historyFor(tx, store, detail, worker, plan);
    const found = checkPlan(plan, orderToServe(detail), history, store.book());
    // Who plans knows people by name.
    assertAllowed(
      found.map(({ code, facts }) => finding(code, facts.worker ? { ...facts, worker: worker.name } : facts)),
    );
    await insertPlanned(tx, store, detail, worker, { ...plan, id, at: caller.at });
    audit(tx, caller, {
      ...{ verb: 'visit.plan', subject: 'visit', id },
      after: { number, order: detail.number, worker: worker.code, startsAt, ...(insteadOf && { insteadOf }) },
    });
  }

  /** Everybody whom the provider could send, best first. */
  async candidates(caller: Caller, orderId: string, query: CandidatesQuery): Promise<Page<CandidateAnswer>> {
    const { bureauId } = await this.orders.find(caller, orderId);
    return this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const detail = await readOrderDetail(tx, orderId);
      const known = await readKnownWorkers(tx, bureauId, detail.provider_id, detail.cadre_id);
      const store = await this.storeFor(tx, bureauId, detail, []);
      const at = query.startsAt === undefined ? firstMorning(detail) : instantOf(query.startsAt);
      const until = plannedEnd(at, store.stored('items', detail.item)?.standardMinutes ?? 0);
      const busy = await readBusy(
        tx,
        bureauId,
        known.map((worker) => worker.workerId),
        at,
        until,
        query.without ?? null,
      );
      const home = store.stored('cadres', detail.cadre)?.home;
      const ranked = rankCandidates(
        known.map((worker) => ({
          ...worker,
          metres: home && isKnown(home) && worker.lastPlace ? distance(home, worker.lastPlace) : undefined,
          isFree: !busy.has(worker.worker),
        })),
        { startsOn: detail.starts_on, endsOn: detail.ends_on },
      );
      const items = ranked.slice(0, limitOf(query)).map((one) => ({
        ...{ workerId: one.workerId, code: one.worker, name: one.name, certifiedUntil: one.certifiedUntil },
        ...{ visitsBefore: one.visitsBefore, isFree: one.isFree },
        distanceKm: one.metres === undefined ? null : Math.round(one.metres / 1000),
        reasons: one.reasons.map((code) => ({ code, message: CANDIDATE_REASONS[code][caller.language] })),
      }));
      return { items, nextCursor: null };
    });
  }

  private storeFor(tx: Tx, bureauId: string, detail: OrderDetail, workers: string[]): Promise<RegisterStore> {
    const { cadre, contract, item } = detail;
    return this.registers.load(tx, bureauId, {
      ...{ cadres: [cadre], stays: [cadre], workers, items: [item], contracts: [contract] },
    });
  }
}

const firstMorning = ({ starts_on }: OrderDetail): Instant => parseLocal(`${starts_on} 09:00:00`) ?? 0;
