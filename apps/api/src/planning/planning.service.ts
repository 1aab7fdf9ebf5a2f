import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  CANDIDATE_REASONS,
  checkPlan,
  dayOf,
  distance,
  type Instant,
  isKnown,
  orderMachine,
  parseLocal,
  plannedEnd,
  plannedVisit,
  rankCandidates,
  VisitHistory,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { limitOf, type Page } from '../http/page';
import { invalid } from '../http/request.pipe';
import { canonical } from '../intake';
import { type OrderDetail, orderOf, readOrderDetail } from '../orders/order-detail-store';
import { OrderReader } from '../orders/order-reader.service';
import { PersonalDataVault } from '../personal-data/vault';
import type { RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import type { VisitAnswer } from '../visits/visit-answer.dto';
import { visitNumber } from '../visits/visit-entry-store';
import { readElsewhere } from '../visits/visit-history-store';
import { readVisitAnswer } from '../visits/visit-views';
import type { CandidateAnswer, CandidatesQuery, PlannedVisit } from './planning.dto';
import { findWorker, type PlannedWorker, readBusy, readKnownWorkers } from './planning-store';

const NOT_YET = { approvedBy: null, approvedAt: 0, unitApprovedBy: null };

/** Who comes when: visits that are planned, and who could make them. */
@Injectable()
export class PlanningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly orders: OrderReader,
    private readonly registers: RegistersService,
    private readonly vault: PersonalDataVault,
  ) {}

  /** What a visit at that time would certainly be refused or held for is a reason not to plan it. */
  plan(caller: Caller, orderId: string, { workerId, startsAt }: PlannedVisit): Promise<VisitAnswer> {
    const at = instantOf(startsAt);
    return this.commands.on(caller, 'service_order', orderId, async (tx, bureauId) => {
      const detail = await readOrderDetail(tx, orderId);
      orderMachine.next(detail.status, 'plan');
      // What was done on a day before is told as a visit that was made; a plan for today may be entered late.
      if (dayOf(at) < dayOf(Math.floor(caller.at.getTime() / 1000)))
        throw invalid([{ path: 'startsAt', rule: 'future' }]);
      const worker = await findWorker(tx, bureauId, detail.provider_id, workerId);
      if (!worker) throw invalid([{ path: 'workerId', rule: 'known-id' }]);
      await tx.query('select hold_workers($1)', [[worker.id]]);
      const store = await this.storeFor(tx, bureauId, detail, [worker.code]);
      const id = uuid();
      const number = visitNumber(id, at);
      const plan = { number, worker: worker.code, startsAt: at };
      const history = await historyFor(tx, store, detail, worker, plan);
      assertAllowed(checkPlan(plan, orderOf(detail, NOT_YET), history, store.book()));
      await insertPlanned(tx, store, detail, worker, { ...plan, id, at: caller.at });
      audit(tx, caller, {
        ...{ verb: 'visit.plan', subject: 'visit', id },
        after: { number, order: detail.number, worker: worker.code, startsAt },
      });
      return readVisitAnswer(tx, id, caller, this.vault);
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

const instantOf = (text: string): Instant => Math.floor(Date.parse(text) / 1000);

const firstMorning = ({ starts_on }: OrderDetail): Instant => parseLocal(`${starts_on} 09:00:00`) ?? 0;

/** What the worker has at that time, here and, as far as one may know, elsewhere. */
async function historyFor(
  tx: Tx,
  store: RegisterStore,
  detail: OrderDetail,
  worker: PlannedWorker,
  plan: { number: string; worker: string; startsAt: Instant },
): Promise<VisitHistory> {
  const minutes = store.stored('items', detail.item)?.standardMinutes ?? 0;
  const until = plannedEnd(plan.startsAt, minutes);
  const busy = await readBusy(tx, store.bureauId, [worker.id], plan.startsAt, until);
  const visit = plannedVisit(plan, orderOf(detail, NOT_YET), minutes);
  return new VisitHistory(busy, new Map(), await readElsewhere(tx, store, [visit]));
}

async function insertPlanned(
  tx: Tx,
  store: RegisterStore,
  detail: OrderDetail,
  worker: PlannedWorker,
  { id, number, startsAt, at }: { id: string; number: string; startsAt: Instant; at: Date },
): Promise<void> {
  const visit = plannedVisit({ number, worker: worker.code, startsAt }, orderOf(detail, NOT_YET), 0);
  const filed = { ...canonical('visits', visit), 签到时间: null, 签退时间: null, 上传时间: null };
  await insertRows(tx, 'visit', [
    {
      ...{ bureau_id: store.bureauId, id, number, order_number: detail.number, order_id: detail.id },
      ...{ cadre_id: detail.cadre_id, item_id: store.idOf('items', detail.item), unit_id: detail.unit_id },
      ...{ provider_id: detail.provider_id, worker_code: worker.code, worker_link_id: worker.linkId },
      ...{ worker_id: worker.id, signed: false, method: 'mobile', status: 'planned', day: dayOf(startsAt) },
      ...{ planned_at: startsAt, uploaded_at: at, filed },
    },
  ]);
}
