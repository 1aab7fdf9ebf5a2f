import type { AdjustmentKind, LineShare } from '@songbai/billing';
import { groupBy, Money } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';

/** A signed change of what a bill pays. */
export interface StoredAdjustment {
  id: string;
  kind: AdjustmentKind;
  amount: Money;
  clause: string;
  evidence: string | null;
  /** How money came back after payment; only of a recovery. */
  manner: 'deducted' | 'returned' | null;
  period: string;
  madeBy: string;
  madeAt: Date;
  /** Signed; from which lines and funds it was taken, or to which it was given. */
  shares: LineShare[];
}

interface AdjustmentColumns {
  bill: string;
  id: string;
  kind: AdjustmentKind;
  amount_fen: string;
  clause: string;
  evidence: string | null;
  manner: 'deducted' | 'returned' | null;
  period: string;
  made_by: string;
  made_at: Date;
  lines: number[];
  funds: string[];
  amounts: string[];
}

/** The adjustments of these bills, by the bill's number, in the order in which they were made. */
export async function readAdjustments(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, StoredAdjustment[]>> {
  const rows = await tx.query<AdjustmentColumns>(
    `select bill.number as bill, a.id, a.kind, a.amount_fen, a.clause, a.evidence, a.manner, a.period,
       a.made_by, a.made_at, array_agg(s.line order by s.position) as lines,
       array_agg(fund.code order by s.position) as funds,
       array_agg(s.amount_fen::text order by s.position) as amounts
     from bill_adjustment a
     join bill on bill.bureau_id = a.bureau_id and bill.id = a.bill_id
     join bill_adjustment_share s on s.bureau_id = a.bureau_id and s.adjustment_id = a.id
     join fund on fund.bureau_id = s.bureau_id and fund.id = s.fund_id
     where a.bureau_id = $1 and a.bill_id = any($2)
     group by bill.number, a.bureau_id, a.id
     order by a.made_at, a.id`,
    [bureauId, billIds],
  );
  const byBill = groupBy(rows, ({ bill }) => bill);
  return new Map([...byBill].map(([bill, its]) => [bill, its.map(storedAdjustment)]));
}

function storedAdjustment(c: AdjustmentColumns): StoredAdjustment {
  return {
    id: c.id,
    kind: c.kind,
    amount: Money.ofFen(c.amount_fen),
    clause: c.clause,
    evidence: c.evidence,
    manner: c.manner,
    period: c.period,
    madeBy: c.made_by,
    madeAt: c.made_at,
    shares: c.lines.map((line, i) => ({
      line,
      fund: c.funds[i] ?? '',
      amount: Money.ofFen(c.amounts[i] ?? '0'),
    })),
  };
}

export interface NewAdjustment extends Omit<StoredAdjustment, 'id' | 'shares'> {
  billId: string;
  providerId: string;
  shares: readonly (LineShare & { fundId: string })[];
}

/** Stores an adjustment with its shares. Answers its id. */
export async function insertAdjustment(tx: Tx, adjustment: NewAdjustment): Promise<string> {
  const { billId, providerId, kind, amount, clause, evidence, manner, period, madeBy, madeAt, shares } =
    adjustment;
  const id = uuid();
  await insertRows(tx, 'bill_adjustment', [
    {
      ...{ id, bill_id: billId, provider_id: providerId, kind, amount_fen: amount.toFen(), clause, evidence },
      ...{ manner, period, made_by: madeBy, made_at: madeAt.toISOString() },
    },
  ]);
  const rows = shares.map((share, position) => ({
    adjustment_id: id,
    position,
    bill_id: billId,
    line: share.line,
    fund_id: share.fundId,
    amount_fen: share.amount.toFen(),
  }));
  await insertRows(tx, 'bill_adjustment_share', rows);
  return id;
}
