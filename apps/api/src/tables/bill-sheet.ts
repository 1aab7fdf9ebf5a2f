import { type BillKind, DomainError, groupBy, Money } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { BillFilingService } from '../bills/bill-filing.service';
import { NewBill } from '../bills/bills.dto';
import type { UnitOfWork } from '../db/unit-of-work';
import { domainErrorOf } from '../http/problem.filter';
import { asBilled, asFiled } from './bill-notes';
import {
  type Alike,
  BILL_COLUMNS,
  BILL_TABLE,
  daysBilled,
  type MeantLine,
  meantLine,
  type SaidLine,
  saidLine,
  titleOfLine,
  wordsOf,
} from './bill-rows';
import { billLike, contractOf, onWire } from './bill-twins';
import { checkedBody } from './body';
import { checkNamed, type World } from './meaning';
import { RowRefused, RowWrong } from './row-refused';
import type { Beside, Filing, ReadRow, Sheet, Taken } from './sheet';
import { daysOf, readVisits, readWorld } from './world-store';

/** A line of the file with what it bills, or why that is not known. */
interface Line {
  row: number;
  said: SaidLine;
  meant: MeantLine | RowRefused | RowWrong;
}

/** The lines of one bill, as the file has them; and rows of it that could not be read. */
interface Group {
  lines: Line[];
  unread: number[];
}

/** A provider's own bill: its lines become one bill, whole or not at all, which is then submitted by hand. */
export function billSheet(filing: BillFilingService, unitOfWork: UnitOfWork): Sheet {
  return {
    ...{ name: 'bill-lines', title: { zh: '账单明细', en: 'Lines of a bill' }, exporters: [] },
    ...{ importers: ['provider-manager', 'bureau-clerk'], table: BILL_TABLE, columns: BILL_COLUMNS },
    ...{ mostRows: 2_000, asks: ['contract', 'month', 'kind', 'onBehalfOf'], titleOf: titleOfLine },
    begin: async (caller, rows, beside) => {
      const { lines, world } = await meantLines(unitOfWork, caller, rows);
      return new BillImport(filing, unitOfWork, caller, groupsOf(lines, beside), beside, world);
    },
    list: async () => [],
  };
}

async function meantLines(
  unitOfWork: UnitOfWork,
  caller: Caller,
  rows: readonly ReadRow[],
): Promise<{ lines: Line[]; world: World }> {
  const all = rows.map(({ row }) => row as SaidLine);
  const days = daysBilled(all);
  const numbers = all.flatMap(({ visit }) => visit ?? []);
  const visits = await readVisits(unitOfWork, caller, numbers, days);
  const world = { ...(await readWorld(unitOfWork, caller, daysOf(days))), visits };
  const alike = new Map<string, Alike>();
  for (const said of all) {
    const words = wordsOf(said);
    alike.set(words, { count: (alike.get(words)?.count ?? 0) + 1, taken: new Set() });
  }
  const lines = rows.map(({ line, row }): Line => {
    const said = row as SaidLine;
    try {
      const same = alike.get(wordsOf(said)) ?? { count: 1, taken: new Set() };
      return { row: line, said, meant: meantLine(world, said, same) };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { row: line, said, meant: error };
    }
  });
  return { lines, world };
}

const isRefusal = (thrown: unknown): thrown is RowRefused | RowWrong =>
  thrown instanceof RowRefused || thrown instanceof RowWrong;

const SEPARATOR = '\u001f';
const keyOf = (bill: unknown, contract: unknown, month: unknown): string =>
  [bill ?? '', contract ?? '', month ?? ''].join(SEPARATOR);

/** A row that cannot be read belongs to the bill that it names; one that names none, to each of the file. */
function groupsOf(lines: readonly Line[], { faulty }: Beside): Map<number, Group> {
  const groups = new Map<number, Group>();
  for (const [key, its] of groupBy(lines, ({ said: { bill, contract, month } }) =>
    keyOf(bill, contract, month),
  )) {
    const unread = faulty.filter(({ values: v }) => {
      const [bill] = key.split(SEPARATOR);
      return (v.账单号 ?? bill) === bill;
    });
    const group = { lines: [...its], unread: unread.map(({ line }) => line) };
    for (const { row } of its) groups.set(row, group);
  }
  return groups;
}

type Outcome = { taken: Map<number, Taken> } | { error: DomainError | RowRefused; at?: number };

class BillImport implements Filing {
  private readonly outcomes = new Map<Group, Outcome>();

