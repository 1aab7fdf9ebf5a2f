import type { LineDecision, Share } from '@songbai/billing';
import { type BillLine, type Finding, groupBy, hundredths, Money } from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { canonical } from '../intake';
import type { RegisterStore } from '../registers/register-store';
import type { BillIdentity } from './bill-store';

interface LineColumns {
  bill: string;
  line: number;
  visit: string;
  item: string;
  quantity_hundredths: string;
  unit_price_fen: string;
  amount_fen: string;
  accepted: boolean;
  approved_quantity_hundredths: string;
  approved_price_fen: string;
  approved_fen: string;
  findings: Finding[];
  visit_findings: Finding[] | null;
  visit_quantity_hundredths: string | null;
  funds: string[] | null;
  shares: string[] | null;
}

/**
 * The lines of these bills with what was decided, by the bill's number, in the order of their line numbers.
 */
export async function readLines(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, LineDecision[]>> {
  const rows = await tx.query<LineColumns>(
    `select bill.number as bill, l.line, l.visit_number as visit, item.code as item, l.quantity_hundredths,
       l.unit_price_fen, l.amount_fen, l.accepted, l.approved_quantity_hundredths, l.approved_price_fen,
       l.approved_fen, l.findings, l.visit_findings, l.visit_quantity_hundredths, given.funds, given.shares
     from bill_line l
     join bill on bill.bureau_id = l.bureau_id and bill.id = l.bill_id
     join item on item.bureau_id = l.bureau_id and item.id = l.item_id
     left join (
       select s.bill_id, s.line, array_agg(fund.code order by s.position) as funds,
         array_agg(s.amount_fen::text order by s.position) as shares
       from line_share s join fund on fund.bureau_id = s.bureau_id and fund.id = s.fund_id
       where s.bureau_id = $1 and s.bill_id = any($2)
       group by s.bill_id, s.line
     ) given on given.bill_id = l.bill_id and given.line = l.line
     where l.bureau_id = $1 and l.bill_id = any($2)
     order by l.line`,
    [bureauId, billIds],
  );
  return new Map(
    [...groupBy(rows, ({ bill }) => bill)].map(([bill, lines]) => [bill, lines.map(lineDecision)]),
  );
}

function lineDecision(c: LineColumns): LineDecision {
  const line: BillLine = {
    bill: c.bill,
    line: c.line,
    visit: c.visit,
    item: c.item,
    quantity: new Decimal(c.quantity_hundredths).dividedBy(100),
    unitPrice: Money.ofFen(c.unit_price_fen),
    amount: Money.ofFen(c.amount_fen),
  };
  return {
    line,
    isAccepted: c.accepted,
    quantity: new Decimal(c.approved_quantity_hundredths).dividedBy(100),
    price: Money.ofFen(c.approved_price_fen),
    amount: Money.ofFen(c.approved_fen),
    shares: (c.funds ?? []).map((fund, i): Share => ({ fund, amount: Money.ofFen(c.shares?.[i] ?? '0') })),
    findings: c.findings,
    ...(c.visit_findings !== null && {
      judgedOn: {
        findings: c.visit_findings,
        quantity: new Decimal(c.visit_quantity_hundredths ?? 0).dividedBy(100),
      },
    }),
  };
}

export async function insertLines(
  tx: Tx,
  store: RegisterStore,
  lines: readonly BillLine[],
  bills: ReadonlyMap<string, BillIdentity>,
): Promise<void> {
  const rows = lines.map((line) => {
    const bill = bills.get(line.bill);
    return {
      bureau_id: store.bureauId,
      bill_id: bill?.id,
      provider_id: bill?.providerId,
      line: line.line,
      visit_number: line.visit,
      item_id: store.idOf('items', line.item),
      quantity_hundredths: hundredths(line.quantity),
      unit_price_fen: line.unitPrice.toFen(),
      amount_fen: line.amount.toFen(),
      filed: canonical('billLines', line),
    };
  });
  await insertRows(tx, 'bill_line', rows);
}
