import { hundredths, type Visit, type VisitDecision } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { StoredOrder } from '../orders/order-store';
import type { RegisterStore } from '../registers/register-store';
import { amountOf, insertHours, takeTurns } from './visit-decision-store';

/** Stores decided visits in the order of their decision, with their photos and the hours that stand. */
export async function insertVisits(
  tx: Tx,
  store: RegisterStore,
  decisions: readonly VisitDecision[],
  orders: ReadonlyMap<string, StoredOrder>,
  month: string,
): Promise<void> {
  const { bureauId } = store;
  const parties = partiesOf(store, orders);
  const contractOf = (number: string): string => orders.get(number)?.order.contract ?? '';
  const book = store.book();
  const first = await takeTurns(tx, bureauId, decisions.length);
  const rows = decisions.map((decision, i) => ({
    ...visitColumns(store, decision),
    ...parties(decision.visit),
    amount_fen: amountOf(book, contractOf(decision.visit.order), decision).toFen(),
    decided_seq: first + i,
    run_month: month,
  }));
  await insertRows(tx, 'visit', rows);
  const photos = rows.flatMap((row, i) =>
    [...new Set(decisions[i]?.visit.photos)].map((sha256) => ({
      bureau_id: bureauId,
      visit_id: row.id,
      sha256,
      provider_id: row.provider_id,
      worker_id: row.worker_id,
    })),
  );
  await insertRows(tx, 'visit_photo', photos);
  await insertHours(
    tx,
    rows.filter(({ status }) => status === 'payable' || status === 'part'),
  );
}

function visitColumns(store: RegisterStore, { visit, day, state, quantity, findings }: VisitDecision) {
  return {
    bureau_id: store.bureauId,
    id: uuid(),
    number: visit.number,
    order_number: visit.order,
    cadre_id: store.idOf('cadres', visit.cadre),
    item_id: store.idOf('items', visit.item),
    worker_code: visit.worker,
    started_at: visit.startedAt,
    ended_at: visit.endedAt,
    start_longitude: visit.startPlace.longitude,
    start_latitude: visit.startPlace.latitude,
    end_longitude: visit.endPlace.longitude,
    end_latitude: visit.endPlace.latitude,
    signed: visit.signed,
    method: visit.method,
    uploaded_at: visit.uploadedAt,
    day,
    status: state,
    quantity_hundredths: hundredths(quantity),
    findings,
    filed: canonical('visits', visit),
  };
}

/** Who a visit belongs to, where policies of the database can see it: its worker, and its order's provider and unit. */
function partiesOf(store: RegisterStore, orders: ReadonlyMap<string, StoredOrder>) {
  const book = store.book();
  return ({ order: number, worker: code, cadre }: Visit) => {
    const order = orders.get(number);
    const worker = store.find('workers', code);
    const providerCode = order ? book.contracts.get(order.order.contract)?.provider : worker?.row.provider;
    const provider = providerCode ? book.providers.get(providerCode) : undefined;
    const served = book.cadres.get(cadre);
    const unit = served ? book.responsibleUnit(served) : null;
    return {
      order_id: order?.id ?? null,
      worker_link_id: worker?.id ?? null,
      worker_id: worker ? store.shared('worker', code) : null,
      provider_id: provider ? store.shared('provider', provider.creditCode) : null,
      unit_id: unit === null ? null : store.idOf('units', unit),
    };
  };
}
