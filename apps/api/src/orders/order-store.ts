import type { OrderDecision, ReservedOrder, Share } from '@songbai/billing';
import {
  type Day,
  type Finding,
  hundredths,
  leftOf,
  Money,
  type Order,
  type OrderedService,
  type OrderState,
} from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import { seconds } from '../registers/register';
import type { RegisterStore } from '../registers/register-store';
import { firstFund } from './first-fund';

/**
 * Whether an order counts as approved wherever a rule says so: of a cancelled one, the part does that visits used, or
 * may use yet.
 */
export const COUNTS = `(o.status in ('approved', 'accepted', 'in-service', 'completed')
  or (o.status = 'cancelled' and greatest(o.used_hundredths, o.kept_hundredths) > 0))`;

/** What an order that has ended is still there for; one that was cancelled before this was kept: what was used. */
export const KEPT = `case o.status when 'cancelled' then coalesce(o.kept_hundredths, o.used_hundredths)
  else o.kept_hundredths end as kept_hundredths`;

/** As a statement answers it. */
export interface OrderColumns {
  id: string;
  number: string;
  cadre: string;
  contract: string;
  item: string;
  starts_on: string;
  ends_on: string;
  quantity_hundredths: string;
  used_hundredths: string;
  kept_hundredths: string | null;
  need: string | null;
  ordered_by: string;
  approved_by: string | null;
  approved_at: number | null;
  unit_approved_by: string | null;
  status: string;
  is_approved: boolean;
  amount_fen: string;
  findings: Finding[];
  funds: string[];
  shares: (string | null)[];
}

/** What `storedOrder` reads, of the orders `o` of the bureau $1. */
const STORED_ORDERS = `
  select o.id, o.number, cadre.code as cadre, contract.number as contract, item.code as item, o.starts_on::text,
    o.ends_on::text, o.quantity_hundredths, o.used_hundredths, ${KEPT}, o.need, o.ordered_by, o.approved_by,
    ${seconds('o.approved_at', 'approved_at')}, o.unit_approved_by, o.status, ${COUNTS} as is_approved,
    o.amount_fen, o.findings, given.funds, given.shares
  from service_order o
  join cadre on cadre.bureau_id = o.bureau_id and cadre.id = o.cadre_id
  join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
  join item on item.bureau_id = o.bureau_id and item.id = o.item_id
  left join lateral (
    select coalesce(array_agg(fund.code order by f.position), '{}') as funds,
      coalesce(array_agg(f.share_fen::text order by f.position), '{}') as shares
    from order_fund f join fund on fund.bureau_id = f.bureau_id and fund.id = f.fund_id
    where f.bureau_id = o.bureau_id and f.order_id = o.id
  ) given on true
  where o.bureau_id = $1`;

/** A stored order with what was decided of it, its id, and what its visits used. */
export interface StoredOrder extends OrderDecision {
  id: string;
  left: Decimal;
}

export async function readOrders(
  tx: Tx,
  bureauId: string,
  numbers: readonly string[],
): Promise<StoredOrder[]> {
  const rows = await tx.query<OrderColumns>(`${STORED_ORDERS} and o.number = any($2)`, [bureauId, numbers]);
  return rows.map(storedOrder).sort((a, b) => (a.order.number < b.order.number ? -1 : 1));
}

export function storedOrder(c: OrderColumns): StoredOrder {
  const quantity = new Decimal(c.quantity_hundredths).dividedBy(100);
  const order: Order = {
    number: c.number,
    cadre: c.cadre,
    contract: c.contract,
    item: c.item,
    startsOn: c.starts_on,
    endsOn: c.ends_on,
    quantity,
    funds: c.funds,
    need: c.need,
    orderedBy: c.ordered_by,
    approvedBy: c.approved_by,
    // Of an order that nobody has approved, nobody asks when.
    approvedAt: c.approved_at ?? 0,
    unitApprovedBy: c.unit_approved_by,
  };
  const funding = c.funds.flatMap((fund, i): Share[] => {
    const share = c.shares[i];
    return share ? [{ fund, amount: Money.ofFen(share) }] : [];
  });
  const state: OrderState = c.is_approved ? 'approved' : 'refused';
  const kept = c.kept_hundredths === null ? null : new Decimal(c.kept_hundredths).dividedBy(100);
  const left = leftOf(quantity, kept, new Decimal(c.used_hundredths).dividedBy(100));
  return {
    id: c.id,
    order,
    state,
    amount: Money.ofFen(c.amount_fen),
    funding,
    takings: [],
    findings: c.findings,
    left,
  };
}

/** Orders as visits see them, by number. */
export function asOrderedServices(orders: readonly StoredOrder[]): Map<string, OrderedService> {
  return new Map(
    orders.map(({ order, state, left }) => [order.number, { order, isApproved: state === 'approved', left }]),
  );
}

