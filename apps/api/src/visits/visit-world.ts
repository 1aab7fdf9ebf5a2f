import { type Instant, LONGEST_WAY_SECONDS, turnOf, type Visit, VisitHistory } from '@songbai/contracts';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { type OrderColumns, STORED_ORDERS, type StoredOrder, storedOrder } from '../orders/order-store';
import type { PersonalDataVault } from '../personal-data/vault';
import { timestamp } from '../registers/register';
import { RegisterStore } from '../registers/register-store';
import {
  listOf,
  type Picked,
  type PickedRows,
  registerRows,
  registersJson,
} from '../registers/registers-json';
import {
  type ClashColumns,
  clashesOf,
  clashRows,
  hoursOf,
  type SeenColumns,
  type StandingColumns,
  seenPhotos,
  seenRows,
  standingRows,
  standingVisits,
  timedOf,
} from './visit-history-store';

/**
 * What a decision about visits looks at. The orders and workers are locked, the registers at least those of the visits.
 */
export interface VisitWorld {
  store: RegisterStore;
  orders: ReadonlyMap<string, StoredOrder>;
  history: VisitHistory;
}

const CONTRACT = `(select o.contract_id from service_order o where o.bureau_id = $1 and o.number = $2)`;

/** Of the visit: its order $2 by number, and its cadre $3, worker $4 and item $5 by code. */
const PICKED = {
  cadres: 't.code = $3',
  stays: 'cadre.code = $3',
  workers: 't.code = $4',
  items: 't.code = $5',
  contracts: `t.id = ${CONTRACT}`,
  prices: `t.contract_id = ${CONTRACT} and item.code = $5`,
} satisfies Picked;

const WORKER = 'array(select w.worker_id from worker_link w where w.bureau_id = $1 and w.code = $4)';

/** One statement, one moment: a worker at the door waits for the decision. */
const WORLD = statement(
  'visit-world',
  `select ${registersJson(PICKED)} as registers,
    ${listOf(`${STORED_ORDERS} and o.number = $2`)} as orders,
    ${listOf(standingRows('$4', '$6::timestamptz', '$7::timestamptz'))} as standing,
    ${listOf(seenRows('$8::text[]'))} as seen,
    ${listOf(clashRows(WORKER, '$9', '$10'))} as clashes`,
);

interface WorldRow {
  registers: PickedRows<typeof PICKED>;
  orders: OrderColumns[];
  standing: StandingColumns[];
  seen: SeenColumns[];
  clashes: ClashColumns[];
}

/** What a visit that was made on the platform, and may arrive late, has to be held against. Read after the locks. */
export async function readVisitWorld(
  tx: Tx,
  bureauId: string,
  vault: PersonalDataVault,
  visit: Visit,
): Promise<VisitWorld> {
  const timed = timedOf([visit]);
  const [from, to] = around([visit], true);
  const [row] = await tx.query<WorldRow>(WORLD, [
    ...[bureauId, visit.order, visit.cadre, visit.worker, visit.item, timestamp(from), timestamp(to)],
    ...[visit.photos, ...hoursOf(timed)],
  ]);
  if (!row) throw new Error('a row of lists is always there');
  const orders = row.orders.map(storedOrder);
  return {
    store: RegisterStore.of(bureauId, vault, registerRows(row.registers)),
    orders: new Map(orders.map((order) => [order.order.number, order])),
    history: new VisitHistory(
      standingVisits(row.standing, true),
      seenPhotos(row.seen),
      clashesOf(row.clashes, timed),
    ),
  };
}

/**
 * Between these instants lie the stored visits that could overlap these, or be the last one before them within any
 * possible way; where visits may arrive late, also the first one after them.
 */
export function around(visits: readonly Visit[], arriveLate: boolean): [Instant, Instant] {
  const turns = visits.map(turnOf);
  const ends = visits.map(({ endedAt }) => endedAt ?? 0);
  const first = turns.reduce((least, turn) => Math.min(least, turn), Number.POSITIVE_INFINITY);
  const last = [...turns, ...ends].reduce((most, turn) => Math.max(most, turn), 0);
  return [first - LONGEST_WAY_SECONDS, arriveLate ? last + LONGEST_WAY_SECONDS : last];
}
