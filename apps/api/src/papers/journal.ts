import { createHash } from 'node:crypto';
import {
  type Day,
  FUND_TYPES,
  firstDayOf,
  groupBy,
  Money,
  type Month,
  type RegisterBook,
} from '@songbai/contracts';
import type { FundBalance, Journal, Posting } from './model';

const KINDS: Record<Posting['kind'], string> = {
  allot: '指标',
  reserve: '占用',
  expend: '列支',
  release: '释放',
  reverse: '冲回',
  recover: '追回',
  pay: '支付',
  unpay: '退付',
  'carry-in': '结转转入',
  'carry-out': '结转转出',
  lapse: '收回',
};

/** What moves between the four accounts of a fund. */
interface Movement {
  fund: string;
  available: Money;
  reserved: Money;
  expended: Money;
  allotted: Money;
  note: string;
}

/**
 * The month's ledger as an hledger journal: whoever has the file can work every balance out again with a
 * program that we did not write. The last entry asserts the closing balances.
 */
export function journalText(journal: Journal, book: RegisterBook): string {
  const { month, opening, postings, closing } = journal;
  const accounts = new Accounts(book);
  const days = postings.map(({ on }) => on).sort();
  // hledger checks assertions by date: orders approved before the month keep their day, so the opening goes
  // before the first of them and the closing after the last.
  const first = earliest(firstDayOf(month), days[0]);
  const last = latest(lastDayOf(month), days.at(-1));
  const funds = new Set([...opening, ...postings, ...closing].map(({ fund }) => fund));

  const entries = [
    ...accounts.directives([...funds].sort()),
    entry(
      first,
      `${month} 期初余额`,
      opening.flatMap((balance) => accounts.lines(opened(balance))),
    ),
    ...[...groups(postings)].map((group) => postedEntry(group, accounts)),
    entry(
      last,
      `${month} 期末余额核对`,
      closing.flatMap((balance) => accounts.assertions(balance)),
    ),
  ];
  const head = `; 松柏 ${month} 经费分录（hledger 格式，UTF-8）。期末余额在最后一笔中断言。\n\n`;
  return head + entries.filter((text) => text !== '').join('\n');
}

/** Account names of funds. */
class Accounts {
  constructor(private readonly book: RegisterBook) {}

  directives(funds: readonly string[]): string[] {
    const names = funds.flatMap((fund) => [
      this.of(fund, 'available'),
      this.of(fund, 'reserved'),
      this.of(fund, 'expended'),
      this.contra(fund),
    ]);
    const declared = [...new Set(names)].map((name) => `account ${name}\n`).join('');
    return [`commodity 1000.00 CNY\n`, declared];
  }

  lines({ fund, available, reserved, expended, allotted, note }: Movement): string[] {
    const posted: [string, Money][] = [
      [this.of(fund, 'available'), available],
      [this.of(fund, 'reserved'), reserved],
      [this.of(fund, 'expended'), expended],
      [this.contra(fund), Money.ZERO.minus(allotted)],
    ];
    return posted
      .filter(([, amount]) => !amount.isZero())
      .map(([account, amount]) => `    ${account}  ${amount} CNY${note}`);
  }

  assertions({ fund, available, reserved, expended }: FundBalance): string[] {
    const asserted: [string, Money][] = [
      [this.of(fund, 'available'), available],
      [this.of(fund, 'reserved'), reserved],
      [this.of(fund, 'expended'), expended],
    ];
    return asserted.map(([account, amount]) => `    ${account}  0.00 CNY = ${amount} CNY`);
  }

  private of(fund: string, part: 'available' | 'reserved' | 'expended'): string {
    return `funds:${accountPart(fund)}:${part}`;
  }

  private contra(fund: string): string {
    const type = this.book.funds.get(fund)?.type;
    if (!type) throw new Error(`the registers do not have the fund ${fund}`);
    return `allotments:${FUND_TYPES[type].zh}`;
  }
}

function opened({ fund, allotted, reserved, expended, available }: FundBalance): Movement {
  return { fund, allotted, reserved, expended, available, note: '' };
}

function moved({ fund, allotted, reserved, expended, seq }: Posting): Movement {
  const available = allotted.minus(reserved).minus(expended);
  return { fund, allotted, reserved, expended, available, note: `  ; seq:${seq}` };
}

/** Postings of one day and paper, which hledger sees as one transaction; by day, then by paper. */
function groups(postings: readonly Posting[]): Iterable<Posting[]> {
  const ordered = [...postings].sort(
    (a, b) =>
      compare(a.on, b.on) || compare(a.document, b.document) || compare(a.fund, b.fund) || a.seq - b.seq,
  );
  return groupBy(ordered, ({ on, kind, document }) => `${on}\n${kind}\n${document}`).values();
}

function postedEntry(group: readonly Posting[], accounts: Accounts): string {
  const [first] = group;
  if (!first) return '';
  const lines = group.flatMap((posting) => accounts.lines(moved(posting)));
  return entry(first.on, `${KINDS[first.kind]} ${printable(first.document)}`, lines);
}

function entry(on: Day, description: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${on} ${description}\n${lines.join('\n')}\n`;
}

/** A description ends at a semicolon and at the end of its line. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(';', '；')
    .trim();
}

/**
 * A fund's code as a part of an account name, where a colon or two blanks would end it. Changed codes keep a
 * piece of their hash.
 */
function accountPart(code: string): string {
  const safe = code.replace(/[\p{Cc}\p{Z}]+/gu, '_').replace(/[:;]/g, '_');
  return safe === code ? code : `${safe}-${createHash('sha256').update(code).digest('hex').slice(0, 8)}`;
}

function lastDayOf(month: Month): Day {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 0, 0)).toISOString().slice(0, 10);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const earliest = (day: Day, other: Day | undefined): Day =>
  other !== undefined && other < day ? other : day;
const latest = (day: Day, other: Day | undefined): Day => (other !== undefined && other > day ? other : day);
