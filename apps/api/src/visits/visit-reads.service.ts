import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { Person } from '../access/person';
import { UNBILLED } from '../bills/unbilled-store';
import { CadreViews } from '../cadres/cadre-views';
import type { Actor } from '../db/actor';
import { UnitOfWork } from '../db/unit-of-work';
import { alongWith, NOTHING } from '../http/across';
import { type Condition, containingOrOf, equal, type Page, pageOf } from '../http/page';
import { PersonalDataVault } from '../personal-data/vault';
import type { VisitAnswer } from './visit-answer.dto';
import { IS_VERIFIED, toArrange, toResolve } from './visit-queue-store';
import { readVisitAnswers, withoutRemarks } from './visit-views';
import type { VisitQuery } from './visits.dto';

interface Found {
  bureauId: string;
  id: string;
}

/** Who may read what was written about a visit: it may tell how the cadre is. */
const NEAR: readonly Actor['kind'][] = ['bureau', 'provider', 'worker', 'family'];

/** Visits as each party may see them: found under the caller's own policies, then read with what belongs to them. */
@Injectable()
export class VisitReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly vault: PersonalDataVault,
    private readonly cadres: CadreViews,
  ) {}

  async list(caller: Caller, query: VisitQuery): Promise<Page<VisitAnswer>> {
    const { actor, person } = caller;
    const { assignee, contractId } = query;
    // Workers see no orders, and only workers have visits of their own.
    if (actor.kind === 'worker' && contractId !== undefined) return NOTHING;
    if (assignee === 'me' && person.workerId === null) return NOTHING;
    const listing = {
      ...{ select: 'v.bureau_id, v.id', from: 'visit v', key: 'v.day', id: 'v.id' },
      keyType: 'date' as const,
      descending: assignee !== 'me',
      where: conditionsOf(query, person, await this.cadres.named(caller, query.query, 'v.cadre_id')),
    };
    const { items, nextCursor } = await this.unitOfWork.run(actor, (tx) =>
      pageOf(tx, listing, query, (row): Found => ({ bureauId: String(row.bureau_id), id: String(row.id) })),
    );
    return { items: await this.answers(caller, items), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<VisitAnswer> {
    const found = await this.find(caller, id);
    const [visit] = await this.answers(caller, [found]);
    if (!visit) throw new DomainError('not-found');
    return visit;
  }

  /** Where a visit that the caller may see is kept. */
  async find({ actor }: Caller, id: string): Promise<Found> {
    const [row] = await this.unitOfWork.run(actor, (tx) =>
      tx.query<{ bureau_id: string }>('select bureau_id from visit where id = $1', [id]),
    );
    if (!row) throw new DomainError('not-found');
    return { bureauId: row.bureau_id, id };
  }

  private async answers(caller: Caller, found: readonly Found[]): Promise<VisitAnswer[]> {
    const answers = await alongWith(this.unitOfWork, found, (tx, ids) =>
      readVisitAnswers(tx, ids, caller, this.vault),
    );
    const isNear = NEAR.includes(caller.actor.kind);
    const byId = new Map(answers.map((answer) => [answer.id, isNear ? answer : withoutRemarks(answer)]));
    return found.flatMap(({ id }) => byId.get(id) ?? []);
  }
}

function conditionsOf(query: VisitQuery, person: Person, people: Condition | null) {
  const { assignee, from, to, month, contractId } = query;
  return [
    assignee === 'me' ? equal('v.worker_id', person.workerId ?? undefined) : null,
    ...(query.awaiting === 'me' ? toResolve(person) : []),
    ...(query.dropped === 'open' ? toArrange(person) : []),
    from === undefined ? null : (['v.day >= ?', from] as const),
    to === undefined ? null : (['v.day <= ?', to] as const),
    month === undefined
      ? null
      : ([`v.day >= ? and v.day < ?::date + interval '1 month'`, `${month}-01`, `${month}-01`] as const),
    contractId === undefined
      ? null
      : (['v.order_id in (select o.id from service_order o where o.contract_id = ?)', contractId] as const),
    equal('v.status', query.status),
    query.unbilled === 'yes' ? ([UNBILLED] as const) : null,
    query.verified === 'yes' ? ([IS_VERIFIED] as const) : null,
    equal('v.number', query.number),
    equal('v.number', query.code),
    equal('v.order_id', query.orderId),
    equal('v.cadre_id', query.cadreId),
    equal('v.provider_id', query.providerId),
    equal('v.worker_id', query.workerId),
    containingOrOf(query.query, ['v.number', 'v.order_number'], people),
  ];
}
