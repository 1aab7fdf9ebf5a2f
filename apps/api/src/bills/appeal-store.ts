import { groupBy } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';

/** An appeal against one line, with its answer once there is one. */
export interface StoredAppeal {
  id: string;
  line: number;
  reason: string;
  evidence: string | null;
  filedAt: Date;
  answer: 'upheld' | 'rejected' | 'withdrawn' | null;
  answerReason: string | null;
}

interface AppealColumns {
  bill_id: string;
  id: string;
  line: number;
  reason: string;
  evidence: string | null;
  filed_at: Date;
  answer: StoredAppeal['answer'];
  answer_reason: string | null;
}

/** The appeals against these bills, by the bill's id, in the order in which they were filed. */
export async function readAppeals(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, StoredAppeal[]>> {
  const rows = await tx.query<AppealColumns>(
    `select bill_id, id, line, reason, evidence, filed_at, answer, answer_reason from bill_appeal
     where bureau_id = $1 and bill_id = any($2) order by filed_at, id`,
    [bureauId, billIds],
  );
  const byBill = groupBy(rows, ({ bill_id: billId }) => billId);
  return new Map([...byBill].map(([bill, its]) => [bill, its.map(storedAppeal)]));
}

const storedAppeal = (c: AppealColumns): StoredAppeal => ({
  id: c.id,
  line: c.line,
  reason: c.reason,
  evidence: c.evidence,
  filedAt: c.filed_at,
  answer: c.answer,
  answerReason: c.answer_reason,
});

export interface NewAppeal {
  billId: string;
  providerId: string;
  line: number;
  reason: string;
  evidence: string | null;
  by: string;
  at: Date;
}

export async function insertAppeal(tx: Tx, appeal: NewAppeal): Promise<void> {
  const { billId, providerId, line, reason, evidence, by, at } = appeal;
  await insertRows(tx, 'bill_appeal', [
    {
      ...{ id: uuid(), bill_id: billId, provider_id: providerId, line, reason, evidence },
      ...{ filed_by: by, filed_at: at.toISOString() },
    },
  ]);
}

export interface Answering {
  answer: 'upheld' | 'rejected' | 'withdrawn';
  reason: string | null;
  by: string;
  at: Date;
}

/** Answers what is open against a bill, or one line of it. Answers how many there were. */
export async function answerAppeals(
  tx: Tx,
  billId: string,
  line: number | null,
  { answer, reason, by, at }: Answering,
): Promise<number> {
  return tx.execute(
    `update bill_appeal set answer = $3, answer_reason = $4, answered_by = $5, answered_at = $6
     where bill_id = $1 and answer is null and ($2::int is null or line = $2)`,
    [billId, line, answer, reason, by, at.toISOString()],
  );
}