/** What is left of the reserved shares of approved orders, by order number, and the reservation behind each share. */
export interface OpenReservations {
  orders: Map<string, ReservedOrder>;
  idOf(order: string, fund: string): string;
  /** The day on which an order reserved: that of its approval. */
  reservedOn(order: string): Day;
}

/** Holds the orders of these visits, so that nobody else draws on what they have left, or accepts a visit twice. */
export async function holdOrdersOf(tx: Tx, bureauId: string, visits: readonly string[]): Promise<void> {
  await tx.query(
    `select 1 from service_order o where o.bureau_id = $1 and o.id in
       (select v.order_id from visit v where v.bureau_id = $1 and v.number = any($2))
     order by o.id for no key update`,
    [bureauId, visits],
  );
}

export async function readReservations(
  tx: Tx,
  bureauId: string,
  numbers: readonly string[],
): Promise<OpenReservations> {
  const rows = await tx.query<Record<string, string>>(
    `select o.number, contract.number as contract, fund.code as fund, r.id, r.amount - r.expended - r.released as left,
       (o.approved_at at time zone 'Asia/Shanghai')::date::text as reserved_on
     from service_order o
     join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
     left join ledger.reservation r on r.bureau_id = o.bureau_id and r.order_id = o.id
     left join fund on fund.bureau_id = r.bureau_id and fund.id = r.fund_id
     where o.bureau_id = $1 and ${COUNTS} and o.number = any($2)
     order by o.number, r.position`,
    [bureauId, numbers],
  );
  const ids = new Map(rows.map(({ number, fund, id }) => [`${number}\n${fund}`, String(id)]));
  const days = new Map(rows.map(({ number, reserved_on: day }) => [String(number), String(day)]));
  const orders = new Map<string, ReservedOrder>();
  for (const { number, contract, fund, left } of rows) {
    const order = orders.get(String(number)) ?? { contract: String(contract), shares: [] };
    if (fund) order.shares.push({ fund, amount: Money.ofFen(String(left)) });
    orders.set(String(number), order);
  }
  return {
    orders,
    idOf: (order, fund) => {
      const id = ids.get(`${order}\n${fund}`);
      if (!id) throw new Error(`order ${order} reserved nothing from ${fund}`);
      return id;
    },
    reservedOn: (order) => days.get(order) ?? '',
  };
}

/** Stores decided orders with the funds they name. Answers their ids by number. */
export async function insertOrders(
  tx: Tx,
  store: RegisterStore,
  decisions: readonly OrderDecision[],
  month: string,
): Promise<Map<string, string>> {
  const { bureauId } = store;
  const book = store.book();
  const ids = new Map(decisions.map(({ order }) => [order.number, uuid()]));
  const rows = decisions.map((decision) => {
    const { order, state, amount, findings } = decision;
    const cadre = book.cadres.get(order.cadre);
    const unit = cadre ? book.responsibleUnit(cadre) : null;
    const provider = store.stored('providers', store.stored('contracts', order.contract)?.provider ?? '');
    return {
      bureau_id: bureauId,
      id: ids.get(order.number),
      number: order.number,
      cadre_id: store.idOf('cadres', order.cadre),
      contract_id: store.idOf('contracts', order.contract),
      item_id: store.idOf('items', order.item),
      provider_id: store.shared('provider', provider?.creditCode ?? ''),
      unit_id: unit === null ? null : store.idOf('units', unit),
      starts_on: order.startsOn,
      ends_on: order.endsOn,
      quantity_hundredths: hundredths(order.quantity),
      need: order.need,
      ordered_by: order.orderedBy,
      approved_by: order.approvedBy,
      approved_at: order.approvedAt,
      unit_approved_by: order.unitApprovedBy,
      status: state,
      amount_fen: amount.toFen(),
      findings,
      run_month: month,
      filed: canonical('orders', order),
      ...firstFund(store, order.funds),
    };
  });
  await insertRows(tx, 'service_order', rows);
  await insertRows(tx, 'order_fund', fundRows(store, decisions, ids));
  return ids;
}

/** The funds that the orders name, in order, with what each gives. */
function fundRows(
  store: RegisterStore,
  decisions: readonly OrderDecision[],
  ids: ReadonlyMap<string, string>,
) {
  return decisions.flatMap(({ order, funding }) =>
    order.funds.map((fund, position) => ({
      bureau_id: store.bureauId,
      order_id: ids.get(order.number),
      position,
      fund_id: store.idOf('funds', fund),
      share_fen: funding.find((share) => share.fund === fund)?.amount.toFen() ?? null,
    })),
  );
}
