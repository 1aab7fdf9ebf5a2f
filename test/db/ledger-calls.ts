import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { newId, type World } from './world';

/** The ledger's verbs with everything a test does not care about filled in. */

const AT = '2026-10-31T08:00:00Z';

export interface Share {
  id: string;
  order: string;
  fund: string;
  position?: number;
  amount: number | string;
}

export interface Options {
  key?: string;
  hash?: string;
  period?: string;
}

const head = (world: World, { key = newId(), hash = '\\x01', period = '2026-10' }: Options): unknown[] => [
  world.bureauId,
  key,
  hash,
  period,
  'test',
  AT,
];

export async function reserve(
  tx: Tx,
  world: World,
  orders: string[],
  shares: Share[],
  options: Options = {},
) {
  return call(tx, 'reserve', [
    ...head(world, options),
    orders,
    orders.map(() => '2026-10-02'),
    shares.map(({ id }) => id),
    shares.map(({ order }) => order),
    shares.map(({ fund }) => fund),
    shares.map(({ position }) => position ?? 0),
    shares.map(({ amount }) => amount),
  ]);
}

export interface Draw {
  reservation: string;
  amount: number | string;
}

export async function expend(tx: Tx, world: World, rows: Draw[], options: Options = {}) {
  return call(tx, 'expend', [...head(world, options), ...drawn(rows)]);
}

export async function release(
  tx: Tx,
  world: World,
  rows: Draw[],
  options: Options & { unused?: Record<string, number> } = {},
) {
  const unused = Object.entries(options.unused ?? {});
  return call(tx, 'release', [
    ...head(world, options),
    ...drawn(rows),
    unused.map(([order]) => order),
    unused.map(([, quantity]) => quantity),
  ]);
}

export async function allot(
  tx: Tx,
  world: World,
  differences: Record<string, number>,
  options: Options = {},
) {
  const funds = Object.keys(differences);
  return call(tx, 'allot', [
    ...head(world, options),
    funds.map(() => newId()),
    funds,
    Object.values(differences),
    funds.map(() => '2026-10-01'),
    funds.map(() => '指标文'),
  ]);
}

const drawn = (rows: Draw[]): unknown[] => [
  rows.map(() => newId()),
  rows.map(({ reservation }) => reservation),
  rows.map(({ amount }) => amount),
  rows.map(() => '2026-10-20'),
  rows.map((_, i) => `ZD1#${i + 1}`),
];

async function call(tx: Tx, verb: string, params: unknown[]): Promise<unknown> {
  const places = params.map((_, i) => `$${i + 1}`).join(', ');
  const [row] = await tx.query<{ answer: unknown }>(`select ledger.${verb}(${places}) as answer`, params);
  return row?.answer;
}
