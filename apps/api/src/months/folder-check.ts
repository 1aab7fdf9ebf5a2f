import type { Month } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import {
  checkReferences,
  type Fault,
  type Intake,
  makeFault,
  type Parsed,
  type Rows,
  sortFaults,
  stopsRun,
} from '../intake';
import { readBalances } from '../ledger/balances';
import type { RegisterStore } from '../registers/register-store';
import { knownCodes } from './known-codes';
import { type FolderPapers, ratingKey } from './settle';
import { lateLines, type PaperName, siftPapers } from './stored-papers';

/** The folder cannot be used as it is: every fault, and nothing was stored. */
export class UnreadableFolder extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(`${faults.length} faults`);
  }
}

/** A folder of a month before the newest one run. */
export class MonthPassed extends Error {
  constructor(
    readonly month: Month,
    readonly newest: Month,
  ) {
    super(`${newest} was run before ${month}`);
  }
}

/** What of a folder goes on. */
interface CheckedFolder {
  /** Papers that are not stored yet. */
  fresh: Pick<Rows, PaperName>;
  /** All rows, those of stored papers too. */
  rows: Rows;
  /** What a lenient run leaves out. */
  faults: Fault[];
  papers: FolderPapers;
}

/** Every fault of the folder, by itself and beside what is stored. Throws where one stops the run. */
export async function checkFolder(
  tx: Tx,
  store: RegisterStore,
  parsed: Parsed,
  { lenient, month }: { lenient: boolean; month: Month },
): Promise<CheckedFolder> {
  const intake = checkReferences(parsed, await knownCodes(tx, store, parsed), lenient);
  const sifted = await siftPapers(tx, store.bureauId, intake);
  const late = await lateLines(tx, store.bureauId, sifted.fresh.billLines, intake);
  const cuts = await cutAllotments(tx, store.bureauId, intake);
  const faults = sortFaults([...intake.faults, ...sifted.faults, ...late, ...cuts.map(({ fault }) => fault)]);
  if (stopsRun(faults, lenient)) throw new UnreadableFolder(faults);

  const lateRows = new Set(late.map(({ file, line }) => `${file}\n${line}`));
  const isLate = (row: Rows['billLines'][number]): boolean => {
    const source = intake.sources.of('billLines', row);
    return lateRows.has(`${source?.file}\n${source?.line}`);
  };
  const cut = new Set(cuts.map(({ fund }) => fund));
  const fresh: Pick<Rows, PaperName> = {
    ...sifted.fresh,
    billLines: sifted.fresh.billLines.filter((row) => !isLate(row)),
  };
  const rows: Rows = { ...intake.rows, funds: intake.rows.funds.filter(({ code }) => !cut.has(code)) };
  return { fresh, faults, rows, papers: papersOf(intake.rows, month) };
}

/** Months are run in order: throws MonthPassed for one before the newest. */
export async function refusePassedMonth(tx: Tx, bureauId: string, month: Month): Promise<void> {
  const [newest] = await tx.query<{ month: Month | null }>(
    'select max(month) as month from month_run where bureau_id = $1',
    [bureauId],
  );
  if (newest?.month && month < newest.month) throw new MonthPassed(month, newest.month);
}

/** Funds whose allotment would fall below what is committed. */
async function cutAllotments(tx: Tx, bureauId: string, { rows, sources }: Intake) {
  const balances = new Map((await readBalances(tx, bureauId)).map((balance) => [balance.fund, balance]));
  return rows.funds.flatMap((fund) => {
    const balance = balances.get(fund.code);
    const committed = balance?.reserved.plus(balance.expended);
    if (!committed?.isMoreThan(fund.allotted)) return [];
    const source = sources.of('funds', fund);
    const place = {
      table: 'funds',
      file: source?.file ?? '',
      line: source?.line,
      column: '指标金额',
    } as const;
    const facts = { allotted: fund.allotted.toFixed(2), committed: committed.toFixed(2) };
    return [{ fund: fund.code, fault: makeFault('below-committed', place, facts) }];
  });
}

function papersOf(rows: Rows, month: Month): FolderPapers {
  return {
    orders: rows.orders.map(({ number }) => number),
    visits: rows.visits.map(({ number }) => number),
    bills: rows.bills.filter((bill) => bill.month === month).map(({ number }) => number),
    ratings: new Set(rows.ratings.map(ratingKey)),
    ratedVisits: [...new Set(rows.ratings.map(({ visit }) => visit))],
  };
}
