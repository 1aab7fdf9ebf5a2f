import { type Bill, type BillKind, type Finding, Money } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { RegisterStore } from '../registers/register-store';

/** A stored bill: as filed, and what was decided of it so far. */
export interface StoredBill {
  id: string;
  bill: Bill;
  claimed: Money;
  approved: Money;
  isAdjudicated: boolean;
  adjudicatedBy: string | null;
  findings: Finding[];
}

interface BillColumns {
  id: string;
  number: string;
  contract: string;
  month: string;
  kind: BillKind;
  declared_fen: string;
  claimed_fen: string;
  approved_fen: string;
  status: string;
  adjudicated_by: string | null;
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
    `select bill.id, bill.number, contract.number as contract, bill.month, bill.kind, bill.declared_fen,
       bill.claimed_fen, bill.approved_fen, bill.status, bill.adjudicated_by, bill.findings
     from bill join contract on contract.bureau_id = bill.bureau_id and contract.id = bill.contract_id
     where bill.bureau_id = $1 and ${condition}`,
    [bureauId, ...params],
  );
  return rows.map(storedBill).sort((a, b) => (a.bill.number < b.bill.number ? -1 : 1));
}

function storedBill(c: BillColumns): StoredBill {
  return {
    id: c.id,
    bill: {
      number: c.number,
      contract: c.contract,
      month: c.month,
      kind: c.kind,
      declared: Money.ofFen(c.declared_fen),
    },
    claimed: Money.ofFen(c.claimed_fen),
    approved: Money.ofFen(c.approved_fen),
    isAdjudicated: c.status !== 'draft' && c.status !== 'submitted',
    adjudicatedBy: c.adjudicated_by,
    findings: c.findings,
  };
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
      status: 'submitted',
      filed: canonical('bills', bill),
    };
  });
  await insertRows(tx, 'bill', rows);
}
