import type { Actor } from '../../apps/api/src/db/actor';
import { statement, verb } from '../../apps/api/src/db/statement';
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

describe('who has to find out as whom to go on', () => {
  const seeker = (): Actor => ({ kind: 'worker', workerId: world.workerId, userId: 'w' });
  const writer = (): Actor => ({ kind: 'system', bureauId: world.bureauId, userId: 'w' });

  test('reads under its own policies, then writes as the other, in one transaction', async () => {
    const before = await version();
    const seen: string[] = [];
    await db.unitOfWork.runAs(
      seeker(),
      async (tx) => {
        const [row] = await tx.query<{ role: string }>('select current_user::text as role');
        seen.push(row?.role ?? '', String((await tx.query('select 1 from worker_link')).length));
        return writer();
      },
      async (tx) => {
        const [row] = await tx.query<{ role: string }>('select current_user::text as role');
        seen.push(row?.role ?? '', String(tx.actor.bureauId === world.bureauId));
        await tx.execute(CHANGE, [world.fundId]);
      },
    );
    expect(seen).toEqual(['songbai_act_worker', '1', 'songbai_act_system', 'true']);
    expect(await version()).toBe(before + 1);
  });

  test('changes nothing where it finds nothing', async () => {
    const nothing = db.unitOfWork.runAs(
      seeker(),
      () => Promise.reject(new Error('not found')),
      (tx) => tx.execute(CHANGE, [world.fundId]),
    );
    await expect(nothing).rejects.toThrow('not found');
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
