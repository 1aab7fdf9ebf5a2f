import type { INestApplicationContext } from '@nestjs/common';
import { type Day, DomainError, dayOf, type Instant, parseLocal } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { PlanningService } from '../planning/planning.service';
import { callerFor } from './demo-people';

const DAY_SECONDS = 86_400;
const HALF_HOUR = 1_800;

export interface Plans {
  /** Ids of orders in service. */
  orders: readonly string[];
  /** Ids of workers; the first has two visits a day, where nothing stands against it. */
  workers: readonly string[];
  at: Date;
  /** The last day of the orders. */
  until: Day;
}

/** Visits for today and the days of the week to come. */
export async function planVisits(
  app: INestApplicationContext,
  { orders, workers, at, until }: Plans,
): Promise<void> {
  const now = Math.floor(at.getTime() / 1000);
  const manager = await callerFor(app, 'manager', at);
  const [, ...others] = workers;
  for (let ahead = 0; ahead < 7; ahead++) {
    const visits = [
      { first: workers, startsAt: slotOf(now, ahead, 0) },
      { first: workers, startsAt: slotOf(now, ahead, 1) },
      { first: others, startsAt: slotOf(now, ahead, 0) },
    ];
    for (const [i, { first, startsAt }] of visits.entries()) {
      const order = orders[(ahead + i) % orders.length];
      if (order && dayOf(startsAt) <= until) await planOne(app, manager, order, first, startsAt);
    }
  }
}

/** By the first worker whom no rule refuses: in the sample's own month some have something else at that time. */
async function planOne(
  app: INestApplicationContext,
  manager: Caller,
  order: string,
  workers: readonly string[],
  startsAt: Instant,
): Promise<void> {
  for (const workerId of workers) {
    try {
      await app
        .get(PlanningService)
        .plan(manager, order, { workerId, startsAt: new Date(startsAt * 1000).toISOString() });
      return;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'refused') throw error;
    }
  }
}

/** When the n-th visit of a day begins: every two hours from eight on; today from the next half hour on. */
function slotOf(now: Instant, ahead: number, n: number): Instant {
  const day = dayOf(now + ahead * DAY_SECONDS);
  const opens = parseLocal(`${day} 08:00:00`) ?? now;
  const closes = parseLocal(`${day} 21:30:00`) ?? now;
  const next = ahead === 0 ? Math.ceil((now + HALF_HOUR) / HALF_HOUR) * HALF_HOUR : opens;
  return Math.min(Math.max(next, opens), closes - HALF_HOUR * 4) + n * HALF_HOUR * 4;
}
