import { Injectable } from '@nestjs/common';
import {
  LONGEST_WAY_SECONDS,
  turnOf,
  type Visit,
  type VisitDecision,
  VisitHistory,
  verifyVisits,
} from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { asOrderedServices, readOrders } from '../orders/order-store';
import type { Deciding } from '../orders/orders.service';
import type { RegisterStore } from '../registers/register-store';
import { readElsewhere, readSeenPhotos, readStandingVisits } from './visit-history-store';
import { insertVisits } from './visit-insert';

/** Verifies visits against orders, registers and all that was decided before. */
@Injectable()
export class VisitsService {
  async verify(
    tx: Tx,
    store: RegisterStore,
    visits: readonly Visit[],
    { month }: Deciding,
  ): Promise<VisitDecision[]> {
    if (visits.length === 0) return [];
    const { bureauId } = store;
    const orders = await readOrders(tx, bureauId, [...new Set(visits.map(({ order }) => order))]);
    const services = asOrderedServices(orders);
    const history = new VisitHistory(
      await this.standingAround(tx, bureauId, visits),
      await readSeenPhotos(tx, bureauId, [...new Set(visits.flatMap(({ photos }) => photos))]),
      await readElsewhere(tx, store, visits),
    );
    const decisions = verifyVisits(visits, services, history, store.book());
    const byNumber = new Map(orders.map((order) => [order.order.number, order]));
    await insertVisits(tx, store, decisions, byNumber, month);
    await this.useUp(tx, bureauId, decisions);
    return decisions;
  }

  /** The stored visits that could overlap these, or be the last one before them within any possible way. */
  private standingAround(tx: Tx, bureauId: string, visits: readonly Visit[]) {
    const turns = visits.map(turnOf);
    const ends = visits.map(({ endedAt }) => endedAt ?? 0);
    const first = turns.reduce((least, turn) => Math.min(least, turn), Number.POSITIVE_INFINITY);
    const last = [...turns, ...ends].reduce((most, turn) => Math.max(most, turn), 0);
    const workers = [...new Set(visits.map(({ worker }) => worker))];
    return readStandingVisits(tx, bureauId, workers, first - LONGEST_WAY_SECONDS, last);
  }

  /** What the visits used of their orders. */
  private async useUp(tx: Tx, bureauId: string, decisions: readonly VisitDecision[]): Promise<void> {
    const used = decisions.filter(({ quantity }) => quantity.greaterThan(0));
    await tx.query(
      `update service_order o set used_hundredths = o.used_hundredths + given.used
       from (select u.number, sum(u.used)::bigint as used
         from unnest($2::text[], $3::bigint[]) as u (number, used) group by u.number) given
       where o.bureau_id = $1 and o.number = given.number`,
      [
        bureauId,
        used.map(({ visit }) => visit.order),
        used.map(({ quantity }) => quantity.times(100).toFixed(0)),
      ],
    );
  }
}
