import { setTimeout as sleep } from 'node:timers/promises';
import { makeWorld, newId, type Opened, openDatabase, type World } from '../db/world';
import { broken, Crowd, fileOrders } from './books';

/** The month gate, one step at a time: who is first, and who waits for whom. */

const WAITING = 300;
let db: Opened;
let world: World;
let crowd: Crowd;
let closer: Crowd;

beforeAll(async () => {
  db = await openDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  world = await makeWorld(db.unitOfWork, newId());
  const url = String((db.app.options as { url?: string }).url);
  [crowd, closer] = [await Crowd.of(8, url, world.bureauId), await Crowd.of(1, url, world.bureauId)];
});
afterEach(async () => {
  await Promise.all([crowd.end(), closer.end()]);
  expect(await broken(db.all, world.bureauId)).toEqual({});
});

/** Closes the month, and tells whether that has ended yet. */
function close(): { ended: boolean; done: Promise<unknown> } {
  const closing = { ended: false, done: Promise.resolve<unknown>(undefined) };
  const sql = `select ledger.close($1, $2, '2026-10', 'chief', '2026-11-01T00:00:00Z')`;
  closing.done = Promise.resolve(closer.clients[0]?.query(sql, [world.bureauId, newId()])).then(() => {
    closing.ended = true;
  });
  return closing;
}

/** Comes through a gate and posts nothing, so that nobody waits for it but the closer. */
const ALLOT_NOTHING = `select ledger.allot($1, $2, '\\x01', '2026-10', 'x', '2026-10-05T00:00:00Z',
  '{}', '{}', '{}', '{}', '{}')`;

test('who posts is waited for, through whichever of the gates each came', async () => {
  const orders = await fileOrders(db.unitOfWork, world, 8, 100);
  const funds = [world.fundId];
  // One after another on one fund would wait for each other, so only the first posts and the rest hold their gates.
  for (const [i, client] of crowd.clients.entries()) {
    await client.query('begin');
    if (i === 0) await crowd.reserve(client, orders[i] ?? '', funds[0] ?? '', 100);
    else {
      await client.query(ALLOT_NOTHING, [world.bureauId, newId()]);
    }
  }
  const closing = close();
  for (const client of crowd.clients) {
    await sleep(WAITING / 2);
    expect(closing.ended).toBe(false);
    await client.query('commit');
  }
  await closing.done;
});

/** Orders that say their first fund, as every second one does, so that a single reservation asks no register. */
const fileQuick = async (count: number): Promise<string[]> =>
  (await fileOrders(db.unitOfWork, world, count * 2, 100)).filter((_, i) => i % 2 === 0);

/** A contract lets pass what came through the gate of the month once: single reservations wait at its row then. */
const GATES = ['of the month', 'of their contract', 'of their contract, which forgot'];
const passOnce = async (gate: string, order: string): Promise<void> => {
  const [first] = crowd.clients;
  if (gate === GATES[0] || !first) return;
  await crowd.reserve(first, order, world.fundId, 100);
  if (gate === GATES[2])
    await db.all.query(`update ledger.commitment set open_months = '{}' where bureau_id = $1`, [
      world.bureauId,
    ]);
};

test.each(GATES)(
  'who comes to the gate %s while a month is being shut waits, and finds it shut',
  async (gate) => {
    const [before = '', order = ''] = await fileQuick(2);
    const [late] = crowd.clients;
    if (!late) throw new Error('nobody came');
    await passOnce(gate, before);
    await closer.clients[0]?.query('begin');
    await close().done;
    let ended = false;
    const posted = crowd.reserve(late, order, world.fundId, 100).finally(() => {
      ended = true;
    });
    const refused = expect(posted).rejects.toMatchObject({ code: 'LE423' });
    await sleep(WAITING);
    expect(ended).toBe(false);
    await closer.clients[0]?.query('commit');
    await refused;
  },
);

const ALONE = ['rebuild_limit_windows', 'keep_out'].flatMap((name) =>
  GATES.map((gate) => [name, gate] as const),
);
test.each(ALONE)('%s waits at the gate %s for all who post, and keeps the others out', async (name, gate) => {
  const [before = '', first = '', second = ''] = await fileQuick(3);
  await passOnce(gate, before);
  const [early, late] = crowd.clients;
  const [counter] = closer.clients;
  if (!early || !late || !counter) throw new Error('nobody came');
  await early.query('begin');
  await crowd.reserve(early, first, world.fundId, 100);
  await counter.query('begin');
  let [counted, posted] = [false, false];
  const counting = counter.query(`select ledger.${name}($1)`, [world.bureauId]).then(() => {
    counted = true;
  });
  await sleep(WAITING);
  expect(counted).toBe(false);
  await early.query('commit');
  await counting;
  const posting = crowd
    .reserve(late, second, world.unitFundId, 100)
    .catch(String)
    .finally(() => {
      posted = true;
    });
  await sleep(WAITING);
  expect(posted).toBe(false);
  await counter.query('commit');
  await posting;
});

test.each(GATES)('a month is shut behind who has come through the gate %s', async (gate) => {
  const [before = '', order = ''] = await fileQuick(2);
  const [early] = crowd.clients;
  if (!early) throw new Error('nobody came');
  await passOnce(gate, before);
  await early.query('begin');
  await crowd.reserve(early, order, world.fundId, 100);
  const closing = close();
  await sleep(WAITING);
  expect(closing.ended).toBe(false);
  await early.query('commit');
  await closing.done;
});

test('whose contract waits for limits that change is bound by the new ones', async () => {
  const [before = '', order = ''] = await fileQuick(2);
  const [late] = crowd.clients;
  if (!late) throw new Error('nobody came');
  await passOnce('of their contract', before);
  const register = db.app.createQueryRunner();
  await register.startTransaction();
  await register.query(
    `select set_config('role', 'songbai_act_bureau', true), set_config('app.bureau', $1, true)`,
    [world.bureauId],
  );
  await register.query(
    `insert into usage_limit (bureau_id, id, version, code, window_kind, measure, cap_hundredths, basis)
      values ($1, $2, 1, 'L', 'month', 'yuan', 150, '一')`,
    [world.bureauId, newId()],
  );
  const refused = expect(crowd.reserve(late, order, world.fundId, 100)).rejects.toMatchObject({
    code: 'LE402',
  });
  await sleep(WAITING);
  await register.query('select ledger.rebuild_limit_windows($1)', [world.bureauId]);
  await register.commitTransaction();
  await register.release();
  await refused;
});

test('posters do not wait for each other at the gate', async () => {
  for (const client of crowd.clients) {
    await client.query('begin');
    await client.query(ALLOT_NOTHING, [world.bureauId, newId()]);
  }
  const [row] = await db.all.query(
    `select count(*)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`,
  );
  expect(row.n).toBe(0);
  for (const client of crowd.clients) await client.query('commit');
});
