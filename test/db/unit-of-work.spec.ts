import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows, updateRows } from '../../apps/api/src/db/rows';
import { makeWorld, newId, type Opened, openDatabase, orderRow, type World } from './world';

let db: Opened;
let world: World;
let actor: Actor;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, 'U');
  actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' };
});
afterAll(() => db.close());

describe('a unit of work', () => {
  test('keeps nothing of what failed', async () => {
    const before = await db.all.query('select count(*) from service_order');
    const failing = db.unitOfWork.run(actor, async (tx) => {
      await insertRows(tx, 'service_order', [orderRow(world)]);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.all.query('select count(*) from service_order')).toEqual(before);
  });

  test('runs again as a whole where another was in the way, three times at most', async () => {
    let attempts = 0;
    const stubborn = db.unitOfWork.run(actor, async (tx) => {
      attempts++;
      await tx.query(`do $$ begin raise exception 'deadlock' using errcode = '40P01'; end $$`);
    });
    await expect(stubborn).rejects.toMatchObject({ fault: 'contention' });
    expect(attempts).toBe(3);
  });

  test.each(['while it waits for an answer', 'between two statements'])(
    'is refused where its connection ends %s, and the next one has another',
    async (moment) => {
      const cut = db.unitOfWork.run(actor, async (tx) => {
        const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        const end = db.all.query('select pg_terminate_backend($1)', [own?.pid]);
        if (moment.startsWith('while')) await tx.query('select pg_sleep(20)');
        await end;
        await new Promise((done) => setTimeout(done, 100));
        await tx.query('select 1');
      });
      await expect(cut).rejects.toMatchObject({ fault: 'unavailable' });
      const [row] = await db.unitOfWork.run(actor, (tx) => tx.query('select 1 as one'));
      expect(row).toEqual({ one: 1 });
    },
  );

  test('does not run again for a refusal', async () => {
    let attempts = 0;
    const refused = db.unitOfWork.run(actor, async (tx) => {
      attempts++;
      await tx.query('select 1 / 0');
    });
    await expect(refused).rejects.toMatchObject({ fault: 'defect', code: '22012' });
    expect(attempts).toBe(1);
  });

  test('settles a deadlock of two by itself', async () => {
    const meet = [world.fundId, world.unitFundId];
    const crossing = (order: string[]) =>
      db.unitOfWork.run(actor, async (tx) => {
        for (const id of order) {
          await tx.execute('update fund set version = version + 1 where id = $1', [id]);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
    await Promise.all([crossing(meet), crossing([...meet].reverse())]);
    const rows = await db.all.query('select version from fund where id = any ($1)', [meet]);
    expect(rows).toEqual([{ version: 3 }, { version: 3 }]);
  });

  test('is not run within another', async () => {
    const nested = db.unitOfWork.run(actor, () => db.unitOfWork.run(actor, async () => undefined));
    await expect(nested).rejects.toThrow('UnitOfWork.run within UnitOfWork.run');
  });

  test('gives its connection back, whatever happens', async () => {
    const failures = Array.from({ length: 40 }, () =>
      db.unitOfWork.run(actor, (tx) => tx.query('select nothing')),
    );
    await Promise.allSettled(failures);
    expect(await db.unitOfWork.run(actor, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });
});

describe('rows', () => {
  test('come back as they went, in every type that we use', async () => {
    const id = newId();
    const item = {
      ...{
        id,
        version: 1,
        code: 'I"{,}\\',
        name: '助"浴',
        category: '',
        measure: 'hour',
        standard_minutes: 60,
      },
      ...{ place: 'home', proofs: [], fund_types: ['public', 'special-need'] },
    };
    const version = {
      ...{
        id,
        register: 'item',
        code: '\\N',
        version: 1,
        content: { a: ['"', null, '{}'] },
        recorded_by: 'NULL',
      },
      ...{ recorded_at: 1790000000, reason: null, effective_on: '2026-09-20' },
    };
    await db.unitOfWork.run(actor, async (tx) => {
      await insertRows(tx, 'item', [item]);
      await insertRows(tx, 'register_version', [version]);
      const personal = Buffer.from([0, 255, 92, 34]);
      expect(
        await updateRows(tx, 'cadre', ['id'], [{ id: world.cadreId, personal, deceased_on: '2026-10-31' }]),
      ).toBe(1);
      const [cadre] = await tx.query('select personal, deceased_on from cadre where id = $1', [
        world.cadreId,
      ]);
      expect(cadre).toEqual({ personal, deceased_on: '2026-10-31' });
      expect(await tx.query('select * from item where id = $1', [id])).toEqual([
        { bureau_id: world.bureauId, ...item },
      ]);
      const [stored] = await tx.query('select * from register_version where id = $1', [id]);
      const recorded_at = new Date(1790000000_000);
      expect(stored).toEqual({ bureau_id: world.bureauId, ...version, recorded_at });
    });
  });

  test('are many at a time, in one statement per five thousand', async () => {
    const count = 20_000;
    const contents = Array.from({ length: count }, (_, i) => ({
      ...{
        id: newId(),
        register: 'many',
        code: String(i),
        version: 1,
        content: { i },
        recorded_at: 1790000000,
      },
      ...{ recorded_by: 'u', reason: null },
    }));
    await db.unitOfWork.run(actor, (tx) => insertRows(tx, 'register_version', contents));
    expect(await db.all.query(`select count(*) from register_version where register = 'many'`)).toEqual([
      { count: String(count) },
    ]);
  });

  test('name columns that exist, all of them, and are nothing when there are none', async () => {
    await db.unitOfWork.run(actor, async (tx) => {
      await insertRows(tx, 'item', []);
      await expect(insertRows(tx, 'item', [{ 'id) select': 1 }])).rejects.toThrow('item has no column');
      await expect(insertRows(tx, 'item', [{ id: newId() }, {}])).rejects.toThrow('a row has no id');
      await expect(insertRows(tx, 'nothing', [{ id: 1 }])).rejects.toThrow('no table nothing');
    });
  });
});
