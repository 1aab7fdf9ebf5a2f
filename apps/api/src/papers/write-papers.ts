import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { differencesXlsx } from './differences';
import { statementName } from './file-name';
import { journalText } from './journal';
import type { SettledMonth } from './model';
import { paymentsCsv } from './payments';
import { statementPdf } from './statement';

/**
 * Writes the papers of a month into a folder and answers their paths. A paper stands there whole or not at
 * all, also when the machine stops half way; the papers of an earlier run are replaced one by one.
 */
export async function writePapers(month: SettledMonth, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names = month.bills.map(({ bill }) => statementName(bill.number));
  const paths: string[] = [];
  const write = async (name: string, content: Buffer | string): Promise<void> => {
    const path = join(folder, name);
    await writeWhole(path, content);
    paths.push(path);
  };
  if (new Set(names).size < names.length) throw new Error('two bills of this month would have one file name');
  for (const bill of month.bills)
    await write(statementName(bill.bill.number), await statementPdf(bill, month));
  await write(`差异-${month.month}.xlsx`, await differencesXlsx(month));
  await write(`journal-${month.month}.hledger`, journalText(month.journal, month.book));
  await write(`payments-${month.month}.csv`, paymentsCsv(month));
  return paths;
}

/** Under another name first: a reader never sees half a paper. */
async function writeWhole(path: string, content: Buffer | string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
