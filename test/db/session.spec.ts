import type { Actor } from '../../apps/api/src/db/actor';
import { INTO_ITS_BUREAU } from '../../apps/api/src/db/session';
import { statement, verb } from '../../apps/api/src/db/statement';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { makeWorld, type Opened, openDatabase, type World } from './world';

let db: Opened;
let world: World;
let actor: Actor;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, 'S');
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterAll(() => db.close());

const ANSWER = verb('answer_key', 4);
const FIND = statement('spec-find', 'select bureau_id from worker_link where id = $1');
const FIND_INTO = statement(
  'spec-find-into',
  `select bureau_id, ${INTO_ITS_BUREAU} from worker_link where id = $1`,
);
const WHO_FIRST = statement('spec-who', `select current_user like 'songbai_act%' as "isActor"`);
const NAMED = statement(
  'spec-named',
  `select id, array['a', 'b'] as codes, date '2026-02-28' as day from fund where id = $1`,
);
const NAMED_BEHIND = statement('spec-behind', 'select 1 as one');
const HOLD = verb('hold_workers', 1);
const raise = (code: string) => `do $$ begin raise exception 'no' using errcode = '${code}'; end $$`;
const version = async () =>
  (await db.all.query('select version from fund where id = $1', [world.fundId]))[0].version;
const CHANGE = 'update fund set version = version + 1 where id = $1';

describe('what is asked in one go', () => {
  test('is answered in order, and sees what was written before it', async () => {
    const before = await version();
    const [first, changed, second] = await db.unitOfWork.run(actor, (tx) => {
      const read = () =>
        tx.query<{ version: number }>('select version from fund where id = $1', [world.fundId]);
      return Promise.all([read(), tx.execute(CHANGE, [world.fundId]), read()]);
    });
    expect([first?.[0]?.version, changed, second?.[0]?.version]).toEqual([before, 1, before + 1]);
  });

  test('is answered only where what was needed holds, and nothing of it stays', async () => {
    const before = await version();
    const shown: unknown[] = [];
    const told = db.unitOfWork.run(actor, async (tx) => {
      tx.need(tx.query('select 1').then(() => Promise.reject(new Error('not yours'))));
      shown.push(await tx.execute(CHANGE, [world.fundId]));
    });
    await expect(told).rejects.toThrow('not yours');
    expect([shown, await version()]).toEqual([[], before]);
  });

  test('tells the first failure and not the ones that follow from it', async () => {
    const told = db.unitOfWork.run(actor, async (tx) => {
      tx.need(tx.query(raise('LE423')));
      await tx.query('select 1');
    });
    await expect(told).rejects.toMatchObject({ fault: 'period-closed' });
  });
});

describe('a verb that nobody waits for', () => {
  test('is done by the end, together with others, whatever their order of arguments', async () => {
    await db.unitOfWork.run(actor, async (tx) => {
      await tx.query(`select * from claim_key('p', 'k', '\\x01', now())`);
      tx.send(HOLD, [[world.workerId]]);
      tx.send(ANSWER, ['p', 'k', 200, Buffer.from('ab')]);
    });
    expect(await db.all.query(`select status, answer from http_idempotency where key = 'k'`)).toEqual([
      { status: 200, answer: Buffer.from('ab') },
    ]);
  });

  test('undoes everything where it fails', async () => {
    const before = await version();
    const told = db.unitOfWork.run(actor, async (tx) => {
      await tx.execute(CHANGE, [world.fundId]);
      tx.send(verb('no_such_verb', 0), []);
    });
    await expect(told).rejects.toThrow(/no_such_verb/);
    expect(await version()).toBe(before);
  });
});

