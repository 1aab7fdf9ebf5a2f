import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  checkLifeEvent,
  DomainError,
  dayOf,
  LIFE_EVENTS,
  type LifeEvent,
  type LifeEventKind,
  Money,
  rowsOfEvent,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { type Page, type PageQuery, pageOf } from '../http/page';
import { OrderEndings } from '../orders/order-endings.service';
import { RegisterDesk, rowWithId } from '../registers/register-desk';
import { secondsOf } from '../visits/visit-entry-store';
import { VisitHolds } from '../visits/visit-holds.service';
import type { LifeEventAnswer, LifeEventEffects, NewLifeEvent, StoppedOrder } from './life-events.dto';

const SELECT = 'e.id, e.cadre_id, e.kind, e.at, e.source, e.effects, e.recorded_by, e.recorded_at';

/** Takes in what happens in a cadre's life: registers, orders, money and visits follow in the same transaction. */
@Injectable()
export class LifeEventsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly desk: RegisterDesk,
    private readonly orders: OrderEndings,
    private readonly holds: VisitHolds,
  ) {}

  list({ actor }: Caller, cadreId: string, query: PageQuery): Promise<Page<LifeEventAnswer>> {
    return this.unitOfWork.run(actor, async (tx) => {
      const known = await tx.query('select 1 from cadre where id = $1', [cadreId]);
      if (known.length === 0) throw new DomainError('not-found');
      const listing = {
        ...{ select: SELECT, from: 'life_event e', key: 'e.at', id: 'e.id', descending: true },
        keyType: 'timestamptz' as const,
        where: [['e.cadre_id = ?', cadreId] as const],
      };
      return pageOf(tx, listing, query, answerOf);
    });
  }

  enter(caller: Caller, cadreId: string, { kind, at, source }: NewLifeEvent): Promise<LifeEventAnswer> {
    return this.commands.on(caller, 'cadre', cadreId, async (tx, bureauId) => {
      const event: LifeEvent = { kind, at: secondsOf(new Date(at)) };
      const unitId = await this.register(tx, caller, bureauId, cadreId, event, source);
      const { stopped, cancelled } =
        kind === 'death' ? await this.stop(tx, caller, cadreId, event) : NOTHING_STOPPED;
      const held = await this.holds.afterEvent(tx, caller, bureauId, cadreId, event);
      const effects: LifeEventEffects = {
        orders: stopped,
        released: Money.sum(stopped.map(({ released }) => Money.of(released))).toString(),
        visits: [...cancelled, ...held],
      };
      const id = uuid();
      await insertRows(tx, 'life_event', [
        {
          ...{ id, cadre_id: cadreId, unit_id: unitId, kind, at: event.at, source, effects },
          ...{ recorded_by: caller.person.username, recorded_at: caller.at },
        },
      ]);
      const { released } = effects;
      const counts = { orders: stopped.length, visits: effects.visits.length };
      audit(tx, caller, {
        verb: 'cadre.event',
        subject: 'cadre',
        id: cadreId,
        after: { kind, released, ...counts },
      });
      const [row] = await tx.query(`select ${SELECT} from life_event e where e.id = $1`, [id]);
      if (!row) throw new Error('what was inserted is there');
      return answerOf(row);
    });
  }

  /** Enters the event in the registers. Answers the unit that owns the duty for the cadre. */
  private async register(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    cadreId: string,
    event: LifeEvent,
    source: string,
  ): Promise<string | null> {
    const [row] = await tx.query<{ code: string; unit: string | null }>(
      'select code, responsible_unit_id as unit from cadre where id = $1',
      [cadreId],
    );
    if (!row) throw new DomainError('not-found');
    const store = await this.desk.load(tx, bureauId, { units: 'all', cadres: [row.code], stays: [row.code] });
    const { row: cadre } = rowWithId(store, 'cadres', row.code);
    const stays = store.all('stays');
    assertAllowed(checkLifeEvent(event, cadre, stays, secondsOf(caller.at)));
    const reason = `${LIFE_EVENTS[event.kind].zh}：${source}`;
    await this.desk.record(tx, caller, store, rowsOfEvent(event, cadre, stays), reason);
    return row.unit;
  }

  /** Ends the orders that would go on after the death, with what was planned for them. */
  private async stop(tx: Tx, caller: Caller, cadreId: string, event: LifeEvent) {
    const open = await tx.query<{ id: string }>(
      `select id from service_order where cadre_id = $1 and ends_on >= $2
         and status in ('requested', 'approved', 'accepted', 'in-service') order by id for no key update`,
      [cadreId, dayOf(event.at)],
    );
    const ids = open.map(({ id }) => id);
    if (ids.length === 0) return NOTHING_STOPPED;
    const cancelled = await this.holds.plannedFor(tx, ids);
    const reason = LIFE_EVENTS[event.kind].zh;
    const ending = { at: caller.at, by: caller.person.username, reason };
    const ended = await this.orders.end(tx, ids, 'cancel', ending);
    const stopped = ended.map(({ order, status, released }): StoppedOrder => {
      const [before, after] = [{ status: order.status }, { status, released: released.toString(), reason }];
      audit(tx, caller, { verb: 'order.cancel', subject: 'service_order', id: order.id, before, after });
      return { id: order.id, number: order.number, status, released: released.toString() };
    });
    return { stopped, cancelled };
  }
}

const NOTHING_STOPPED = { stopped: [], cancelled: [] };

function answerOf(row: Record<string, unknown>): LifeEventAnswer {
  return {
    ...{ id: String(row.id), cadreId: String(row.cadre_id), kind: row.kind as LifeEventKind },
    ...{ at: (row.at as Date).toISOString(), source: String(row.source) },
    ...(row.effects as LifeEventEffects),
    ...{ recordedBy: String(row.recorded_by), recordedAt: (row.recorded_at as Date).toISOString() },
  };
}
