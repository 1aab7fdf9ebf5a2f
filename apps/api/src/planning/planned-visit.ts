import { dayOf, type Instant, plannedEnd, plannedVisit, VisitHistory } from '@songbai/contracts';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import { type OrderDetail, orderOf } from '../orders/order-detail-store';
import type { RegisterStore } from '../registers/register-store';
import { readElsewhere } from '../visits/visit-history-store';
import { type PlannedWorker, readBusy } from './planning-store';

/** "2026-12-03T09:00:00+08:00" in seconds. */
export const instantOf = (text: string): Instant => Math.floor(Date.parse(text) / 1000);

const NOT_YET = { approvedBy: null, approvedAt: 0, unitApprovedBy: null };

/** The order as the rules of a visit see it. */
export const orderToServe = (detail: OrderDetail) => orderOf(detail, NOT_YET);

/** What the worker has at that time, here and, as far as one may know, elsewhere. */
export async function historyFor(
  tx: Tx,
  store: RegisterStore,
  detail: OrderDetail,
  worker: PlannedWorker,
  plan: { number: string; worker: string; startsAt: Instant },
): Promise<VisitHistory> {
  const minutes = store.stored('items', detail.item)?.standardMinutes ?? 0;
  const until = plannedEnd(plan.startsAt, minutes);
  const busy = await readBusy(tx, store.bureauId, [worker.id], plan.startsAt, until);
  const visit = plannedVisit(plan, orderToServe(detail), minutes);
  return new VisitHistory(busy, new Map(), await readElsewhere(tx, store, [visit]));
}

/** Stores a visit that is to be made. */
export async function insertPlanned(
  tx: Tx,
  store: RegisterStore,
  detail: OrderDetail,
  worker: PlannedWorker,
  { id, number, startsAt, at }: { id: string; number: string; startsAt: Instant; at: Date },
): Promise<void> {
  const visit = plannedVisit({ number, worker: worker.code, startsAt }, orderToServe(detail), 0);
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
