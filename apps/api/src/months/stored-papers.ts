import type { Tx } from '../db/unit-of-work';
import {
  type CanonicalRow,
  canonical,
  differences,
  type Fault,
  type Intake,
  makeFault,
  type RowOf,
  type Rows,
  type TableName,
} from '../intake';

/** The papers: tables whose rows never change once they are stored. */
export type PaperName = Extract<
  TableName,
  'orders' | 'visits' | 'bills' | 'billLines' | 'taxInvoices' | 'ratings'
>;

/** How a paper is known, by columns of its canonical row, and how stored ones that may be the same are found. */
interface Paper {
  key: readonly string[];
  /** Answers `filed` for the bureau ($1) and the values of the first key column ($2). */
  select: string;
}

const PAPERS: Record<PaperName, Paper> = {
  orders: {
    key: ['订单编号'],
    select: 'select filed from service_order where bureau_id = $1 and number = any($2)',
  },
  visits: { key: ['记录号'], select: 'select filed from visit where bureau_id = $1 and number = any($2)' },
  bills: { key: ['账单号'], select: 'select filed from bill where bureau_id = $1 and number = any($2)' },
  billLines: { key: ['账单号', '行号'], select: ofBill('bill_line') },
  taxInvoices: { key: ['账单号'], select: `${ofBill('tax_invoice')} and t.standing` },
  ratings: {
    key: ['记录号', '评价人', '评价时间'],
    select: `select r.filed from rating r
      join visit v on v.bureau_id = r.bureau_id and v.id = r.visit_id
      where r.bureau_id = $1 and v.number = any($2)`,
  },
};

function ofBill(table: string): string {
  return `select t.filed from ${table} t
    join bill on bill.bureau_id = t.bureau_id and bill.id = t.bill_id
    where t.bureau_id = $1 and bill.number = any($2)`;
}

const PAPER_NAMES = Object.keys(PAPERS) as PaperName[];

/** The papers of a folder that are not stored yet, and a fault for each that is stored with other content. */
export interface Sifted {
  fresh: Pick<Rows, PaperName>;
  faults: Fault[];
}

/**
 * Compares a folder's papers with the stored ones: what is the same is nothing new, what is other is a fault
 * that shows both.
 */
export async function siftPapers(tx: Tx, bureauId: string, intake: Intake): Promise<Sifted> {
  const fresh: Partial<Pick<Rows, PaperName>> = {};
  const faults: Fault[] = [];
  for (const name of PAPER_NAMES) {
    const sifted = await siftTable(tx, bureauId, name, intake);
    Object.assign(fresh, { [name]: sifted.fresh });
    faults.push(...sifted.faults);
  }
  return { fresh: fresh as Pick<Rows, PaperName>, faults };
}

async function siftTable<N extends PaperName>(
  tx: Tx,
  bureauId: string,
  name: N,
  intake: Intake,
): Promise<{ fresh: RowOf<N>[]; faults: Fault[] }> {
  const { key, select } = PAPERS[name];
  const rows = intake.rows[name] as RowOf<N>[];
  const keyOf = (row: CanonicalRow): string => key.map((column) => row[column]).join('\n');
  const filed = rows.map((row) => ({ row, content: canonical(name, row) }));
  const numbers = [...new Set(filed.map(({ content }) => content[key[0] ?? '']))];
  const found = await tx.query<{ filed: CanonicalRow }>(select, [bureauId, numbers]);
  const stored = new Map(found.map((each) => [keyOf(each.filed), each.filed]));

  const fresh: RowOf<N>[] = [];
  const faults: Fault[] = [];
  for (const { row, content } of filed) {
    const known = stored.get(keyOf(content));
    if (!known) fresh.push(row);
    else if (differences(known, content).length > 0) faults.push(changed(name, row, known, content, intake));
  }
  return { fresh, faults };
}

function changed<N extends PaperName>(
  name: N,
  row: RowOf<N>,
  stored: CanonicalRow,
  filed: CanonicalRow,
  { sources }: Intake,
): Fault {
  const source = sources.of(name, row);
  const differing = differences(stored, filed);
  const say = (side: 'stored' | 'filed'): string =>
    differing.map((difference) => `${difference.column} ${difference[side] ?? '（空）'}`).join('，');
  return makeFault(
    'paper-changed',
    {
      table: name,
      file: source?.file ?? '',
      line: source?.line,
      column: differing.map(({ column }) => column).join('+'),
    },
    { stored: say('stored'), filed: say('filed') },
  );
}

/** New lines of bills that are adjudicated: too late, a supplementary bill is the way. */
export async function lateLines(
  tx: Tx,
  bureauId: string,
  lines: Rows['billLines'],
  intake: Intake,
): Promise<Fault[]> {
  const rows = await tx.query<{ number: string }>(
    `select number from bill where bureau_id = $1 and status not in ('draft', 'submitted') and number = any($2)`,
    [bureauId, [...new Set(lines.map(({ bill }) => bill))]],
  );
  const adjudicated = new Set(rows.map(({ number }) => number));
  return lines
    .filter(({ bill }) => adjudicated.has(bill))
    .map((line) => {
      const source = intake.sources.of('billLines', line);
      const place = {
        table: 'billLines',
        file: source?.file ?? '',
        line: source?.line,
        column: '账单号',
      } as const;
      return makeFault('bill-adjudicated', place, { bill: line.bill });
    });
}
