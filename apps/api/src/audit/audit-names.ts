import type { Tx, UnitOfWork } from '../db/unit-of-work';
import { UUID } from '../http/fields';
import { type NameHistory, nameAt, readNames } from '../http/former-names';

/** What an entry says, as far as it may name something. */
export interface Naming {
  at: string;
  actor: string;
  id: string;
  before?: object | null;
  after?: object | null;
  /** In the words of who entered it, or the id of a worker. */
  onBehalfOf: string | null;
}

export interface Named {
  id: string;
  name: string;
}
/** By id. */
export type NamedUsers = ReadonlyMap<string, NameHistory>;
export type Names = Readonly<Record<string, string>>;

/** What people call a row: its number, or its code and name. Each is read under the reader's own policies. */
const CALLED = `
  select id, number as name from contract where id = any($1)
  union all select id, number from service_order where id = any($1)
  union all select id, number from visit where id = any($1)
  union all select id, number from bill where id = any($1)
  union all select id, number from need where id = any($1)
  union all select id, to_char(prepared_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || ' · '
    || to_char(total_fen / 100.0, 'FM999999999990.00') from payment where id = any($1)
  union all select id, name || ' ' || code from cadre where id = any($1)
  union all select stay.id, cadre.name || ' ' || cadre.code from stay
    join cadre on (cadre.bureau_id, cadre.id) = (stay.bureau_id, stay.cadre_id) where stay.id = any($1)
  union all select card.id, cadre.name || ' ' || card.number from card
    join cadre on (cadre.bureau_id, cadre.id) = (card.bureau_id, card.cadre_id) where card.id = any($1)
  union all select call.id, cadre.name || ' ' || cadre.code from call_request call
    join cadre on (cadre.bureau_id, cadre.id) = (call.bureau_id, call.cadre_id) where call.id = any($1)
  union all select rating.id, cadre.name || ' · ' || visit.number from rating
    join visit on (visit.bureau_id, visit.id) = (rating.bureau_id, rating.visit_id)
    join cadre on (cadre.bureau_id, cadre.id) = (rating.bureau_id, rating.cadre_id) where rating.id = any($1)
  union all select price.id, contract.number || ' ' || item.name from price
    join contract on (contract.bureau_id, contract.id) = (price.bureau_id, price.contract_id)
    join item on (item.bureau_id, item.id) = (price.bureau_id, price.item_id) where price.id = any($1)
  union all select id, code || ' ' || name from unit where id = any($1)
  union all select id, code || ' ' || name from item where id = any($1)
  union all select id, code || ' ' || name from provider_link where id = any($1)
  union all select id, code || ' ' || name from worker_link where id = any($1)
  union all select worker_id, code || ' ' || name from worker_link where worker_id = any($1)
  union all select id, name from provider where id = any($1)
  union all select id, code from fund where id = any($1)
  union all select id, code from usage_limit where id = any($1)
  union all select id, name from bureau where id = any($1)`;

const textsIn = (facts: object | null | undefined): string[] =>
  Object.values(facts ?? {})
    .flat()
    .filter((value): value is string => typeof value === 'string');

const idsIn = ({ actor, id, before, after, onBehalfOf }: Naming): string[] =>
  [actor, id, onBehalfOf ?? '', ...textsIn(before), ...textsIn(after)].filter((text) => UUID.test(text));

const allIds = (entries: readonly Naming[]): string[] => [...new Set(entries.flatMap(idsIn))];

/** What the rows that these entries speak of are called, where the reader may see them. */
export const namedRows = (tx: Tx, entries: readonly Naming[]): Promise<Named[]> =>
  tx.query<Named>(CALLED, [allIds(entries)]);

/** Auditors may not read who may sign in; of those who acted or were acted on, the name alone is told to them. */
export const namedUsers = (unitOfWork: UnitOfWork, entries: readonly Naming[]): Promise<NamedUsers> =>
  unitOfWork.run({ kind: 'system' }, (tx) => readNames(tx, 'id', allIds(entries)));

/** The names that one entry needs: of people, those they had then. */
export function namesFor(entry: Naming, rows: readonly Named[], users: NamedUsers): Names {
  const ids = new Set(idsIn(entry));
  const at = Date.parse(entry.at);
  return Object.fromEntries([
    ...rows.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]),
    ...[...users].filter(([id]) => ids.has(id)).map(([id, history]) => [id, nameAt(history, at)]),
  ]);
}
