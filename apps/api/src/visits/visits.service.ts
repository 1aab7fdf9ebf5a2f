import { Injectable } from '@nestjs/common';
import {
  type Finding,
  LONGEST_WAY_SECONDS,
  turnOf,
  type Visit,
  type VisitDecision,
  VisitHistory,
  verifyVisits,
} from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { asOrderedServices, readOrders, type StoredOrder } from '../orders/order-store';
import type { Deciding } from '../orders/orders.service';
import type { RegisterStore } from '../registers/register-store';
import { RegistersService } from '../registers/registers.service';
import { type LiveVisit, lockAround } from './live-visit-store';
import { storeDecisions } from './visit-decision-store';
import { readElsewhere, readSeenPhotos, readStandingVisits } from './visit-history-store';
import { insertVisits } from './visit-insert';

/**
 * What a decision about visits looks at. The orders and workers are locked, the registers at least those of the visits.
 */
export interface VisitWorld {
  store: RegisterStore;
  orders: ReadonlyMap<string, StoredOrder>;
  history: VisitHistory;
}

/** Verifies visits against orders, registers and all that was decided before. */
@Injectable()
export class VisitsService {
  constructor(private readonly registers: RegistersService) {}

  /** Decides the new visits of a folder and stores them. */
  async verify(
    tx: Tx,
    store: RegisterStore,
    visits: readonly Visit[],
    { month }: Deciding,
  ): Promise<VisitDecision[]> {
    if (visits.length === 0) return [];
    const { bureauId } = store;
    const orders = await readOrders(tx, bureauId, [...new Set(visits.map(({ order }) => order))]);
    const workers = [...new Set(visits.map(({ worker }) => worker))].filter((code) =>
      store.knows('worker', code),
    );
    await lockAround(
      tx,
      bureauId,
      orders.map(({ id }) => id),
      workers.map((code) => store.shared('worker', code)),
    );
    const world = await this.worldOf(tx, store, visits, false);
    const decisions = verifyVisits(visits, servicesOf(world), world.history, store.book());
    await insertVisits(tx, store, decisions, world.orders, month);
    await this.useUp(tx, bureauId, decisions);
    return decisions;
  }

  /** Decides stored visits, finished and locked, as they came in, and stores what became of them. */
  async judge(tx: Tx, bureauId: string, lives: readonly LiveVisit[]): Promise<VisitDecision[]> {
    const visits = lives.map(({ visit }) => visit);
    const world = await this.worldAround(tx, bureauId, visits);
    const book = world.store.book();
    const known = new Map(lives.map(({ visit, findings }): [string, Finding[]] => [visit.number, findings]));
    const decisions = verifyVisits(visits, servicesOf(world), world.history, book, known);
    const decided = decisions.map((decision) => {
      const live = lives.find(({ visit }) => visit.number === decision.visit.number);
      if (!live) throw new Error('a decision is about one of the visits that were asked');
      const contract = world.orders.get(decision.visit.order)?.order.contract ?? '';
      return { live, decision, contract, numbered: true };
    });
    await storeDecisions(tx, bureauId, decided, book);
    return decisions;
  }

  /** What visits that were made on the platform have to be held against. */
  async worldAround(tx: Tx, bureauId: string, visits: readonly Visit[]): Promise<VisitWorld> {
    const codes = (of: (visit: Visit) => string): string[] => [...new Set(visits.map(of))];
    const orders = await readOrders(
      tx,
      bureauId,
      codes(({ order }) => order),
    );
    const contracts = [...new Set(orders.map(({ order }) => order.contract))];
    const cadres = codes(({ cadre }) => cadre);
    const store = await this.registers.load(tx, bureauId, {
      ...{ cadres, stays: cadres, workers: codes(({ worker }) => worker) },
      ...{ items: codes(({ item }) => item), contracts, prices: contracts },
    });
    return this.worldOf(tx, store, visits, true, orders);
  }

  private async worldOf(
    tx: Tx,
    store: RegisterStore,
    visits: readonly Visit[],
    arriveLate: boolean,
    read?: readonly StoredOrder[],
  ): Promise<VisitWorld> {
    const { bureauId } = store;
    // Read after the locks: what an order has left may have changed until then.
    const orders = read ?? (await readOrders(tx, bureauId, [...new Set(visits.map(({ order }) => order))]));
    const history = new VisitHistory(
      await this.standingAround(tx, bureauId, visits, arriveLate),
      await readSeenPhotos(tx, bureauId, [...new Set(visits.flatMap(({ photos }) => photos))]),
      await readElsewhere(tx, store, visits),
    );
    return { store, orders: new Map(orders.map((order) => [order.order.number, order])), history };
  }

  /**
   * The stored visits that could overlap these, or be the last one before them within any possible way; where visits
   * may arrive late, also the first one after them.
   */
  private standingAround(tx: Tx, bureauId: string, visits: readonly Visit[], arriveLate: boolean) {
    const turns = visits.map(turnOf);
    const ends = visits.map(({ endedAt }) => endedAt ?? 0);
    const first = turns.reduce((least, turn) => Math.min(least, turn), Number.POSITIVE_INFINITY);
    const last = [...turns, ...ends].reduce((most, turn) => Math.max(most, turn), 0);
    const workers = [...new Set(visits.map(({ worker }) => worker))];
    const to = arriveLate ? last + LONGEST_WAY_SECONDS : last;
    return readStandingVisits(tx, bureauId, workers, [first - LONGEST_WAY_SECONDS, to], arriveLate);
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

const servicesOf = ({ orders }: VisitWorld) => asOrderedServices([...orders.values()]);
