import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Person } from '../access/person';
import { CadreViews } from '../cadres/cadre-views';
import type { Actor } from '../db/actor';
import { UnitOfWork } from '../db/unit-of-work';
import { alongWith, isFor, mergedPages, NOTHING } from '../http/across';
import { type Condition, containingOrOf, equal, type Listing, type Page, pageOf } from '../http/page';
import { PersonalDataVault } from '../personal-data/vault';
import { orderAnswer } from './order-answer';
import { readOrderDetails } from './order-detail-store';
import { OrderForesight } from './order-foresight.service';
import { awaiting } from './order-queue-store';
import type { OrderAnswer, OrdersQuery } from './orders.dto';
import { NO_FUNDS, ordersServed } from './worker-orders';

/** Who has policies on orders; a worker finds theirs by their visits. */
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
    private readonly foresight: OrderForesight,
    private readonly cadres: CadreViews,
  ) {}

  async list(caller: Caller, query: OrdersQuery): Promise<Page<OrderAnswer>> {
    const { actor, person } = caller;
    const people = await this.cadres.named(caller, query.query, 'o.cadre_id');
    const read = (reader: Actor, ids: string[] | null): Promise<Page<Found>> =>
      this.unitOfWork.run(reader, (tx) => pageOf(tx, listingOf(query, person, ids, people), query, foundOf));
    const served = await ordersServed(this.unitOfWork, caller);
    if (!served && !isFor(actor, ...SEERS)) return NOTHING;
    const pages: Page<Found>[] = served ? [] : [await read(actor, null)];
    for (const [bureauId, ids] of served ?? []) pages.push(await read({ kind: 'system', bureauId }, ids));
    const { items, nextCursor } = mergedPages(pages, query, ({ id }) => [id, id], true);
    return { items: await this.whole(caller, items), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<OrderAnswer> {
    const found = await this.find(caller, id);
    const [order] = await this.whole(caller, [found]);
    if (!order) throw new DomainError('not-found');
    return this.foresight.foresee(caller, order, found.bureauId);
  }

  /** Where an order is that the caller may see. Unknown and not theirs are the same. */
  async find(caller: Caller, id: string): Promise<Found> {
    const served = await ordersServed(this.unitOfWork, caller);
    const bureau = [...(served ?? [])].find(([, ids]) => ids.includes(id));
    if (bureau) return { id, bureauId: bureau[0] };
    if (!isFor(caller.actor, ...SEERS)) throw new DomainError('not-found');
    const [row] = await this.unitOfWork.run(caller.actor, (tx) =>
      tx.query<{ bureau_id: string }>('select o.bureau_id from service_order o where o.id = $1', [id]),
    );
    if (!row) throw new DomainError('not-found');
    return { id, bureauId: row.bureau_id };
  }

  private async whole(caller: Caller, found: readonly Found[]): Promise<OrderAnswer[]> {
    const read = await alongWith(this.unitOfWork, found, readOrderDetails);
    const byId = new Map(read.map((detail) => [detail.id, detail]));
    return found.flatMap(({ id }) => {
      const known = byId.get(id);
      if (!known) return [];
      const answer = orderAnswer(known, caller, this.vault);
      return [caller.actor.kind === 'worker' ? { ...answer, ...NO_FUNDS } : answer];
    });
  }
}

const foundOf = (row: Record<string, unknown>): Found => ({
  id: String(row.id),
  bureauId: String(row.bureau_id),
});

/** Newest first: ids are made in the order of time, numbers are the office's own. */
function listingOf(
  query: OrdersQuery,
  person: Person,
  ids: readonly string[] | null,
  people: Condition | null,
): Listing {
  const { month } = query;
  return {
    ...{ select: 'o.id, o.bureau_id', from: 'service_order o', key: 'o.id', id: 'o.id' },
    ...{ keyType: 'uuid' as const, descending: true },
    where: [
      ids && ['o.id = any(?)', ids],
      containingOrOf(query.query, ['o.number'], people),
      equal('o.number', query.number),
      equal('o.status', query.status),
      equal('o.contract_id', query.contractId),
      equal('o.cadre_id', query.cadreId),
      equal('o.provider_id', query.providerId),
      ...(query.awaiting === 'me' ? awaiting(person) : []),
      query.endsFrom === undefined ? null : (['o.ends_on >= ?', query.endsFrom] as const),
      query.declined === 'yes' ? (['o.declined'] as const) : null,
      query.endedSince === undefined ? null : (['o.ended_at >= ?', query.endedSince] as const),
      month === undefined
        ? null
        : ([
            "o.starts_on < (?::date + interval '1 month') and o.ends_on >= ?::date",
            `${month}-01`,
            `${month}-01`,
          ] as const),
    ],
  };
}
