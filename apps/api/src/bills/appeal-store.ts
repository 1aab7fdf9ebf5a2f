import { groupBy } from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import type { BillFileAnswer, BillNamedAnswer } from './appeal-answer.dto';
import { STANDS } from './unbilled-store';

/** An appeal against one line, with its answer once there is one. */
export interface StoredAppeal {
  id: string;
  line: number;
  reason: string;
  evidence: string | null;
  file: BillFileAnswer | null;
  filedBy: string;
  filedAt: Date;
  answer: 'upheld' | 'rejected' | 'withdrawn' | null;
  answerReason: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
  /** Where it was upheld: the other bill on which the line's visit now stands. */
  billedAnewOn: BillNamedAnswer | null;
}

interface AppealColumns {
  bill_id: string;
  id: string;
  line: number;
  reason: string;
  evidence: string | null;
  file: BillFileAnswer | null;
  filed_by: string;
  filed_at: Date;
  answer: StoredAppeal['answer'];
  answer_reason: string | null;
  answered_by: string | null;
  answered_at: Date | null;
  anew: BillNamedAnswer | null;
}

/** A refused line is not paid by adjustment: what makes good on its appeal is another bill of the same provider. */
const BILLED_ANEW = `
  select json_build_object('id', bill.id, 'number', bill.number) as anew
  from bill_line was
  join bill_line l on l.bureau_id = was.bureau_id and l.visit_number = was.visit_number and l.bill_id <> was.bill_id
  join bill on bill.bureau_id = l.bureau_id and bill.id = l.bill_id and bill.provider_id = a.provider_id
  where was.bureau_id = a.bureau_id and was.bill_id = a.bill_id and was.line = a.line and not was.accepted
    and a.answer = 'upheld' and ${STANDS}
  order by l.accepted desc, bill.number limit 1`;

/** The appeals against these bills, by the bill's id, in the order in which they were filed. */
export async function readAppeals(
  tx: Tx,
  bureauId: string,
  billIds: readonly string[],
): Promise<Map<string, StoredAppeal[]>> {
  const rows = await tx.query<AppealColumns>(
    `select a.bill_id, a.id, a.line, a.reason, a.evidence, a.filed_by, a.filed_at, a.answer, a.answer_reason,
       a.answered_by, a.answered_at, n.anew,
       case when f.sha256 is not null
         then json_build_object('sha256', f.sha256, 'name', f.name, 'mediaType', f.media_type) end as file
     from bill_appeal a
     left join bill_file f on f.bureau_id = a.bureau_id and f.bill_id = a.bill_id and f.sha256 = a.file_sha256
     left join lateral (${BILLED_ANEW}) n on true
     where a.bureau_id = $1 and a.bill_id = any($2) order by a.filed_at, a.id`,
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
  file: c.file,
  filedBy: c.filed_by,
  filedAt: c.filed_at,
  answer: c.answer,
  answerReason: c.answer_reason,
  answeredBy: c.answered_by,
  answeredAt: c.answered_at,
  billedAnewOn: c.anew,
});

export interface NewAppeal {
  billId: string;
  providerId: string;
  line: number;
  reason: string;
  evidence: string | null;
  /** The SHA-256 of a file of the same bill. */
  file: string | null;
  by: string;
  at: Date;
}

export async function insertAppeal(tx: Tx, appeal: NewAppeal): Promise<void> {
  const { billId, providerId, line, reason, evidence, file, by, at } = appeal;
  await insertRows(tx, 'bill_appeal', [
    {
      ...{ id: uuid(), bill_id: billId, provider_id: providerId, line, reason, evidence },
      ...{ file_sha256: file, filed_by: by, filed_at: at.toISOString() },
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
