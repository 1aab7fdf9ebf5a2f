import { Injectable } from '@nestjs/common';
import { codesOf, type LifeEvent, reasonsToHold, withHold } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { RegistersService } from '../registers/registers.service';
import { lockAround, lockVisitsOf } from './live-visit-store';
import { storeDecisions } from './visit-decision-store';
import { secondsOf } from './visit-entry-store';

/** A visit that something else than its own judgement changed. */
export interface TouchedVisit {
  id: string;
  number: string;
  status: string;
  codes: string[];
}

/** Holds visits because of what became known about the cadre: those under way, and those that counted wrongly. */
@Injectable()
export class VisitHolds {
  constructor(private readonly registers: RegistersService) {}

  /**
   * The registers have the event already. What it holds gives its quantity back to its order until a person has looked.
   */
  async afterEvent(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    cadreId: string,
    event: LifeEvent,
  ): Promise<TouchedVisit[]> {
    if (event.at > secondsOf(caller.at)) return [];
    await lockPartiesOf(tx, bureauId, cadreId);
    const lives = await lockVisitsOf(tx, bureauId, cadreId);
    const [first] = lives;
    if (!first) return [];
    const store = await this.registers.load(tx, bureauId, {
      ...{ cadres: [first.visit.cadre], stays: [first.visit.cadre] },
      items: [...new Set(lives.map(({ visit }) => visit.item))],
    });
    const book = store.book();
    const held = lives.flatMap((live) => {
      const reasons = reasonsToHold(event, live.visit, live.status === 'started', book);
      if (reasons.length === 0) return [];
      const decision = withHold(live.visit, live.findings, reasons);
      return [{ live, decision, contract: '', numbered: live.turn === null }];
    });
    if (held.length === 0) return [];
    storeDecisions(tx, bureauId, held, book);
    return held.map(({ live, decision }) => {
      const codes = codesOf(decision.findings);
      const { id, status, visit } = live;
      audit(tx, caller, {
        ...{ verb: 'visit.hold', subject: 'visit', id, before: { status } },
        after: { status: decision.state, codes },
      });
      return { id, number: visit.number, status: decision.state, codes };
    });
  }

  /** The planned visits of orders that are about to end, and end with them. */
  async plannedFor(tx: Tx, orderIds: readonly string[]): Promise<TouchedVisit[]> {
    const rows = await tx.query<{ id: string; number: string }>(
      `select id, number from visit
       where order_id = any($1) and status = 'planned' order by planned_at, id for no key update`,
      [orderIds],
    );
    return rows.map((row) => ({ ...row, status: 'cancelled', codes: [] }));
  }
}

/** The orders and workers of the visits that an event may touch, in the order of all locks. */
async function lockPartiesOf(tx: Tx, bureauId: string, cadreId: string): Promise<void> {
  const rows = await tx.query<{ order_id: string | null; worker_id: string | null }>(
    `select order_id, worker_id from visit
     where bureau_id = $1 and cadre_id = $2 and status in ('started', 'payable', 'part')`,
    [bureauId, cadreId],
  );
  const some = (ids: (string | null)[]): string[] => [...new Set(ids)].filter((id) => id !== null);
  await lockAround(
    tx,
    bureauId,
    some(rows.map((row) => row.order_id)),
    some(rows.map((row) => row.worker_id)),
  );
}
