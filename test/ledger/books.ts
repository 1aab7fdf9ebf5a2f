import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { insertRows } from '../../apps/api/src/db/rows';
import type { UnitOfWork } from '../../apps/api/src/db/unit-of-work';
import { breaches } from '../../apps/api/src/ledger/breaches';
import { newId, orderRow, type World } from '../db/world';

/** The invariants that do not hold, with how many rows break them; {} when the books agree. */
export async function broken(
  all: Pick<DataSource, 'query'>,
  bureauId: string,
): Promise<Record<string, number>> {
  const found = await breaches((sql, params) => all.query(sql, params), bureauId);
  return Object.fromEntries(
    found.map(({ invariant, rows }) => [`${invariant.code} ${invariant.en}`, rows.length]),
  );
}

const UNSAID = { first_fund_id: null, first_fund_type: null };

/**
 * Approved orders of the same amount, for one fund or for several in order; every second one does not say its first
 * fund itself, so that its funds are asked. Answers their ids.
 */
export async function fileOrders(
  unitOfWork: UnitOfWork,
  world: World,
  count: number,
  fen: number,
  ...named: readonly string[]
): Promise<string[]> {
  const ids = named.length > 0 ? named : [world.fundId];
  const rows = Array.from({ length: count }, () => orderRow(world, { amount_fen: String(fen) }));
  const funds = rows.flatMap(({ id }) =>
    ids.map((fund, position) => ({ order_id: id, position, fund_id: fund })),
  );
  await unitOfWork.run({ kind: 'system', bureauId: world.bureauId }, async (tx) => {
    const [fund] = await tx.query<{ type: string }>('select type from fund where id = $1', [ids[0]]);
    const first = (i: number) =>
      i % 2 === 0 ? { first_fund_id: ids[0], first_fund_type: fund?.type } : UNSAID;
    await insertRows(
      tx,
      'service_order',
      rows.map((row, i) => ({ ...row, ...first(i) })),
    );
    await insertRows(tx, 'order_fund', funds);
  });
  return rows.map(({ id }) => String(id));
}

/** Connections of their own, past the pool and its retries: each try ends as the database says. */
export class Crowd {
  private constructor(
    readonly clients: readonly Client[],
    private readonly bureauId: string,
  ) {}

  static async of(count: number, url: string, bureauId: string): Promise<Crowd> {
    const clients = Array.from({ length: count }, () => new Client({ connectionString: url }));
    for (const client of clients) {
      client.on('error', () => undefined);
      await client.connect();
      await client.query(
        `set role songbai_act_bureau; set app.bureau = '${bureauId}'; set lock_timeout = '20s'`,
      );
    }
    return new Crowd(clients, bureauId);
  }

  /** Every connection takes the next task until none is left. Answers how often each ended how: "done", or its code. */
  async work<T>(
    tasks: readonly T[],
    task: (client: Client, it: T) => Promise<string>,
  ): Promise<Record<string, number>> {
    const left = [...tasks];
    const counts: Record<string, number> = {};
    const loop = async (client: Client): Promise<void> => {
      for (let it = left.pop(); it !== undefined; it = left.pop()) {
        const word = await task(client, it).catch((error: { code?: string }) => error.code ?? String(error));
        counts[word] = (counts[word] ?? 0) + 1;
      }
    };
    await Promise.all(this.clients.map(loop));
    return counts;
  }

  /** Reserves an order's whole amount from a fund, as the application does for one order. */
  async reserve(client: Client, order: string, fund: string, fen: number): Promise<string> {
    await client.query({ ...RESERVE, values: [this.bureauId, order, newId(), fund, fen] });
    return 'done';
  }

  async end(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.end()));
  }
}

const RESERVE = {
  name: 'reserve',
  text: `select ledger.reserve_order($1, '\\x01', '2026-10', 'test', '2026-10-31T08:00:00Z', $2, '2026-10-02', $3,
    $4, 0, $5) as answer`,
};

/** Deadlocks that the server counted in this database so far. */
export async function deadlocks(all: DataSource): Promise<number> {
  const [row] = await all.query('select deadlocks from pg_stat_database where datname = current_database()');
  return Number(row.deadlocks);
}

/** Every fund's numbers run from 1 without a gap. */
export async function gaps(all: DataSource, bureauId: string): Promise<number> {
  const rows = await all.query(
    `select fund_id from ledger.journal where bureau_id = $1 group by fund_id
      having min(seq) <> 1 or max(seq) <> count(*) or count(distinct seq) <> count(*)`,
    [bureauId],
  );
  return rows.length;
}
