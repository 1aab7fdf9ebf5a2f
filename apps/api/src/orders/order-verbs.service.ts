import { Injectable } from '@nestjs/common';
import {
  type AuditAct,
  type AuditFacts,
  assertAllowed,
  checkUnit,
  orderMachine,
  unitsToApprove,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import type { Tx } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { PersonalDataVault } from '../personal-data/vault';
import { orderAnswer } from './order-answer';
import { type OrderDetail, readOrderDetail } from './order-detail-store';
import { OrderEndings } from './order-endings.service';
import type { OrderAnswer } from './orders.dto';

/** What becomes of an order besides its approval: refused, accepted, declined, cancelled. */
@Injectable()
export class OrderVerbs {
  constructor(
    private readonly commands: Commands,
    private readonly endings: OrderEndings,
    private readonly vault: PersonalDataVault,
  ) {}

  /** By the bureau, or by a unit whose fund is named. Nothing was reserved yet. */
  refuse(caller: Caller, id: string, reason: string): Promise<OrderAnswer> {
    return this.on(caller, id, async (tx, order) => {
      const status = orderMachine.next(order.status, 'refuse');
      const { unitId, role } = caller.person;
      if (role === 'unit-finance' && unitId !== null) {
        assertAllowed(
          checkUnit(
            unitsToApprove(order.funds),
            unitId,
            order.funds.map(({ code }) => code),
          ),
        );
      }
      await tx.query(
        `update service_order set status = $2, amount_fen = 0, ended_by = $3, ended_at = $4, end_reason = $5
         where id = $1 and status = $6`,
        [id, status, caller.person.username, caller.at.toISOString(), reason, order.status],
      );
      entry(tx, caller, 'order.refuse', order, { status, reason });
    });
  }

  accept(caller: Caller, id: string): Promise<OrderAnswer> {
    return this.on(caller, id, async (tx, order) => {
      const status = orderMachine.next(order.status, 'accept');
      await tx.query(
        `update service_order set status = $2, accepted_by = $4, accepted_at = $5 where id = $1 and status = $3`,
        [id, status, order.status, caller.person.username, caller.at.toISOString()],
      );
      entry(tx, caller, 'order.accept', order, { status });
    });
  }

  /** Ends the order, and gives back what no visit used. */
  end(caller: Caller, id: string, verb: 'cancel' | 'decline', reason: string): Promise<OrderAnswer> {
    return this.on(caller, id, async (tx, order) => {
      const ending = { at: caller.at, by: caller.person.username, reason };
      const [ended] = await this.endings.end(tx, [id], verb, ending);
      entry(tx, caller, `order.${verb}`, order, {
        ...{
          status: ended?.status,
          released: ended?.released.toString(),
          unused: ended?.unused.toFixed(2),
          reason,
        },
      });
    });
  }

  private on(
    caller: Caller,
    id: string,
    work: (tx: Tx, order: OrderDetail) => Promise<void>,
  ): Promise<OrderAnswer> {
    return this.commands.on(caller, 'service_order', id, async (tx) => {
      await work(tx, await readOrderDetail(tx, id));
      return orderAnswer(await readOrderDetail(tx, id), caller, this.vault);
    });
  }
}

function entry(tx: Tx, caller: Caller, verb: AuditAct, { id, status }: OrderDetail, after: AuditFacts): void {
  audit(tx, caller, { verb, subject: 'service_order', id, before: { status }, after });
}
