import type { Caller } from '../access/caller';
import type { Tx, UnitOfWork } from '../db/unit-of-work';
import { inEachBureau } from '../http/across';
import type { KnownVisit } from './bill-rows';
import type { KnownOrder, KnownWorker, Named, World } from './meaning';

export interface Days {
  from: string;
  to: string;
}

const LISTS = {
  cadres: `select bureau_id as "bureauId", code, name from cadre c where bureau_id = $1
    and ($2::uuid is null or exists (select from service_order o
      where o.bureau_id = c.bureau_id and o.cadre_id = c.id and o.provider_id = $2))`,
  items: 'select bureau_id as "bureauId", code, name from item where bureau_id = $1',
  workers: `select bureau_id as "bureauId", worker_id as id, provider_id as "providerId", code, name,
      joined_on::text as "joinedOn", left_on::text as "leftOn" from worker_link
    where bureau_id = $1 and ($2::uuid is null or provider_id = $2)`,
  orders: `select o.bureau_id as "bureauId", o.id, o.number, contract.number as contract,
      o.provider_id as "providerId", cadre.code as cadre, item.code as item, o.starts_on::text as "startsOn",
      o.ends_on::text as "endsOn", o.status in ('completed', 'cancelled') as "isOver"
    from service_order o
    join cadre on cadre.bureau_id = o.bureau_id and cadre.id = o.cadre_id
    join item on item.bureau_id = o.bureau_id and item.id = o.item_id
    join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
    where o.bureau_id = $1 and ($2::uuid is null or o.provider_id = $2)
      and o.status not in ('requested', 'refused') and o.ends_on >= $3::date - 62 and o.starts_on <= $4::date + 62
    order by o.number`,
};

/**
 * What a log may refer to. A provider's people may not read the bureau's register; their log may name those whom the
 * firm has an order for, and is told of nobody else.
 */
export async function readWorld(unitOfWork: UnitOfWork, caller: Caller, days: Days): Promise<World> {
  const world: { [K in keyof World]: World[K][number][] } = {
    cadres: [],
    items: [],
    workers: [],
    orders: [],
  };
  for (const { bureauId } of await inEachBureau(unitOfWork, caller.actor)) {
    if (bureauId === undefined) continue;
    await inBureau(unitOfWork, caller, bureauId, async (tx, providerId) => {
      world.cadres.push(...(await tx.query<Named>(LISTS.cadres, [bureauId, providerId])));
      world.items.push(...(await tx.query<Named>(LISTS.items, [bureauId])));
      world.workers.push(...(await tx.query<KnownWorker>(LISTS.workers, [bureauId, providerId])));
      const given = [bureauId, providerId, days.from, days.to];
      world.orders.push(...(await tx.query<KnownOrder>(LISTS.orders, given)));
    });
  }
  return world;
}

/** Asks the system in this bureau, for the caller's provider only where they have one. */
export function inBureau<T>(
  unitOfWork: UnitOfWork,
  { person }: Caller,
  bureauId: string,
  work: (tx: Tx, providerId: string | null) => Promise<T>,
): Promise<T> {
  const { id: userId, providerId } = person;
  return unitOfWork.run({ kind: 'system', bureauId, userId }, (tx) => work(tx, providerId));
}

const VISITS = `select v.bureau_id as "bureauId", v.number, contract.number as contract, cadre.code as cadre,
    item.code as item, v.day::text, extract(epoch from v.started_at)::int as "startedAt"
  from visit v
  join service_order o on o.bureau_id = v.bureau_id and o.id = v.order_id
  join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
  join cadre on cadre.bureau_id = v.bureau_id and cadre.id = v.cadre_id
  join item on item.bureau_id = v.bureau_id and item.id = v.item_id
  where v.bureau_id = $1 and ($2::uuid is null or v.provider_id = $2)
    and v.status not in ('planned', 'cancelled', 'missed')
    and (v.number = any($3::text[]) or v.day = any($4::date[]))
  order by v.started_at, v.number`;

/** The visits of these numbers and of these days, as far as the caller's party has them. */
export async function readVisits(
  unitOfWork: UnitOfWork,
  caller: Caller,
  numbers: readonly string[],
  days: readonly string[],
): Promise<KnownVisit[]> {
  const found: KnownVisit[] = [];
  for (const { bureauId } of await inEachBureau(unitOfWork, caller.actor)) {
    if (bureauId === undefined) continue;
    const visits = await inBureau(unitOfWork, caller, bureauId, (tx, providerId) =>
      tx.query<KnownVisit>(VISITS, [bureauId, providerId, [...numbers], [...days]]),
    );
    found.push(...visits);
  }
  return found;
}

/** From the first to the last of these days, in any order. */
export function daysOf(days: readonly string[]): Days {
  const sorted = [...days].sort();
  return { from: sorted[0] ?? '2000-01-01', to: sorted.at(-1) ?? '2000-01-01' };
}
