import { dayOf, type Instant, parseLocal } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';

const DAY_SECONDS = 86_400;
const HALF_HOUR = 1_800;

/** When the n-th visit of a day begins: every two hours from eight on; today from the next half hour on. */
function slotOf(now: Instant, ahead: number, n: number): Instant {
  const day = dayOf(now + ahead * DAY_SECONDS);
  const opens = parseLocal(`${day} 08:00:00`) ?? now;
  const closes = parseLocal(`${day} 21:30:00`) ?? now;
  const next = ahead === 0 ? Math.ceil((now + HALF_HOUR) / HALF_HOUR) * HALF_HOUR : opens;
  return Math.min(Math.max(next, opens), closes - HALF_HOUR * 4) + n * HALF_HOUR * 4;
}

/** Visits for today and the days of the week: two a day for the first worker, one for the others. */
export async function planVisits(
  tx: Tx,
  { orders, workers, at, until }: { orders: readonly string[]; workers: readonly string[]; at: Date; until: string },
): Promise<void> {
  const now = Math.floor(at.getTime() / 1000);
  const plans = Array.from({ length: 7 }, (_, ahead) => ahead).flatMap((ahead) => [
    { order: orders[ahead % orders.length], worker: workers[0], at: slotOf(now, ahead, 0) },
    { order: orders[(ahead + 1) % orders.length], worker: workers[0], at: slotOf(now, ahead, 1) },
    { order: orders[(ahead + 2) % orders.length], worker: workers[1], at: slotOf(now, ahead, 0) },
  ]);
  const within = plans.filter((plan) => dayOf(plan.at) <= until);
  const numbers = await tx.query<{ number: string }>(
    `select next_paper_number($1, 'visit', $2) as number from generate_series(1, $3)`,
    [tx.actor.bureauId, dayOf(now).slice(0, 4), within.length],
  );
  const rows = await tx.query<Record<string, unknown>>(
    `select o.id as order_id, o.number as order_number, o.cadre_id, o.item_id, o.provider_id, o.unit_id,
       w.id as worker_link_id, w.worker_id, w.code as worker_code
     from service_order o, worker_link w where o.id = any($1::uuid[]) and w.id = any($2::uuid[])`,
    [orders, workers],
  );
  const made = within.flatMap(({ order, worker, at: plannedAt }, i) => {
    const row = rows.find((each) => each.order_id === order && each.worker_link_id === worker);
    const common = { signed: false, method: 'mobile', status: 'planned', filed: {}, planned_at: plannedAt };
    return row ? [{ id: uuid(), number: numbers[i]?.number, day: dayOf(plannedAt), ...common, ...row }] : [];
  });
  await insertRows(tx, 'visit', made);
}
