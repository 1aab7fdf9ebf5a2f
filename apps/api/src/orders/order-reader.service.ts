import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { UnitOfWork } from '../db/unit-of-work';
import { alongWith, isFor, NOTHING } from '../http/across';
import { containing, equal, type Page, pageOf } from '../http/page';
import { PersonalDataVault } from '../personal-data/vault';
import { orderAnswer } from './order-answer';
import { readOrderDetails } from './order-detail-store';
import type { OrderAnswer, OrdersQuery } from './orders.dto';

/** A worker sees visits; the orders behind them are the provider's affair. */
const SEERS = ['bureau', 'unit', 'provider', 'family', 'supervisor', 'auditor'] as const;

interface Found {
  id: string;
  bureauId: string;
}

/** Orders as their parties see them: found under each party's own policies, then read with what belongs to them. */
@Injectable()
export class OrderReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: PersonalDataVault,
  ) {}

  async list(caller: Caller, query: OrdersQuery): Promise<Page<OrderAnswer>> {
    if (!isFor(caller.actor, ...SEERS)) return NOTHING;
    const { month } = query;
    const where = [
      containing(query.query, 'o.number'),
      equal('o.number', query.number),
      equal('o.status', query.status),
      equal('o.contract_id', query.contractId),
      equal('o.cadre_id', query.cadreId),
      equal('o.provider_id', query.providerId),
      month === undefined
        ? null
        : ([
            "o.starts_on < (?::date + interval '1 month') and o.ends_on >= ?::date",
            `${month}-01`,
            `${month}-01`,
          ] as const),
    ];
    const listing = {
      ...{ select: 'o.id, o.bureau_id', from: 'service_order o', where, key: 'o.number', id: 'o.id' },
      descending: true,
    };
    const { items, nextCursor } = await this.unitOfWork.run(caller.actor, (tx) =>
      pageOf(tx, listing, query, (row): Found => ({ id: String(row.id), bureauId: String(row.bureau_id) })),
    );
    return { items: await this.whole(caller, items), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<OrderAnswer> {
    const [order] = await this.whole(caller, [await this.find(caller, id)]);
    if (!order) throw new DomainError('not-found');
    return order;
  }

  /** Where an order is that the caller may see. Unknown and not theirs are the same. */
  async find(caller: Caller, id: string): Promise<Found> {
    if (!isFor(caller.actor, ...SEERS)) throw new DomainError('not-found');
    const [row] = await this.unitOfWork.run(caller.actor, (tx) =>
      tx.query<{ bureau_id: string }>('select o.bureau_id from service_order o where o.id = $1', [id]),
    );
    if (!row) throw new DomainError('not-found');
    return { id, bureauId: row.bureau_id };
  }

  private async whole({ language }: Caller, found: readonly Found[]): Promise<OrderAnswer[]> {
    const details = await alongWith(this.unitOfWork, found, readOrderDetails);
    const byId = new Map(details.map((detail) => [detail.id, detail]));
    return found.flatMap(({ id }) => {
      const detail = byId.get(id);
      return detail ? [orderAnswer(detail, language, this.vault)] : [];
    });
  }
}
