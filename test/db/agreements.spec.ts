import type { Actor } from '../../apps/api/src/db/actor';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { PersonalDataVault } from '../../apps/api/src/personal-data/vault';
import { Agreements } from '../../apps/api/src/registers/agreements';
import { RegisterStore } from '../../apps/api/src/registers/register-store';
import * as make from './world';

/** What is remembered of an agreement never decides once it has changed. */

let db: make.Opened;
let world: make.World;
let actor: Actor;
const vault = new PersonalDataVault(Buffer.alloc(32, 1));
const agreements = new Agreements(vault);

beforeAll(async () => {
  db = await make.openDatabase();
  world = await make.makeWorld(db.unitOfWork, 'A');
  actor = { kind: 'system', bureauId: world.bureauId };
});
afterAll(() => db.close());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);

/** As an order reads it: '' where its own transaction has changed registers. */
async function stampIn(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ world: string }>(
    `select visit_world($1, 'none', 'G1', 'W1', 'I1', now(), now(), '{}', '{}', '{}') as world`,
    [world.bureauId],
  );
  return JSON.parse(row?.world ?? '').stamp;
}

async function priceIn(tx: Tx, stamp: string): Promise<string | undefined> {
  const store = RegisterStore.of(world.bureauId, vault, {});
  const keys = { contractId: world.contractId, itemId: world.itemId, unitCodes: ['U1'] };
  const isSo = await agreements.fill(tx, store, stamp, keys);
  return isSo ? store.book().priceOn('HT1', 'I1', '2026-10-01')?.toString() : undefined;
}

const SET_PRICE = 'update price set unit_price_fen = $1 where bureau_id = $2';

test('the agreement is read once while its stamp stands, and anew under another', async () => {
  const stamp = await run(stampIn);
  expect(await run((tx) => priceIn(tx, stamp))).toBe('10.00');
  // Past the triggers, so that the stamp stands: only who remembers does not see it.
  await db.all.transaction(async (manager) => {
    await manager.query('set local session_replication_role = replica');
    await manager.query(SET_PRICE, [2000, world.bureauId]);
  });
  expect(await run((tx) => priceIn(tx, stamp))).toBe('10.00');
  await run((tx) => tx.query(SET_PRICE, [3000, world.bureauId]));
  const next = await run(stampIn);
  expect(next).not.toBe(stamp);
  expect(await run((tx) => priceIn(tx, next))).toBe('30.00');
  // Whoever has read an order under the old stamp has to read it again.
  expect(await run((tx) => priceIn(tx, stamp))).toBeUndefined();
});

test('a transaction sees its own changes, and leaves nothing of them where it fails', async () => {
  const stamp = await run(stampIn);
  const seen: unknown[] = [];
  const failing = run(async (tx) => {
    await tx.query(SET_PRICE, [4000, world.bureauId]);
    seen.push(await stampIn(tx), await priceIn(tx, ''));
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  expect(seen).toEqual(['', '40.00']);
  expect(await run(stampIn)).toBe(stamp);
  expect(await run((tx) => priceIn(tx, stamp))).toBe('30.00');
});

test.each(['unit', 'provider_link', 'item', 'contract', 'price', 'usage_limit'])(
  'a change of %s is another stamp',
  async (table) => {
    await run((tx) =>
      tx.query(
        `insert into usage_limit (bureau_id, id, version, code, window_kind, measure, cap_hundredths, basis)
       values ($1, $2, 1, $3, 'month', 'yuan', 1, 'x')`,
        [world.bureauId, make.newId(), table],
      ),
    );
    const before = await run(stampIn);
    await run((tx) =>
      tx.query(`update ${table} set version = version + 1 where bureau_id = $1`, [world.bureauId]),
    );
    expect(await run(stampIn)).not.toBe(before);
  },
);
