import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows } from '../../apps/api/src/db/rows';
import { verb } from '../../apps/api/src/db/statement';
import { makeWorld, type Opened, openDatabase, orderRow, type World } from './world';

/** Many commands in one transaction: each a step of it, undone by itself where it fails. */
let db: Opened;
let world: World;
let actor: Actor;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, 'T');
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 't' };
});
afterAll(() => db.close());

const countOf = async (): Promise<number> => {
  const [row] = await db.all.query('select count(*)::int as n from service_order');
  return Number(row?.n);
};
const order = (then?: () => void): Promise<unknown> =>
  db.unitOfWork.run(actor, async (tx) => {
    await insertRows(tx, 'service_order', [orderRow(world)]);
    then?.();
  });
const failed = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error) => error,
  );

test('a step that fails is undone, and those beside it stay', async () => {
  const before = await countOf();
  const found: unknown[] = [];
  await db.unitOfWork.together(
    actor,
    async () => {
      await order();
      const mind = order(() => {
        throw new Error('changed my mind');
      });
      found.push(await failed(mind));
      const refused = db.unitOfWork.run(actor, async (tx) => {
        await insertRows(tx, 'service_order', [orderRow(world)]);
        // Asked without waiting: only the end of the step finds out.
        tx.send(verb('no_such_verb', 1), ['x']);
      });
      found.push(await failed(refused));
      await order();
    },
    () => true,
  );
  expect(found).toEqual([new Error('changed my mind'), expect.objectContaining({ fault: 'defect' })]);
  expect(await countOf()).toBe(before + 2);
});

test('all of it is undone where it is not to be kept, or where the whole fails', async () => {
  const before = await countOf();
  const seen = await db.unitOfWork.together(
    actor,
    async () => {
      await order();
      return db.unitOfWork.run(actor, (tx) => tx.query('select count(*)::int as n from service_order'));
    },
    () => false,
  );
  expect(seen).toEqual([{ n: before + 1 }]);
  const whole = db.unitOfWork.together(
    actor,
    async () => {
      await order();
      throw new Error('enough');
    },
    () => true,
  );
  await expect(whole).rejects.toThrow('enough');
  expect(await countOf()).toBe(before);
});

test('a step is its own actor’s, also within a step, and then it is the other’s again', async () => {
  const system: Actor = { kind: 'system', bureauId: world.bureauId };
  const role = (who: Actor) => db.unitOfWork.run(who, (tx) => tx.query<{ role: string }>(ROLE));
  const roles = await db.unitOfWork.together(
    actor,
    () =>
      db.unitOfWork.run(actor, async (tx) => {
        const own = await tx.query<{ role: string }>(ROLE);
        const inner = await role(system);
        await failed(db.unitOfWork.run(system, (other) => other.query('select 1 / 0')));
        return [own, inner, await tx.query<{ role: string }>(ROLE)].map(([row]) => row?.role);
      }),
    () => true,
  );
  expect(roles).toEqual([roles[0], expect.not.stringMatching(`^${roles[0]}$`), roles[0]]);
});

test('what steps put off to the end is done at the end, and not for a step that failed', async () => {
  const done: string[] = [];
  const later = (name: string, fails = false) =>
    db.unitOfWork.run(actor, async (tx) => {
      tx.atEnd(() => done.push(name));
      await tx.query(fails ? 'select 1 / 0' : 'select 1');
      done.push(`${name} asked`);
    });
  await db.unitOfWork.together(
    actor,
    async () => {
      await later('one');
      await failed(later('two', true));
      await later('three');
    },
    () => true,
  );
  expect(done).toEqual(['one asked', 'three asked', 'one', 'three']);
});

test('where another was in the way, the whole runs again', async () => {
  let attempts = 0;
  const stubborn = db.unitOfWork.together(
    actor,
    () => {
      attempts += 1;
      return db.unitOfWork.run(actor, (tx) =>
        tx.query(`do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`),
      );
    },
    () => true,
  );
  await expect(stubborn).rejects.toMatchObject({ fault: 'contention' });
  expect(attempts).toBe(3);
});

const ROLE = 'select current_user::text as role';
