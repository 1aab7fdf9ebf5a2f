import { LimitBook } from '@songbai/billing';
import { DomainError, type Finding, type FundType, Money } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { statement } from '../db/statement';
import type { Tx } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import type { Agreements } from '../registers/agreements';
import type { Columns } from '../registers/register';
import { RegisterStore } from '../registers/register-store';
import { CADRE_ROW, named, registerRows } from '../registers/registers-json';
import {
  type Approval,
  detailOf,
  type NamedFund,
  type OrderDetail,
  type OrderRow,
} from './order-detail-store';
import type { OrderWorld } from './order-world';

const ORDER_WORLD = statement('order-world', 'select order_world($1, $2, $3) as world');

type Row = readonly unknown[];

/** What the function of that name answers, as JSON: rows as lists of the columns below. */
interface Answer {
  order: Row;
  approvals: Row[];
  funds: Row[];
  owners: [id: string, code: string][];
  held: [position: number, fen: string][];
  cadres: Row[];
  used: [limit: string, windowStart: string, used: string][];
  committed: string | null;
  period: string | null;
  stamp: string;
}

const ORDER = [
  ...['id', 'bureau_id', 'number', 'status', 'cadre_id', 'contract_id', 'item_id', 'provider_id', 'unit_id'],
  ...['starts_on', 'ends_on', 'quantity_hundredths', 'used_hundredths', 'kept_hundredths', 'need', 'need_id'],
  ...['ordered_by', 'approved_by', 'approved_at', 'unit_approved_by', 'amount_fen', 'findings', 'channel'],
  ...['on_behalf_of', 'note', 'requested_at', 'ended_by', 'ended_at', 'end_reason'],
];
const APPROVAL = ['party', 'partyId', 'by', 'name', 'at', 'document'];
const FUND = ['id', 'version', 'code', 'type', 'year', 'allotted', 'owner_unit_id', 'available', 'position'];

/** A stored order, and what a decision on it in this month has to know; 404 where there is none. */
export async function readOrderInWorld(
  tx: Tx,
  bureauId: string,
  vault: PersonalDataVault,
  agreements: Agreements,
  id: string,
  month: string,
): Promise<{ detail: OrderDetail; world: OrderWorld }> {
  for (;;) {
    const [row] = await tx.query<{ world: string | null }>(ORDER_WORLD, [bureauId, month, id]);
    if (!row || row.world === null) throw new DomainError('not-found');
    const answer = JSON.parse(row.world) as Answer;
    const order = named<StoredOrder>(ORDER, answer.order);
    const funds = fundsOf(answer);
    const cadres = answer.cadres.map((each) => named(CADRE_ROW, each));
    const store = RegisterStore.of(
      bureauId,
      vault,
      registerRows<Record<'cadres' | 'funds', string>>({ cadres, funds }),
    );
    const unitCodes = [...new Set(cadres.map((cadre) => String(cadre.unit_code)))];
    const keys = { contractId: order.contract_id, itemId: order.item_id, unitCodes };
    // Where the agreement was changed between the two questions, both are asked again.
    if (!(await agreements.fill(tx, store, answer.stamp, keys))) continue;
    return { detail: detailIn(answer, order, funds, store), world: worldIn(answer, funds, store) };
  }
}

/** The columns of the order itself, times as texts. */
interface StoredOrder extends Omit<OrderRow, 'note' | 'approved_at' | 'requested_at' | 'ended_at'> {
  item_id: string;
  note: string | null;
  approved_at: string | null;
  requested_at: string | null;
  ended_at: string | null;
  findings: Finding[];
}

interface FundColumns extends Columns {
  id: string;
  code: string;
  type: FundType;
  owner: string | null;
  owner_unit_id: string | null;
  available: string | null;
  position: number;
}

function fundsOf({ funds, owners }: Answer): FundColumns[] {
  const codes = new Map(owners);
  return funds.map((row) => {
    const fund = named<FundColumns>(FUND, row);
    fund.owner = fund.owner_unit_id === null ? null : (codes.get(fund.owner_unit_id) ?? null);
    return fund;
  });
}

function detailIn(
  { approvals, held }: Answer,
  order: StoredOrder,
  funds: readonly FundColumns[],
  store: RegisterStore,
): OrderDetail {
  const shares = new Map(held);
  const at = (text: string | null): Date | null => (text === null ? null : new Date(text));
  return detailOf({
    ...order,
    cadre: store.all('cadres')[0]?.code ?? '',
    contract: store.all('contracts')[0]?.number ?? '',
    item: store.all('items')[0]?.code ?? '',
    note: order.note === null ? null : Buffer.from(order.note.slice(2), 'hex'),
    approved_at: at(order.approved_at),
    requested_at: at(order.requested_at),
    ended_at: at(order.ended_at),
    funds: funds.map(({ id, code, type, owner_unit_id: owner, position }): NamedFund => {
      return { id, code, type, owner, held: shares.get(position) ?? null };
    }),
    approvals: approvals.map((row) => named<Approval>(APPROVAL, row)),
  });
}

function worldIn(
  { used, committed, period }: Answer,
  funds: readonly FundColumns[],
  store: RegisterStore,
): OrderWorld {
  const book = store.book();
  const [contract] = store.keys('contracts');
  const cadre = store.all('cadres')[0]?.code ?? '';
  return {
    ...{ store, book, period },
    headroom: {
      available: new Map(
        funds.flatMap(({ code, available }) => (available === null ? [] : [[code, Money.ofFen(available)]])),
      ),
      committed: new Map(committed === null ? [] : [[contract ?? '', Money.ofFen(committed)]]),
    },
    limits: new LimitBook(
      book.limits,
      used.map(([limit, windowStart, amount]) => {
        return { limit, windowStart, cadre, amount: new Decimal(amount).dividedBy(100) };
      }),
    ),
  };
}
