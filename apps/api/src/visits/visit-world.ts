import { isDeepStrictEqual } from 'node:util';
import { type Instant, LONGEST_WAY_SECONDS, turnOf, type Visit, VisitHistory } from '@songbai/contracts';
import { type Statement, statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { type OrderColumns, type StoredOrder, storedOrder } from '../orders/order-store';
import type { PersonalDataVault } from '../personal-data/vault';
import type { Agreements } from '../registers/agreements';
import { type Columns, type RegisterName, timestamp } from '../registers/register';
import { RegisterStore } from '../registers/register-store';
import { CADRE_ROW, named, registerRows } from '../registers/registers-json';
import {
  clashesOf,
  hoursOf,
  type StandingColumns,
  standingVisits,
  type Timed,
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

const VISIT_WORLD = statement(
  'visit-world',
  'select visit_world($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as world',
);

const VISIT_WORLD_NOW = statement(
  'visit-world-now',
  'select visit_world_now($1, $2, $3, make_interval(secs => $4)) as world',
);

type Row = readonly unknown[];

/** What the function of that name answers, as JSON: rows as lists of the columns below. Null where there is none. */
interface Answer {
  cadre: Row;
  cadreOfOrder: string;
  worker: Row;
  itemId: string | null;
  itemOfOrder: string;
  order: Row;
  funds: [code: string, share: string | null][];
  stays: Row[];
  /** A list for each column. */
  standing: Row[];
  seen: [sha256: string, number: string][];
  clashes: [asked: number, from: number, to: number][];
  stamp: string;
  /** Of a world that was asked ahead. */
  about?: number[];
}

const WORKER = [
  ...['id', 'version', 'code', 'provider', 'name', 'certified_until', 'joined_on', 'left_on', 'shared_id'],
];
const STAY = ['id', 'version', 'kind', 'from_at', 'to_at'];
const ORDER = [
  ...['id', 'number', 'contract_id', 'starts_on', 'ends_on', 'quantity_hundredths', 'used_hundredths'],
  ...['kept_hundredths', 'need', 'ordered_by', 'approved_by', 'approved_at', 'unit_approved_by', 'status'],
  ...['is_approved', 'amount_fen', 'findings'],
];
const STANDING = [
  ...(['number', 'started_at', 'ended_at', 'start_longitude', 'start_latitude'] as const),
  ...(['end_longitude', 'end_latitude', 'decided_seq'] as const),
];

/** Rows of columns that come as lists. */
function standingOf(worker: string, columns: readonly Row[]): StandingColumns[] {
  return (columns[0] ?? []).map((_, i) => {
    const row = columns.map((column) => column[i]);
    return { ...named<StandingColumns>(STANDING, row), worker_code: worker };
  });
}

/** What a visit that ends now has to be held against, while the answer may still be on its way; null: no such visit. */
export type WorldAsked = Promise<Answer | null>;

/**
 * Asks what the visit of this id has to be held against if it ends so and shows no photo, after its locks and without
 * waiting for them.
 */
export function askVisitWorld(tx: Tx, id: string, endedAt: Instant | null, at: Date): WorldAsked {
  const answer = readAnswer(tx, VISIT_WORLD_NOW, [
    id,
    timestamp(endedAt),
    at.toISOString(),
    LONGEST_WAY_SECONDS,
  ]);
  // Where the locks are refused, nobody waits for it.
  answer.catch(() => undefined);
  return answer;
}

/** From when to when others of its worker matter, and its own hours if it took any: what was asked `about`. */
function timeAround(visit: Visit): number[] {
  return [
    ...around([visit], true),
    ...timedOf([visit]).flatMap(({ startedAt, endedAt }) => [startedAt, endedAt]),
  ];
}

function questionOf(bureauId: string, visit: Visit): readonly unknown[] {
  const [from, to] = around([visit], true);
  const named = [bureauId, visit.order, visit.cadre, visit.worker, visit.item];
  return [...named, timestamp(from), timestamp(to), visit.photos, ...hoursOf(timedOf([visit]))];
}

async function readAnswer(tx: Tx, sql: Statement, question: readonly unknown[]): Promise<Answer> {
  const [row] = await tx.query<{ world: string }>(sql, question);
  if (!row) throw new Error('a function answers');
  return JSON.parse(row.world) as Answer;
}

/** An answer that was asked ahead, if it is about what this visit turned out to be. */
function fitting(early: Answer | null | undefined, visit: Visit): Answer | undefined {
  const fits = visit.photos.length === 0 && isDeepStrictEqual(early?.about, timeAround(visit));
  return early && fits ? early : undefined;
}

/**
 * What a visit that was made on the platform, and may arrive late, has to be held against. One question, one moment: a
 * worker at the door waits for the decision. Read after the locks, or `asked` then, if it was about
 * the same times and photos.
 */
export async function readVisitWorld(
  tx: Tx,
  bureauId: string,
  vault: PersonalDataVault,
  agreements: Agreements,
  visit: Visit,
  asked?: WorldAsked,
): Promise<VisitWorld> {
  let early = await asked;
  for (;;) {
    const answer = fitting(early, visit) ?? (await readAnswer(tx, VISIT_WORLD, questionOf(bureauId, visit)));
    early = undefined;
    const order = answer.order[0] === null ? undefined : named<StoredColumns>(ORDER, answer.order);
    const store = RegisterStore.of(bureauId, vault, peopleIn(answer));
    const keys = { contractId: order?.contract_id ?? null, itemId: answer.itemId, unitCodes: [] };
    // Where the agreement was changed between the two questions, both are asked again.
    if (await agreements.fill(tx, store, answer.stamp, keys))
      return worldIn(answer, order, store, visit.worker, timedOf([visit]));
  }
}

type StoredColumns = OrderColumns & { contract_id: string };

/** The cadre with the stays, and the worker. */
function peopleIn({ cadre, worker, stays }: Answer): Partial<Record<RegisterName, Columns[]>> {
  const cadres = cadre[0] === null ? [] : [named(CADRE_ROW, cadre)];
  return {
    ...registerRows<Record<'cadres', string>>({ cadres }),
    stays: stays.map((stay) => ({ ...named(STAY, stay), cadre: cadres[0]?.code })),
    workers: worker[0] === null ? [] : [named(WORKER, worker)],
  };
}

function worldIn(
  { cadreOfOrder, itemOfOrder, funds, standing, seen, clashes }: Answer,
  order: StoredColumns | undefined,
  store: RegisterStore,
  worker: string,
  timed: readonly Timed[],
): VisitWorld {
  const stored =
    order &&
    storedOrder({
      ...{
        ...order,
        cadre: cadreOfOrder,
        item: itemOfOrder,
        contract: store.all('contracts')[0]?.number ?? '',
      },
      ...{ funds: funds.map(([code]) => code), shares: funds.map(([, share]) => share) },
    });
  return {
    store,
    orders: new Map(stored ? [[stored.order.number, stored]] : []),
    history: new VisitHistory(
      standingVisits(standingOf(worker, standing), true),
      new Map(seen),
      clashesOf(
        clashes.map(([asked, from_at, to_at]) => ({ asked: String(asked), from_at, to_at })),
        timed,
      ),
    ),
  };
}

type Moments = Pick<Visit, 'startedAt' | 'endedAt' | 'uploadedAt'>;

/**
 * Between these instants lie the stored visits that could overlap these, or be the last one before them within any
 * possible way; where visits may arrive late, also the first one after them.
 */
export function around(visits: readonly Moments[], arriveLate: boolean): [Instant, Instant] {
  const turns = visits.map(turnOf);
  const ends = visits.map(({ endedAt }) => endedAt ?? 0);
  const first = turns.reduce((least, turn) => Math.min(least, turn), Number.POSITIVE_INFINITY);
  const last = [...turns, ...ends].reduce((most, turn) => Math.max(most, turn), 0);
  return [first - LONGEST_WAY_SECONDS, arriveLate ? last + LONGEST_WAY_SECONDS : last];
}
