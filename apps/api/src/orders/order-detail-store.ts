import {
  type Day,
  DomainError,
  type Finding,
  type FundType,
  Money,
  type Order,
  type OrderChannel,
  type OrderStatus,
  type Quantity,
} from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import { IS_COMING } from '../visits/visit-queue-store';
import { KEPT } from './order-store';

/** Where the words said with an order are sealed. */
export const notePlace = (bureauId: string, id: string) => ({
  ...{ bureauId, table: 'service_order', column: 'note', rowId: id },
});

/** A fund that an order names, and what of it the order holds: reserved or expended, not what was given back. */
export interface NamedFund {
  id: string;
  code: string;
  type: FundType;
  /** The unit that owns it, null where the bureau does. */
  owner: string | null;
  held: string | null;
}

export interface Approval {
  party: 'bureau' | 'unit';
  partyId: string;
  by: string;
  name: string;
  at: string;
  document: string | null;
}

/** As a statement answers it. */
export interface OrderRow {
  id: string;
  bureau_id: string;
  number: string;
  status: OrderStatus;
  cadre_id: string;
  cadre: string;
  contract_id: string;
  contract: string;
  provider_id: string;
  unit_id: string | null;
  item: string;
  starts_on: Day;
  ends_on: Day;
  quantity_hundredths: string;
  used_hundredths: string;
  kept_hundredths: string | null;
  need: string | null;
  need_id: string | null;
  ordered_by: string;
  approved_by: string | null;
  approved_at: Date | null;
  unit_approved_by: string | null;
  amount_fen: string;
  findings: Finding[];
  channel: OrderChannel | null;
  on_behalf_of: string | null;
  note: Buffer | null;
  requested_at: Date | null;
  ended_by: string | null;
  ended_at: Date | null;
  end_reason: string | null;
  funds: NamedFund[];
  approvals: Approval[];
  /** What became of it at its provider; one that is not approved yet has come to none. */
  declined?: boolean;
  accepted_by?: string | null;
  accepted_at?: Date | null;
  /** Visits arranged or under way, and not decided yet. */
  coming?: string;
}

/** A stored order with everything that hangs on it. */
export interface OrderDetail
  extends Omit<OrderRow, `${'quantity' | 'used' | 'kept'}_hundredths` | 'amount_fen'> {
  quantity: Quantity;
  used: Quantity;
  /** Once it has ended: how much of it visits used or may use yet. */
  kept: Quantity | null;
  amount: Money;
}

/** What `detailOf` reads, of the orders `o` that the WHERE picks. */
const ORDER_ROWS = `
  select o.id, o.bureau_id, o.number, o.status, o.cadre_id, cadre.code as cadre, o.contract_id,
    contract.number as contract, o.provider_id, o.unit_id, item.code as item, o.starts_on::text, o.ends_on::text,
    o.quantity_hundredths, o.used_hundredths, ${KEPT}, o.need, o.need_id, o.ordered_by, o.approved_by,
    o.approved_at, o.unit_approved_by, o.amount_fen, o.findings, o.channel, o.on_behalf_of, o.note, o.requested_at,
    o.ended_by, o.ended_at, o.end_reason, o.declined, o.accepted_by, o.accepted_at,
    case when o.status in ('requested', 'refused', 'approved') then 0 else (select count(*) from visit v
      where v.bureau_id = o.bureau_id and v.order_id = o.id
        and ${IS_COMING}) end as coming,
    (select coalesce(json_agg(json_build_object('id', fund.id, 'code', fund.code, 'type', fund.type,
        'owner', fund.owner_unit_id, 'held', (r.amount - r.released)::text) order by f.position), '[]')
      from order_fund f
      join fund on fund.bureau_id = f.bureau_id and fund.id = f.fund_id
      left join ledger.reservation r
        on r.bureau_id = f.bureau_id and r.order_id = f.order_id and r.position = f.position
      where f.bureau_id = o.bureau_id and f.order_id = o.id) as funds,
    (select coalesce(json_agg(json_build_object('party', a.party, 'partyId', a.party_id, 'by', a.approved_by,
        'name', a.approver_name, 'at', a.approved_at, 'document', a.document) order by a.approved_at, a.party), '[]')
      from order_approval a where a.bureau_id = o.bureau_id and a.order_id = o.id) as approvals
  from service_order o
  join cadre on cadre.bureau_id = o.bureau_id and cadre.id = o.cadre_id
  join contract on contract.bureau_id = o.bureau_id and contract.id = o.contract_id
  join item on item.bureau_id = o.bureau_id and item.id = o.item_id`;

const ONE = statement('order-detail', `${ORDER_ROWS} where o.bureau_id = $1 and o.id = $2`);
const MANY = `${ORDER_ROWS} where o.bureau_id = $1 and o.id = any($2::uuid[])`;

export async function readOrderDetails(tx: Tx, ids: readonly string[]): Promise<OrderDetail[]> {
  const rows = await tx.query<OrderRow>(MANY, [tx.actor.bureauId, ids]);
  return rows.map(detailOf);
}

export async function readOrderDetail(tx: Tx, id: string): Promise<OrderDetail> {
  const [row] = await tx.query<OrderRow>(ONE, [tx.actor.bureauId, id]);
  if (!row) throw new DomainError('not-found');
  return detailOf(row);
}

export function detailOf({
  quantity_hundredths,
  used_hundredths,
  kept_hundredths: kept,
  amount_fen,
  ...row
}: OrderRow): OrderDetail {
  return {
    ...row,
    quantity: new Decimal(quantity_hundredths).dividedBy(100),
    used: new Decimal(used_hundredths).dividedBy(100),
    kept: kept === null ? null : new Decimal(kept).dividedBy(100),
    amount: Money.ofFen(amount_fen),
  };
}

/** The order as its rules see it, judged at this moment by these persons. */
export function orderOf(
  detail: OrderDetail,
  persons: Pick<Order, 'approvedBy' | 'approvedAt' | 'unitApprovedBy'>,
): Order {
  return {
    number: detail.number,
    cadre: detail.cadre,
    contract: detail.contract,
    item: detail.item,
    startsOn: detail.starts_on,
    endsOn: detail.ends_on,
    quantity: detail.quantity,
    funds: detail.funds.map(({ code }) => code),
    need: detail.need,
    orderedBy: detail.ordered_by,
    ...persons,
  };
}
