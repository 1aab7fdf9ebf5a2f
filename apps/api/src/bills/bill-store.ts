import type { BillStatus } from '@songbai/billing';
import { type Bill, type BillKind, DomainError, type Finding, Money } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows, type Row, updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { RegisterStore } from '../registers/register-store';

/** A stored bill: as filed, and what was decided of it and done with it so far. */
export interface StoredBill {
  id: string;
  bill: Bill;
  contractId: string;
  providerId: string;
  status: BillStatus;
  claimed: Money;
  approved: Money;
  /** What is to be paid: approved, with all adjustments. */
  net: Money;
  findings: Finding[];
  submittedBy: string | null;
  /** For whom staff filed it; null where the provider did. */
  submittedFor: string | null;
  adjudicatedBy: string | null;
  adjudicatedAt: Date | null;
  /** Everybody who filed, changed or confirmed it, as they were written down. */
  handledBy: (string | null)[];
  isInPayment: boolean;
}

interface BillColumns {
  id: string;
  number: string;
  contract: string;
  contract_id: string;
  provider_id: string;
  month: string;
  kind: BillKind;
  declared_fen: string;
  claimed_fen: string;
  approved_fen: string;
  adjusted_fen: string;
  status: BillStatus;
  submitted_by: string | null;
  submitted_for: string | null;
  adjudicated_by: string | null;
  adjudicated_at: Date | null;
  handled_by: (string | null)[];
  is_in_payment: boolean;
  findings: Finding[];
}

/** Bills that fit `condition` (over `bill`, with parameters from $2 on), by number. */
export async function readBills(
  tx: Tx,
  bureauId: string,
  condition: string,
  params: readonly unknown[],
): Promise<StoredBill[]> {
  const rows = await tx.query<BillColumns>(
    `select bill.id, bill.number, contract.number as contract, bill.contract_id, bill.provider_id, bill.month,
       bill.kind, bill.declared_fen, bill.claimed_fen, bill.approved_fen, bill.status, bill.submitted_by,
       bill.submitted_for, bill.adjudicated_by, bill.adjudicated_at, bill.findings,
       array[bill.submitted_by, bill.adjudicated_by, bill.confirmed_by, bill.adjusted_by] as handled_by,
       (select coalesce(sum(case a.kind when 'supplement' then a.amount_fen else -a.amount_fen end), 0)::bigint
         from bill_adjustment a where a.bureau_id = bill.bureau_id and a.bill_id = bill.id) as adjusted_fen,
       exists (select from payment_row r where r.bureau_id = bill.bureau_id and r.bill_id = bill.id and r.live
         and bill.status <> 'paid') as is_in_payment
     from bill join contract on contract.bureau_id = bill.bureau_id and contract.id = bill.contract_id
     where bill.bureau_id = $1 and ${condition}`,
    [bureauId, ...params],
  );
  return rows.map(storedBill).sort((a, b) => (a.bill.number < b.bill.number ? -1 : 1));
}

function storedBill(c: BillColumns): StoredBill {
  const approved = Money.ofFen(c.approved_fen);
  return {
    id: c.id,
    bill: {
      number: c.number,
      contract: c.contract,
      month: c.month,
      kind: c.kind,
      declared: Money.ofFen(c.declared_fen),
    },
    contractId: c.contract_id,
    providerId: c.provider_id,
    status: c.status,
    claimed: Money.ofFen(c.claimed_fen),
    approved,
    net: approved.plus(Money.ofFen(c.adjusted_fen)),
    findings: c.findings,
    submittedBy: c.submitted_by,
    submittedFor: c.submitted_for,
    adjudicatedBy: c.adjudicated_by,
    adjudicatedAt: c.adjudicated_at,
    handledBy: c.handled_by,
    isInPayment: c.is_in_payment,
  };
}

/** The bill of a command, whose row is locked. */
export async function readBill(tx: Tx, bureauId: string, id: string): Promise<StoredBill> {
  const [bill] = await readBills(tx, bureauId, 'bill.id = $2', [id]);
  if (!bill) throw new DomainError('not-found');
  return bill;
}

/**
 * Moves a bill on from the state that it was read in; what must be there for the new state is written first.
 */
export async function moveBill(
  tx: Tx,
  { id, status: from }: StoredBill,
  to: BillStatus,
  columns: Row = {},
): Promise<void> {
  if (Object.keys(columns).length > 0) await updateRows(tx, 'bill', ['id'], [{ id, ...columns }]);
  const moved = await tx.execute('update bill set status = $3 where id = $1 and status = $2', [id, from, to]);
  if (moved !== 1) throw new DomainError('conflict', { because: 'changed-meanwhile' });
}

export interface BillIdentity {
  id: string;
  providerId: string;
}

/** Ids and providers of bills, by number. */
export async function identifyBills(
  tx: Tx,
  bureauId: string,
  numbers: readonly string[],
): Promise<Map<string, BillIdentity>> {
  const rows = await tx.query<{ number: string; id: string; provider_id: string }>(
    'select number, id, provider_id from bill where bureau_id = $1 and number = any($2)',
    [bureauId, numbers],
  );
  return new Map(rows.map((row) => [row.number, { id: row.id, providerId: row.provider_id }]));
}

/** Files new bills. `claimed` is what their lines sum up to. */
export async function insertBills(
  tx: Tx,
  store: RegisterStore,
  bills: readonly Bill[],
  claimed: ReadonlyMap<string, Money>,
  status: 'draft' | 'submitted',
): Promise<void> {
  const rows = bills.map((bill) => {
    const contract = store.stored('contracts', bill.contract);
    const provider = store.stored('providers', contract?.provider ?? '');
    return {
      bureau_id: store.bureauId,
      id: uuid(),
      number: bill.number,
      contract_id: store.idOf('contracts', bill.contract),
      provider_id: store.shared('provider', provider?.creditCode ?? ''),
      month: bill.month,
      kind: bill.kind,
      declared_fen: bill.declared.toFen(),
      claimed_fen: (claimed.get(bill.number) ?? Money.ZERO).toFen(),
      status,
      filed: canonical('bills', bill),
    };
  });
  await insertRows(tx, 'bill', rows);
}
