import type { Actor } from '../../apps/api/src/db/actor';
import { insertRows, updateRows } from '../../apps/api/src/db/rows';
import type { Tx } from '../../apps/api/src/db/unit-of-work';
import { reserve } from './ledger-calls';
import * as make from './world';

let db: make.Opened;
let mine: make.World;
let other: make.World;

beforeAll(async () => {
  db = await make.openDatabase();
  mine = await make.makeWorld(db.unitOfWork, 'X');
  other = await make.makeWorld(db.unitOfWork, 'Y');
  for (const world of [mine, other]) await fillPapers(world);
});
afterAll(() => db.close());

/** One paper of each kind, the order reserved from the unit's fund. */
async function fillPapers(world: make.World): Promise<void> {
  const { bureauId, providerId, workerId } = world;
  await db.unitOfWork.run({ kind: 'bureau', bureauId, userId: 'u' }, async (tx) => {
    const order = await make.fileOrder(tx, world, {}, [world.unitFundId]);
    await reserve(tx, world, [order], [{ id: make.newId(), order, fund: world.unitFundId, amount: 1000 }]);
    const visit = make.visitRow(world, { order_id: order });
    const bill = make.billRow(world);
    await insertRows(tx, 'visit', [visit]);
    await insertRows(tx, 'visit_photo', [
      { visit_id: visit.id, sha256: 'ab', provider_id: providerId, worker_id: workerId },
    ]);
    await insertRows(tx, 'bill', [bill]);
    await insertRows(tx, 'bill_line', [make.lineRow(world, bill.id)]);
    const hours = { worker_id: workerId, started_at: 1790000000, ended_at: 1790003600 };
    await insertRows(tx, 'worker_hours', [{ ...hours, visit_id: visit.id }]);
    await insertRows(tx, 'invoice_number', [{ number: '24000000000000000001', bill_id: bill.id }]);
  });
}

const run = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => db.unitOfWork.run(actor, work);

const actors = (world: make.World): Record<Actor['kind'], Actor> => ({
  system: { kind: 'system', bureauId: world.bureauId },
  bureau: { kind: 'bureau', bureauId: world.bureauId, userId: 'u' },
  unit: { kind: 'unit', bureauId: world.bureauId, unitId: world.unitId, userId: 'u' },
  provider: { kind: 'provider', providerId: world.providerId, userId: 'u' },
  worker: { kind: 'worker', workerId: world.workerId, userId: 'u' },
  family: { kind: 'family', bureauId: world.bureauId, cadreId: world.cadreId, userId: 'u' },
  supervisor: { kind: 'supervisor', bureauId: world.bureauId, userId: 'u' },
  auditor: { kind: 'auditor', bureauId: world.bureauId, userId: 'u' },
});

/** Tables in which each class of actor finds rows: its own bureau's, and never the other's. */
const SEES: [Actor['kind'], string[]][] = [
  [
    'bureau',
    ['cadre', 'fund', 'service_order', 'visit', 'bill', 'ledger.journal', 'worker_hours', 'invoice_number'],
  ],
  ['system', ['cadre', 'fund', 'service_order', 'visit', 'bill', 'ledger.journal', 'worker_hours']],
  ['supervisor', ['cadre', 'fund', 'service_order', 'visit', 'bill', 'ledger.journal']],
  ['auditor', ['cadre', 'fund', 'service_order', 'visit', 'bill', 'ledger.balance', 'register_version']],
  ['unit', ['unit', 'cadre', 'fund', 'service_order', 'visit', 'ledger.balance', 'ledger.journal']],
  ['provider', ['contract', 'price', 'service_order', 'visit', 'visit_photo', 'bill', 'bill_line', 'worker']],
  ['worker', ['worker_link', 'visit', 'visit_photo', 'worker']],
  ['family', ['cadre', 'service_order', 'visit']],
];

describe.each(SEES)('%s', (kind, tables) => {
  test('sees its own rows and no other bureau’s', async () => {
    for (const table of tables.filter((name) => name !== 'register_version')) {
      const column = table === 'worker' ? 'provider_id' : 'bureau_id';
      const rows = await run(actors(mine)[kind], (tx) =>
        tx.query<{ whose: string }>(`select distinct ${column} as whose from ${table}`),
      );
      expect([table, rows]).toEqual([
        table,
        [{ whose: column === 'bureau_id' ? mine.bureauId : mine.providerId }],
      ]);
    }
  });

  test('cannot read without a context', async () => {
    const nobody = {
      ...actors(mine)[kind],
      bureauId: undefined,
      unitId: '',
      providerId: '',
      workerId: '',
      cadreId: '',
    };
    for (const table of tables.filter((name) => kind !== 'system' || name !== 'worker')) {
      const reading = run(nobody as unknown as Actor, (tx) => tx.query(`select * from ${table}`));
      await expect(reading).rejects.toThrow(/invalid input syntax for type uuid: ""|permission denied/);
    }
  });
});

