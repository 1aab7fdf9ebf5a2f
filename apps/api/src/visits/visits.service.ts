import { Injectable } from '@nestjs/common';
import {
  checkEntry,
  type RegisterBook,
  type Visit,
  type VisitDecision,
  VisitHistory,
  verifyVisits,
} from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import { asOrderedServices, readOrders } from '../orders/order-store';
import type { Deciding } from '../orders/orders.service';
import { PersonalDataVault } from '../personal-data/vault';
import { Agreements } from '../registers/agreements';
import type { RegisterStore } from '../registers/register-store';
import { type LiveVisit, lockAround } from './live-visit-store';
import type { Decided } from './visit-decision-store';
import { readElsewhere, readSeenPhotos, readStandingVisits } from './visit-history-store';
import { insertVisits } from './visit-insert';
import { around, readVisitWorld, type VisitWorld, type WorldAsked } from './visit-world';

/** A decision about a visit, and the registers by which it was made. */
export interface Judged extends Decided {
  book: RegisterBook;
}

/** Verifies visits against orders, registers and all that was decided before. */
@Injectable()
export class VisitsService {
  constructor(
    private readonly vault: PersonalDataVault,
    private readonly agreements: Agreements,
  ) {}

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
    const world = await this.worldOf(tx, store, visits);
    const decisions = verifyVisits(visits, servicesOf(world), world.history, store.book());
    await insertVisits(tx, store, decisions, world.orders, month);
    await this.useUp(tx, bureauId, decisions);
    return decisions;
  }

  /**
   * Decides a stored visit, finished and locked, as it came in. `storeDecisions` stores what becomes of it. What it is
   * held against may have been `asked` before.
   */
  async judge(tx: Tx, bureauId: string, live: LiveVisit, asked?: WorldAsked): Promise<Judged> {
    const { visit, findings, startedBy, finishedBy } = live;
    const world = await this.worldAround(tx, bureauId, visit, asked);
    const book = world.store.book();
    const orderedBy = world.orders.get(visit.order)?.order.orderedBy;
    const alone = orderedBy === undefined ? [] : checkEntry(orderedBy, [startedBy, finishedBy]);
    const known = new Map([[visit.number, [...findings, ...alone]]]);
    const [decision] = verifyVisits([visit], servicesOf(world), world.history, book, known);
    if (!decision) throw new Error('one visit has one decision');
    const contract = world.orders.get(visit.order)?.order.contract ?? '';
    return { live, decision, contract, numbered: true, book };
  }

  /** What a visit that was made on the platform has to be held against. */
  worldAround(tx: Tx, bureauId: string, visit: Visit, asked?: WorldAsked): Promise<VisitWorld> {
    return readVisitWorld(tx, bureauId, this.vault, this.agreements, visit, asked);
  }

  private async worldOf(tx: Tx, store: RegisterStore, visits: readonly Visit[]): Promise<VisitWorld> {
    const { bureauId } = store;
    // Read after the locks: what an order has left may have changed until then.
    const orders = await readOrders(tx, bureauId, [...new Set(visits.map(({ order }) => order))]);
    const workers = [...new Set(visits.map(({ worker }) => worker))];
    const history = new VisitHistory(
      await readStandingVisits(tx, bureauId, workers, around(visits, false), false),
      await readSeenPhotos(tx, bureauId, [...new Set(visits.flatMap(({ photos }) => photos))]),
      await readElsewhere(tx, store, visits),
    );
    return { store, orders: new Map(orders.map((order) => [order.order.number, order])), history };
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
