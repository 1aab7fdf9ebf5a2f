import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from '../db/unit-of-work';
import {
  readBalanceTexts,
  readHeadTexts,
  readPostingTexts,
  readSealTexts,
  type TextRow,
} from './export-rows';
import { hledgerText } from './hledger';
import { proofOf } from './proof';

/** The files of an export. With them and nothing else an outsider works every balance and every hash out again. */
export const FILES = {
  postings: 'journal.ndjson',
  seals: 'seals.ndjson',
  heads: 'heads.ndjson',
  balances: 'balances.ndjson',
  hledger: 'journal.hledger',
} as const;

const VERIFIER = resolve(__dirname, '../../../../scripts/verify-ledger.mjs');

export interface Exported {
  postings: number;
  /** The newest head: what a witness keeps. */
  head: string;
  height: string;
  /** Whether the posting to be proved is one of these books, and so is proved. */
  isProved: boolean;
}

/** Writes the books of a bureau into `folder`. What is read first names what is read after it, so all fits together. */
export async function exportLedger(
  tx: Tx,
  bureauId: string,
  folder: string,
  proveId?: string,
): Promise<Exported> {
  await mkdir(folder, { recursive: true });
  const heads = await readHeadTexts(tx, bureauId);
  const seals = await readSealTexts(tx, bureauId, heads.at(-1)?.height ?? '0');
  const balances = await readBalanceTexts(tx, bureauId);
  const all: TextRow[] = [];
  const lines = async function* (): AsyncGenerator<string> {
    for await (const rows of readPostingTexts(tx, balances)) {
      all.push(...rows);
      yield ndjson(rows);
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(join(folder, FILES.postings)));
  await writeFile(join(folder, FILES.seals), ndjson(seals));
  await writeFile(join(folder, FILES.heads), ndjson(heads));
  await writeFile(join(folder, FILES.balances), ndjson(balances));
  await writeFile(join(folder, FILES.hledger), hledgerText(all, balances));
  const isProved = all.some(({ id }) => id === proveId);
  if (proveId && isProved) {
    const proof = proofOf(proveId, { postings: all, seals, heads });
    await writeFile(join(folder, `proof-${proveId}.json`), `${JSON.stringify(proof, null, 1)}\n`);
  }
  if (existsSync(VERIFIER)) await copyFile(VERIFIER, join(folder, 'verify-ledger.mjs'));
  const last = heads.at(-1);
  return { postings: all.length, head: last?.hash ?? '', height: last?.height ?? '0', isProved };
}

const ndjson = (rows: readonly TextRow[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