describe('without a transaction in scope', () => {
  test('the application can read nothing, on a fresh connection or a used one', async () => {
    for (const table of ['cadre', 'visit', 'ledger.balance', 'bureau']) {
      await expect(db.app.query(`select * from ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('not even the owner of the tables is past the policies', async () => {
    const looking = db.all.transaction(async (manager) => {
      await manager.query('set local role songbai_owner');
      return manager.query('select * from cadre');
    });
    // On PostgreSQL 15 the owner inherits the actors' policies, which then miss their setting.
    expect(['42704', '22P02', '']).toContain(String(await looking.catch((error) => error.code)));
  });

  test('the role and the bureau end with the transaction', async () => {
    await run(actors(mine).bureau, (tx) => tx.query('select 1'));
    const left = await Promise.all(
      Array.from({ length: 10 }, () =>
        db.app.query(`select current_user::text as role, current_setting('app.bureau', true) as bureau`),
      ),
    );
    for (const [row] of left) expect([row.role, row.bureau || null]).toEqual(['songbai_app', null]);
  });
});

describe('writing', () => {
  test('into another bureau is refused, by policy', async () => {
    const row = { ...make.billRow(other), bureau_id: other.bureauId };
    await expect(run(actors(mine).bureau, (tx) => insertRows(tx, 'bill', [row]))).rejects.toMatchObject({
      fault: 'forbidden',
    });
  });

  test('another bureau’s row finds nothing to change', async () => {
    const changed = await run(actors(mine).bureau, (tx) =>
      tx.execute(`update fund set year = 2027 where id = $1`, [other.fundId]),
    );
    expect(changed).toBe(0);
    const rows = [{ id: other.fundId, year: 2027 }];
    expect(await run(actors(mine).bureau, (tx) => updateRows(tx, 'fund', ['id'], rows))).toBe(0);
  });

  test.each(['supervisor', 'auditor', 'provider', 'worker', 'family', 'unit'] as const)(
    '%s may not',
    async (kind) => {
      const writing = run(actors(mine)[kind], (tx) => tx.execute(`update service_order set need = 'x'`));
      await expect(writing).rejects.toMatchObject({ fault: 'forbidden' });
    },
  );

  test('tables of the ledger is for nobody, not even the system', async () => {
    for (const kind of ['system', 'bureau', 'unit'] as const) {
      const writing = run(actors(mine)[kind], (tx) => tx.execute('update ledger.balance set allotted = 0'));
      await expect(writing).rejects.toMatchObject({ fault: 'forbidden' });
    }
  });
});

describe('the clash registers', () => {
  const asOther = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => run(actors(other).bureau, work);

  test('tell another bureau that an hour is taken, and nothing else', async () => {
    const clashes = await asOther((tx) =>
      tx.query('select * from worker_clashes($1, $2, $3, $4)', [
        other.bureauId,
        [make.newId(), mine.workerId],
        ['2026-09-21T00:00:00Z', new Date(1790001800_000).toISOString()],
        ['2026-09-22T00:00:00Z', new Date(1790009000_000).toISOString()],
      ]),
    );
    expect(clashes).toEqual([
      { asked: '2', from_at: new Date(1790001800_000), to_at: new Date(1790003600_000) },
    ]);
  });

  test('count the bills of all bureaus that hold a number', async () => {
    const uses = await asOther((tx) =>
      tx.query('select * from invoice_number_uses($1, $2)', [other.bureauId, ['24000000000000000001', '7']]),
    );
    expect(uses).toEqual([{ number: '24000000000000000001', uses: '2' }]);
  });

  test('answer a transaction bound to another bureau with nothing', async () => {
    const uses = await asOther((tx) =>
      tx.query('select * from invoice_number_uses($1, $2)', [mine.bureauId, ['24000000000000000001']]),
    );
    expect(uses).toEqual([]);
  });
});