  constructor(
    private readonly filing: BillFilingService,
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
    private readonly groups: ReadonlyMap<number, Group>,
    private readonly beside: Beside,
    private readonly world: World,
  ) {}

  async alsoWrong(values: ReadRow['values']): Promise<void> {
    checkNamed(this.world, saidLine(values));
  }

  async take({ line }: ReadRow): Promise<Taken> {
    const group = this.groups.get(line);
    const own = group?.lines.find(({ row }) => row === line);
    if (!group || !own) throw new Error('a row of no bill');
    if (isRefusal(own.meant)) throw own.meant;
    const wrong = [
      ...group.unread,
      ...group.lines.flatMap(({ row, meant }) => (isRefusal(meant) ? row : [])),
    ];
    if (wrong.length > 0) throw new RowRefused('bill-incomplete', null, { lines: shownLines(wrong) });
    const outcome = this.outcomes.get(group) ?? (await this.file(group));
    this.outcomes.set(group, outcome);
    if ('taken' in outcome) return outcome.taken.get(line) ?? { verdict: 'new' };
    if (outcome.at === undefined || outcome.at === line) throw outcome.error;
    throw new RowRefused('bill-incomplete', null, { lines: String(outcome.at) });
  }

  private async file(group: Group): Promise<Outcome> {
    try {
      return { taken: await this.filed(group) };
    } catch (thrown) {
      if (thrown instanceof RowRefused) return { error: thrown };
      const error = domainErrorOf(thrown);
      const [, index] = /^lines\.(\d+)\./.exec(error.details.fields?.[0]?.path ?? '') ?? [];
      const at = index === undefined ? undefined : group.lines[Number(index)]?.row;
      return { error, ...(at !== undefined && { at }) };
    }
  }

  private async filed(group: Group): Promise<Map<number, Taken>> {
    const { caller, beside, unitOfWork } = this;
    const { number, month } = headOf(group, beside);
    const contract = await contractOf(unitOfWork, caller, number, bureausOf(group));
    const kind: BillKind = beside.fields.kind === 'supplementary' ? 'supplementary' : 'regular';
    const lines = group.lines.map(({ said, meant }) => onWire(said, meant as MeantLine));
    const rows = group.lines.map(({ row }) => row);
    const known = await billLike(unitOfWork, caller, { contract, month, lines });
    if (known !== undefined) return asBilled(rows, known, caller.language);
    const { onBehalfOf } = beside.fields;
    const body = {
      ...{ contractId: contract.id, month, kind, lines, declared: declaredOf(group, this.groups, beside) },
      ...(onBehalfOf && { onBehalfOf }),
    };
    const bill = await this.filing.create(caller, await checkedBody(NewBill, body));
    return asFiled(rows, bill, caller.language);
  }
}

const bureausOf = ({ lines }: Group): string[] =>
  lines.flatMap(({ meant }) => (meant as MeantLine).known?.bureauId ?? []);

const MOST_NAMED = 5;
const shownLines = (lines: readonly number[]): string =>
  lines
    .slice(0, MOST_NAMED)
    .sort((a, b) => a - b)
    .join('、') + (lines.length > MOST_NAMED ? '…' : '');

/** What the rows say of contract and month; else what the page says; else what the visits agree on. */
function headOf({ lines }: Group, { fields }: Beside): { number: string; month: string } {
  const known = lines.flatMap(({ meant }) => (meant as MeantLine).known ?? []);
  const [first] = lines;
  const number =
    first?.said.contract ??
    fields.contract ??
    only(
      known.map((visit) => visit.contract),
      'which-contract',
    );
  const month =
    first?.said.month ??
    fields.month ??
    only(
      known.map(({ day }) => day.slice(0, 7)),
      'which-month',
    );
  return { number, month };
}

function only(found: readonly string[], otherwise: 'which-contract' | 'which-month'): string {
  const [one, ...others] = [...new Set(found)].sort();
  if (one !== undefined && others.length === 0) return one;
  const column = otherwise === 'which-contract' ? '合同编号' : '账期';
  throw new RowRefused(otherwise, column, { numbers: [one, ...others].join('、') || '—' });
}

/** What the file sums up to, where it has one bill; a sum that differs from the lines is for the rules to find. */
function declaredOf(group: Group, groups: ReadonlyMap<number, Group>, { total }: Beside): string {
  const sum = Money.sum(group.lines.map(({ said }) => said.amount)).toFixed(2);
  const said = new Set(groups.values()).size === 1 ? total('金额') : undefined;
  return said !== undefined && /^\d{1,12}(?:\.\d{1,2})?$/.test(said) ? Money.of(said).toFixed(2) : sum;
}
