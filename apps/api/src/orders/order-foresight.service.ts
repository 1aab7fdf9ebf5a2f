import { Injectable } from '@nestjs/common';
import { dayOf, monthOf } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { UnitOfWork } from '../db/unit-of-work';
import { isFor } from '../http/across';
import { PersonalDataVault } from '../personal-data/vault';
import { Agreements } from '../registers/agreements';
import { fundingOf } from './order-answer';
import { secondsOf } from './order-desk.service';
import { orderOf } from './order-detail-store';
import { readOrderInWorld } from './order-in-world';
import { judgeOrder } from './order-judge';
import type { OrderAnswer } from './orders.dto';

/** Who decides on money, or watches those who do: to a provider it is no affair. */
const SEERS = ['bureau', 'unit', 'supervisor', 'auditor'] as const;
const NOBODY_YET = { approvedBy: null, unitApprovedBy: null };

/** What each fund would give of an order that waits for its approvals, by the rules that approve it. */
@Injectable()
export class OrderForesight {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agreements: Agreements,
    private readonly vault: PersonalDataVault,
  ) {}

  /** Adds to a requested order what its funds would give now, in their order; nothing where the rules refuse it. */
  async foresee(caller: Caller, order: OrderAnswer, bureauId: string): Promise<OrderAnswer> {
    if (order.status !== 'requested' || !isFor(caller.actor, ...SEERS)) return order;
    const now = secondsOf(caller.at);
    const foreseenFunding = await this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const month = monthOf(dayOf(now));
      const { detail, world } = await readOrderInWorld(
        ...([tx, bureauId, this.vault, this.agreements, order.id, month] as const),
      );
      const asked = orderOf(detail, { ...NOBODY_YET, approvedAt: now });
      const { decision } = await judgeOrder(tx, world, asked);
      return fundingOf(world.store, decision.funding);
    });
    return { ...order, foreseenFunding };
  }
}
