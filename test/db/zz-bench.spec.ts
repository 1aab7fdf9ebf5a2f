import { insertRows } from '../../apps/api/src/db/rows';
import { reserve, expend } from './ledger-calls';
import { makeWorld, newId, openDatabase, orderRow, visitRow, fileOrder } from './world';
test('bench', async () => {
  const db = await openDatabase(); const w = await makeWorld(db.unitOfWork, 'Z');
  const actor = { kind: 'bureau', bureauId: w.bureauId, userId: 'u' } as const;
  const log: string[] = []; let t = Date.now(); const lap = (s: string) => { log.push(`${s} ${Date.now() - t}`); t = Date.now(); };
  await db.all.query('update contract set ceiling_fen = 1000000000');
  await db.all.query('update ledger.balance set allotted = 1000000000');
  const N = 7000;
  await db.unitOfWork.run(actor, async (tx) => {
    await insertRows(tx, 'usage_limit', ['yuan', 'hour', 'yuan', 'hour', 'meal', 'yuan'].map((measure, i) => ({ id: newId(), version: 1, code: `L${i}`, fund_type: i % 2 ? 'government-purchase' : null, category: null, window_kind: i < 3 ? 'month' : 'year', measure, cap_hundredths: '100000000000', basis: 'x' })));
    const cadres = Array.from({ length: 500 }, () => newId());
    await insertRows(tx, 'cadre', cadres.map((id, i) => ({ id, version: 1, code: `C${i}`, name: 'x', gender: '男', unit_code: 'U1', area: '1', responsible_unit_id: w.unitId, settlement: 'local', deceased_on: null, personal: Buffer.from('x') })));
    t = Date.now();
    const orders = Array.from({ length: N }, (_, i) => orderRow(w, { cadre_id: cadres[i % 500] }));
    await insertRows(tx, 'service_order', orders); lap('orders');
    await insertRows(tx, 'order_fund', orders.map((o) => ({ order_id: o.id, position: 0, fund_id: w.fundId, share_fen: '1000' }))); lap('order_fund');
    const shares = orders.map((o) => ({ id: newId(), order: String(o.id), fund: w.fundId, amount: 1000 }));
    await reserve(tx, w, orders.map((o) => String(o.id)), shares); lap('reserve');
    await insertRows(tx, 'visit', orders.map((o) => visitRow(w, { order_id: o.id }))); lap('visits');
    await expend(tx, w, shares.map((s) => ({ reservation: s.id, amount: 900 }))); lap('expend');
  }); lap('commit');
  await db.unitOfWork.run(actor, (tx) => tx.query('select ledger.rebuild_limit_windows($1)', [w.bureauId])); lap('rebuild');
  for (let i = 0; i < 200; i++) await db.unitOfWork.run(actor, async (tx) => { const order = await fileOrder(tx, w); await reserve(tx, w, [order], [{ id: newId(), order, fund: w.fundId, amount: 1000 }]); });
  lap('200 single serial');
  { let ms = 0; for (let i = 0; i < 200; i++) await db.unitOfWork.run(actor, async (tx) => { const order = await fileOrder(tx, w); const a = process.hrtime.bigint(); await reserve(tx, w, [order], [{ id: newId(), order, fund: w.fundId, amount: 1000 }]); ms += Number(process.hrtime.bigint() - a) / 1e6; }); lap('again, reserve alone ms each ' + ms / 200); }

  await Promise.all(Array.from({ length: 400 }, () => db.unitOfWork.run(actor, async (tx) => { const order = await fileOrder(tx, w); await reserve(tx, w, [order], [{ id: newId(), order, fund: w.fundId, amount: 1000 }]); })));
  lap('400 single parallel');
  console.log(log.join('\n')); await db.close();
});