describe('a row that says in which bureau to go on', () => {
  const search = <T>(id: string, work: (tx: Tx) => Promise<T>) => ({
    seeker: { kind: 'worker' as const, workerId: world.workerId, userId: 'w' },
    find: FIND,
    findInto: FIND_INTO,
    id,
    writer: (bureauId: string | undefined): Actor => {
      if (bureauId === undefined) throw new Error('not found');
      return { kind: 'system', bureauId, userId: 'w' };
    },
    ahead: (tx: Tx) => {
      const who = tx.query(WHO);
      who.catch(() => undefined);
      return who;
    },
    work: async (tx: Tx, ahead: Promise<unknown[]>) => [await ahead, await tx.query(WHO), await work(tx)],
  });
  const WHO = `select current_user::text as role, current_setting('app.bureau') as bureau,
    current_setting('app.party') as party, current_setting('app.user') as "user"`;

  test('is found under the seeker’s policies, and what is asked with it is the system’s in that bureau', async () => {
    const before = await version();
    const [link] = await db.all.query('select id from worker_link where bureau_id = $1', [world.bureauId]);
    const asked = await db.unitOfWork.runFound(search(link?.id, (tx) => tx.execute(CHANGE, [world.fundId])));
    const who = { role: 'songbai_act_system', bureau: world.bureauId, party: '', user: 'w' };
    expect(asked).toEqual([[who], [who], 1]);
    expect(await version()).toBe(before + 1);
  });

  test('changes nothing where it is not there, or not the seeker’s', async () => {
    const before = await version();
    const elsewhere = await makeWorld(db.unitOfWork, 'E');
    const [link] = await db.all.query('select id from worker_link where bureau_id = $1', [
      elsewhere.bureauId,
    ]);
    for (const id of [world.fundId, link?.id]) {
      const told = db.unitOfWork.runFound(search(id, (tx) => tx.execute(CHANGE, [world.fundId])));
      await expect(told).rejects.toThrow('not found');
    }
    expect(await version()).toBe(before);
  });
});

describe('a proof', () => {
  const proof = (check: () => void) => ({
    statement: WHO_FIRST,
    params: [],
    check: ([row]: readonly object[]) => {
      expect(row).toEqual({ isActor: false });
      check();
    },
  });

  test('is asked as the login; nothing is stored where it fails, also where nothing else was waited for', async () => {
    const before = await version();
    const change = async (tx: Tx) => {
      tx.send(verb('set_config', 3), ['app.seen', 'yes', true]);
      tx.execute(CHANGE, [world.fundId]).catch(() => undefined);
    };
    const refused = proof(() => {
      throw new Error('not who you were');
    });
    await expect(db.unitOfWork.run(actor, change, refused)).rejects.toThrow('not who you were');
    expect(await version()).toBe(before);
    await db.unitOfWork.run(
      actor,
      change,
      proof(() => undefined),
    );
    expect(await version()).toBe(before + 1);
  });
});

describe('statements with a name', () => {
  test('are answered again after something that failed beside their first time', async () => {
    const ask = (id: string, beside: string) =>
      db.unitOfWork.run(actor, async (tx) => {
        const [rows] = await Promise.all([tx.query(NAMED, [id]), tx.query(beside), tx.query(NAMED_BEHIND)]);
        return rows;
      });
    for (const _ of Array.from({ length: 12 }))
      await expect(ask(world.fundId, 'select 1 / 0')).rejects.toThrow();
    for (const _ of Array.from({ length: 12 }))
      expect(await ask(world.fundId, 'select 1')).toEqual([
        { id: world.fundId, codes: ['a', 'b'], day: '2026-02-28' },
      ]);
    expect(await ask(world.bureauId, 'select 1')).toEqual([]);
  });
});

test('a transaction that somebody kept is over', async () => {
  const kept = await db.unitOfWork.run(actor, async (tx) => tx);
  await expect(kept.query('select 1')).rejects.toThrow('after the end of its transaction');
});

test('the name of a statement is taken once', () => {
  statement('a-name-of-the-spec', 'select 1');
  expect(() => statement('a-name-of-the-spec', 'select 2')).toThrow('two statements are named');
});
