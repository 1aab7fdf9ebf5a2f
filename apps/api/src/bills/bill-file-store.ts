import type { Tx } from '../db/unit-of-work';
import type { BillFileAnswer } from './appeal-answer.dto';

/** What is shown against a bill, as it is kept. */
export interface BillFile extends BillFileAnswer {
  content: Buffer;
}

export interface NewBillFile extends BillFile {
  billId: string;
  providerId: string;
  by: string;
  at: Date;
}

/** Keeps a file; the same one again changes nothing. */
export async function keepBillFile(tx: Tx, file: NewBillFile): Promise<void> {
  const { billId, providerId, sha256, mediaType, name, content, by, at } = file;
  await tx.execute(
    `insert into bill_file (bureau_id, bill_id, provider_id, sha256, media_type, name, content, uploaded_by,
       uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [tx.actor.bureauId, billId, providerId, sha256, mediaType, name, content, by, at.toISOString()],
  );
}

/** A file of a bill of the transaction's bureau; undefined where it has none such. */
export async function readBillFile(tx: Tx, billId: string, sha256: string): Promise<BillFile | undefined> {
  const [row] = await tx.query<BillFile>(
    `select sha256, media_type as "mediaType", name, content from bill_file where bill_id = $1 and sha256 = $2`,
    [billId, sha256],
  );
  return row;
}

export async function hasBillFile(tx: Tx, billId: string, sha256: string): Promise<boolean> {
  const rows = await tx.query('select 1 from bill_file where bill_id = $1 and sha256 = $2', [billId, sha256]);
  return rows.length > 0;
}
