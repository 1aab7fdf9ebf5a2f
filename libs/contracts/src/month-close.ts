import { type Finding, finding } from './finding';
import { machine } from './machine';
import { addMonths, type Day, firstDayOf, type Month, type Year } from './time';
import type { Word } from './vocabulary';

export const MONTH_STATES = {
  'not-opened': { zh: '未开启', en: 'not opened' },
  open: { zh: '已开启', en: 'open' },
  soft: { zh: '预关', en: 'in soft close' },
  closed: { zh: '已结', en: 'closed' },
} as const satisfies Record<string, Word>;
export type MonthState = keyof typeof MONTH_STATES;

/** A month of the books. It opens by itself with its first posting. */
export const monthMachine = machine('month', {
  'not-opened': {},
  open: { close: 'closed' },
  soft: { close: 'closed' },
  closed: { reopen: 'open' },
});

/** What of a month is not done yet: how many of each. */
export interface MonthWork {
  /** Visits that a person must look at. */
  held: number;
  /** Bills that finance has not adjudicated. */
  unadjudicated: number;
  /** Bills whose amount the provider has not confirmed. */
  unconfirmed: number;
  /** Visits that count and that no bill names. */
  unbilled: number;
  /** Bills that were returned and have not come back. */
  returned: number;
  /** Visits that were planned and did not begin. */
  planned: number;
  /** Bills approved or payable, and not paid. */
  unpaid: number;
}

export const MONTH_TASKS = {
  held: { zh: '核实待定的服务记录', en: 'resolve held visits' },
  unadjudicated: { zh: '核定账单', en: 'adjudicate bills' },
  unconfirmed: { zh: '服务商确认核定金额', en: 'providers confirm the approved amounts' },
  unbilled: { zh: '服务商申报未入账的服务', en: 'providers bill what is unbilled' },
  returned: { zh: '服务商重报被退回的账单', en: 'providers file returned bills again' },
  planned: { zh: '处理到期未做的服务', en: 'settle visits that were planned and not made' },
  unpaid: { zh: '付款并确认', en: 'pay, and confirm payments' },
} as const satisfies Record<keyof MonthWork, Word>;

const BLOCKING = { held: 'Y01', unadjudicated: 'Y02', unconfirmed: 'Y03' } as const;

export const isBlocking = (task: string): task is keyof typeof BLOCKING => task in BLOCKING;

/** Where a month stands among the others: today, which earlier ones are open yet, which later ones are closed. */
export interface MonthPlace {
  today: Day;
  openBefore: readonly Month[];
  closedAfter: readonly Month[];
}

/**
 * What stands against closing. Its days are over, and what it begins with is fixed: the months before it are closed.
 * The rest may follow in later months: as differences, supplements and payments.
 */
export function checkClose(month: Month, work: MonthWork, { today, openBefore }: MonthPlace): Finding[] {
  const firstDay = addMonths(firstDayOf(month), 1);
  return [
    ...(Object.keys(BLOCKING) as (keyof typeof BLOCKING)[]).flatMap((task) =>
      work[task] > 0 ? [finding(BLOCKING[task], { month, count: String(work[task]) })] : [],
    ),
    ...(today >= firstDay ? [] : [finding('Y08', { month, firstDay })]),
    ...(openBefore.length === 0 ? [] : [finding('Y09', { month, months: openBefore.join('、') })]),
  ];
}

/** Why a month is not reopened: later ones, which begin with what it leaves, are closed and never change. */
export function checkReopening(month: Month, { closedAfter }: MonthPlace): Finding[] {
  return closedAfter.length === 0 ? [] : [finding('Y10', { month, months: closedAfter.join('、') })];
}

/** Who agrees to reopen a month is not who asked. */
export function checkReopener(month: Month, askedBy: string, agreedBy: string): Finding[] {
  return askedBy === agreedBy ? [finding('Y04', { month })] : [];
}

/** What stands against carrying a year over: it is not over, its months are not closed, a fund has no successor. */
export function checkCarryOver(
  year: Year,
  facts: { thisYear: Year; openMonths: readonly Month[]; withoutSuccessor: readonly string[] },
): Finding[] {
  const { thisYear, openMonths, withoutSuccessor } = facts;
  return [
    ...(thisYear > year ? [] : [finding('Y05', { year })]),
    ...(openMonths.length === 0 ? [] : [finding('Y06', { year, months: openMonths.join('、') })]),
    ...withoutSuccessor.map((fund) => finding('Y07', { fund })),
  ];
}
