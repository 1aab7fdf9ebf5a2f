import { fileOrder, makeWorld, newId, type Opened, openDatabase, type World } from './world';

/** What decides which limits count an order stands in its own rows, and is what the registers say. */

let db: Opened;
let world: World;
let order: string;

beforeAll(async () => {
  db = await openDatabase();
  world = await makeWorld(db.unitOfWork, newId());
  const actor = { kind: 'bureau', bureauId: world.bureauId, userId: 'u' } as const;
  order = await db.unitOfWork.run(actor, (tx) => fileOrder(tx, world, {}, [world.fundId, world.unitFundId]));
});
afterAll(() => db.close());

const kinds = (): Promise<unknown> =>
  db.all.query(
    `select o.category, o.measure, n.type from service_order o
      join order_fund n on n.bureau_id = o.bureau_id and n.order_id = o.id where o.id = $1 order by n.position`,
    [order],
  );

const change = (table: string, set: string, id: string): Promise<unknown> =>
  db.all.query(`update ${table} set ${set} where id = $1`, [id]);

test('an order says of what kind its item and its funds are, as long as it is filed and after', async () => {
  const [{ category, measure }] = await db.all.query('select category, measure from item where id = $1', [
    world.itemId,
  ]);
  const filed = { category, measure };
  expect(await kinds()).toEqual([
    { ...filed, type: 'government-purchase' },
    { ...filed, type: 'public' },
  ]);
  await change('item', `category = '外出陪护', measure = 'day'`, world.itemId);
  await change('fund', `type = 'special-need'`, world.unitFundId);
  const now = { category: '外出陪护', measure: 'day' };
  expect(await kinds()).toEqual([
    { ...now, type: 'government-purchase' },
    { ...now, type: 'special-need' },
  ]);
});

test('and cannot say anything else', async () => {
  const refusal = (constraint: string) => ({ driverError: { constraint } });
  await expect(change('service_order', `category = '助餐'`, order)).rejects.toMatchObject(
    refusal('service_order_item_id_fkey'),
  );
  await expect(
    db.all.query(`update order_fund set type = 'public' where order_id = $1 and position = 0`, [order]),
  ).rejects.toMatchObject(refusal('order_fund_fund_id_fkey'));
});
