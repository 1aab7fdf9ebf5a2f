import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  type Code,
  checkClearing,
  checkResolution,
  DomainError,
  type OrderedService,
  visitMachine,
  withoutHold,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { OrderEndings } from '../orders/order-endings.service';
import { isFinished, type LiveVisit, lockedWithAll } from './live-visit-store';
import { storeDecisions } from './visit-decision-store';
import { VisitReads } from './visit-reads.service';
import type { VisitResolve } from './visits.dto';
import { VisitsService } from './visits.service';

interface Resolved {
  code: Code;
  resolution: 'confirm' | 'reject';
}

/**
 * People look into what the rules held: each reason is cleared or confirmed once, by somebody who had no part in it.
 */
@Injectable()
export class VisitResolutions {
  constructor(
    private readonly commands: Commands,
    private readonly visits: VisitsService,
    private readonly reads: VisitReads,
    private readonly orders: OrderEndings,
  ) {}

  async resolve<T>(
    caller: Caller,
    id: string,
    body: VisitResolve,
    answer: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    const { bureauId } = await this.reads.find(caller, id);
    const { username } = caller.person;
    return this.commands.in(caller, bureauId, async (tx) => {
      const live = await lockedWithAll(tx, id);
      visitMachine.next(live.status, 'resolve');
      const added = live.view.added;
      if (body.seenProofs != null && body.seenProofs !== added.length)
        throw new DomainError('conflict', { because: 'changed-meanwhile' });
      const earlier = await resolvedBefore(tx, bureauId, id);
      const orderedBy = await ordererOf(tx, bureauId, live.orderId);
      const entered = [live.startedBy, live.finishedBy].filter((by) => by !== null);
      const persons = [orderedBy, ...entered, ...(live.givenUpBy === null ? [] : [live.givenUpBy])];
      const held = {
        ...{ number: live.visit.number, findings: live.findings, persons },
        ...{ isFinished: isFinished(live), resolved: earlier.map(({ code }) => code) },
      };
      assertAllowed(checkResolution(held, body.code, username));
      const code = body.code as Code;
      const enteredBy = entered.find((by) => by === username) ?? entered.at(-1) ?? live.visit.worker;
      await insertResolution(tx, caller, bureauId, live, { ...body, code, orderedBy, enteredBy });
      const status =
        body.resolution === 'confirm' ? await this.clear(tx, bureauId, live, code, earlier) : 'held';
      if (body.resolution === 'reject' && live.orderId !== null)
        // An order that has ended kept money for this visit alone; the order is locked with it.
        await this.orders.giveBack(tx, { at: caller.at, by: username, reason: null }, live.orderId);
      audit(tx, caller, {
        ...{ verb: `visit.${body.resolution}`, subject: 'visit', id, before: { status: live.status } },
        // What was added by then, and with it all that was there before.
        after: { status, code, ...(added.length > 0 && { proof: added[added.length - 1]?.sha256 }) },
      });
      return answer(tx);
    });
  }

  private async clear(
    tx: Tx,
    bureauId: string,
    live: LiveVisit,
    code: Code,
    earlier: readonly Resolved[],
  ): Promise<string> {
    const { store, orders, history } = await this.visits.worldAround(tx, bureauId, live.visit);
    const order = orders.get(live.visit.order);
    if (!order) throw new Error('a held visit has an order');
    // It was approved when the visit was held; if it ended since, what it has left is still this visit's to take.
    const ordered: OrderedService = { order: order.order, isApproved: true, left: order.left };
    const book = store.book();
    assertAllowed(checkClearing(live.visit, ordered, book));
    const cleared = earlier.filter(({ resolution }) => resolution === 'confirm').map((each) => each.code);
    const decision = withoutHold(live.visit, live.findings, [...cleared, code], { ordered, history, book });
    const { contract } = order.order;
    storeDecisions(tx, bureauId, [{ live, decision, contract, numbered: false }], book);
    return decision.state;
  }
}

function resolvedBefore(tx: Tx, bureauId: string, visitId: string): Promise<Resolved[]> {
  return tx.query('select code, resolution from visit_resolution where bureau_id = $1 and visit_id = $2', [
    ...[bureauId, visitId],
  ]);
}

async function ordererOf(tx: Tx, bureauId: string, orderId: string | null): Promise<string> {
  const [row] = await tx.query<{ ordered_by: string }>(
    'select ordered_by from service_order where bureau_id = $1 and id = $2',
    [bureauId, orderId],
  );
  return row?.ordered_by ?? '';
}

async function insertResolution(
  tx: Tx,
  { person, at }: Caller,
  bureauId: string,
  { id, findings, providerId }: LiveVisit,
  said: VisitResolve & { code: Code; orderedBy: string; enteredBy: string },
): Promise<void> {
  await insertRows(tx, 'visit_resolution', [
    {
      ...{
        bureau_id: bureauId,
        visit_id: id,
        code: said.code,
        provider_id: providerId,
        resolution: said.resolution,
      },
      findings: findings.filter(({ code }) => code === said.code),
      ...{ reason: said.reason, evidence: said.evidence ?? null, ordered_by: said.orderedBy },
      ...{ entered_by: said.enteredBy, resolved_by: person.username, resolved_at: at },
    },
  ]);
}
