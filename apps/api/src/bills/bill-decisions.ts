import type { BillDecision, LineDecision } from '@songbai/billing';
import { type Finding, hundredths, type Quantity } from '@songbai/contracts';
import { insertRows, updateRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import type { Deciding } from '../orders/orders.service';
import type { RegisterStore } from '../registers/register-store';

/** A visit as it stands at the moment of the decision. */
interface JudgedVisit {
  id: string;
  findings: readonly Finding[];
  quantity: Quantity;
}

/** Writes what was decided of bills and their lines beside what was filed. */
export async function storeDecisions(
  tx: Tx,
  store: RegisterStore,
  decisions: readonly BillDecision[],
  idOf: (bill: string) => string,
  visits: ReadonlyMap<string, JudgedVisit>,
  { month, at, by }: Deciding,
): Promise<void> {
  const { bureauId } = store;
  const bills = decisions.map(({ bill, approved, findings }) => ({
    bureau_id: bureauId,
    id: idOf(bill.number),
    approved_fen: approved.toFen(),
    status: 'adjudicated',
    findings,
    adjudicated_by: by,
    adjudicated_at: at.toISOString(),
    run_month: month,
  }));
  await updateRows(tx, 'bill', ['bureau_id', 'id'], bills);

  const lines = decisions.flatMap(({ bill, lines: its }) =>
    its.map((line) => ({ billId: idOf(bill.number), line })),
  );
  const rows = lines.map(({ billId, line }) => lineColumns(bureauId, billId, line, visits));
  await updateRows(tx, 'bill_line', ['bureau_id', 'bill_id', 'line'], rows);
  await markBilled(
    tx,
    bureauId,
    rows.flatMap(({ accepted, visit_id: visitId }) => (accepted && visitId !== null ? [visitId] : [])),
  );
  await insertRows(
    tx,
    'line_share',
    lines.flatMap(({ billId, line }) =>
      line.shares.map(({ fund, amount }, position) => ({
        bureau_id: bureauId,
        bill_id: billId,
        line: line.line.line,
        position,
        fund_id: store.idOf('funds', fund),
        amount_fen: amount.toFen(),
      })),
    ),
  );
}

/** What is accepted on a bill is beyond what arrives later: it is not held any more. */
async function markBilled(tx: Tx, bureauId: string, visitIds: readonly string[]): Promise<void> {
  await tx.execute(
    `update visit set status = 'billed' where bureau_id = $1 and id = any($2) and status in ('payable', 'part')`,
    [bureauId, visitIds],
  );
}

/** Writes what the rules would say of a bill that is not adjudicated yet. */
export async function storeForeseen(
  tx: Tx,
  billId: string,
  { findings, lines }: BillDecision,
): Promise<void> {
  await updateRows(tx, 'bill', ['id'], [{ id: billId, findings }]);
  const rows = lines.map(({ line, findings: its }) => ({ bill_id: billId, line: line.line, findings: its }));
  await updateRows(tx, 'bill_line', ['bill_id', 'line'], rows);
}

function lineColumns(
  bureauId: string,
  billId: string,
  { line, isAccepted, quantity, price, amount, findings }: LineDecision,
  visits: ReadonlyMap<string, JudgedVisit>,
) {
  const visit = visits.get(line.visit);
  return {
    bureau_id: bureauId,
    bill_id: billId,
    line: line.line,
    visit_id: visit?.id ?? null,
    visit_findings: visit?.findings ?? null,
    visit_quantity_hundredths: visit ? hundredths(visit.quantity) : null,
    accepted: isAccepted,
    approved_quantity_hundredths: hundredths(quantity),
    approved_price_fen: price.toFen(),
    approved_fen: amount.toFen(),
    findings,
  };
}
