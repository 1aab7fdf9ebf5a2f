import { ADJUSTMENT_KINDS, type AdjudicatedState, LINE_OUTCOMES, type OrderDecision } from '@songbai/billing';
import {
  codesOf,
  explain,
  type Finding,
  finding,
  MEASURES,
  type Measure,
  Money,
  type Quantity,
  VISIT_STATES,
  type VisitDecision,
} from '@songbai/contracts';
import { isChanged, outcomeOfLine, visitOfLine } from '../lines';
import type { SettledBill, SettledMonth } from '../model';

/** A number with its measure: yuan, or an item's own. */
export interface Figure {
  value: string;
  measure: string;
}

/** One order, visit, bill line or bill that was refused, held, blocked or cut. */
export interface Difference {
  kind: '订单' | '服务记录' | '账单明细' | '账单调整' | '账单';
  number: string;
  line: number | null;
  cadre: string;
  provider: string;
  item: string;
  /** A day, the first day of an order, or the month of a bill. */
  date: string;
  claimed: Figure | null;
  /** Of an adjustment there is none: what was approved stays as it was. */
  approved: Figure | null;
  /** How much less is paid; negative where it is more. */
  cut: Figure | null;
  state: string;
  findings: Finding[];
}

/** The texts of a difference's findings, each numbered where there are several. */
export function textsOf(findings: readonly Finding[]): {
  codes: string;
  reasons: string;
  bases: string;
  remedies: string;
} {
  const said = findings.map((finding) => explain(finding, 'zh'));
  const list = (texts: readonly string[]): string =>
    texts.length === 1 ? (texts[0] ?? '') : texts.map((text, i) => `${i + 1}. ${text}`).join('\n');
  return {
    codes: codesOf(findings).join('、'),
    reasons: list(said.map(({ message }) => message)),
    bases: list(said.map(({ basis }) => basis)),
    remedies: list(said.map(({ remedy }) => remedy)),
  };
}

/** Every difference of a month: orders, then visits, then bills with their lines. Notes alone make none. */
export function differencesOf(month: SettledMonth): Difference[] {
  const providers = providersOfOrders(month);
  return [
    ...month.orders.filter(({ state }) => state === 'refused').map((each) => ofOrder(each, month)),
    ...month.visits.filter(({ state }) => state !== 'payable').map((each) => ofVisit(each, month, providers)),
    ...month.bills.flatMap((bill) => [...ofBill(bill), ...ofLines(bill, month), ...ofAdjustments(bill)]),
  ];
}

function ofOrder({ order, amount, findings }: OrderDecision, { book }: SettledMonth): Difference {
  const { contract, item, startsOn, endsOn, quantity } = order;
  const asked = book.highestPrice(contract, item, startsOn, endsOn)?.times(quantity);
  const provider = book.contracts.get(contract)?.provider ?? '';
  return {
    kind: '订单',
    number: order.number,
    line: null,
    cadre: book.cadres.get(order.cadre)?.name ?? order.cadre,
    provider: book.providers.get(provider)?.name ?? provider,
    item: book.items.get(item)?.name ?? item,
    date: startsOn,
    claimed: asked ? yuan(asked) : counted(quantity, book.items.get(item)?.measure),
    approved: yuan(amount),
    cut: asked ? yuan(asked.minus(amount)) : null,
    state: '不予批准',
    findings,
  };
}

function ofVisit(
  { visit, day, quantity, state, findings }: VisitDecision,
  { book }: SettledMonth,
  providers: ReadonlyMap<string, string>,
): Difference {
  const item = book.items.get(visit.item);
  const worker = book.workers.get(visit.worker)?.provider ?? '';
  return {
    kind: '服务记录',
    number: visit.number,
    line: null,
    cadre: book.cadres.get(visit.cadre)?.name ?? visit.cadre,
    provider: providers.get(visit.order) ?? book.providers.get(worker)?.name ?? '',
    item: item?.name ?? visit.item,
    date: day,
    claimed: null,
    approved: counted(quantity, item?.measure),
    cut: null,
    state: VISIT_STATES[state].zh,
    findings,
  };
}

function ofLines(settled: SettledBill, month: SettledMonth): Difference[] {
  const { book } = month;
  return settled.lines.filter(isChanged).map((decision) => {
    const { line, amount, findings } = decision;
    const visit = visitOfLine(decision, settled, month);
    return {
      kind: '账单明细',
      number: line.bill,
      line: line.line,
      cadre: visit ? (book.cadres.get(visit.visit.cadre)?.name ?? visit.visit.cadre) : '',
      provider: settled.provider.name,
      item: book.items.get(line.item)?.name ?? line.item,
      date: visit?.day ?? '',
      claimed: yuan(line.amount),
      approved: yuan(amount),
      cut: yuan(line.amount.minus(amount)),
      state: LINE_OUTCOMES[outcomeOfLine(decision)].zh,
      findings,
    };
  });
}

/** What each adjustment took from a line or gave to it, after the bill was adjudicated. */
function ofAdjustments({ bill, provider, adjustments }: SettledBill): Difference[] {
  return adjustments.flatMap(({ kind, clause, lines }) =>
    lines.map(({ line, amount }) => ({
      ...{
        kind: '账单调整' as const,
        number: bill.number,
        line,
        cadre: '',
        provider: provider.name,
        item: '',
      },
      ...{ date: bill.month, claimed: null, approved: null, cut: yuan(Money.ZERO.minus(amount)) },
      state: ADJUSTMENT_KINDS[kind].zh,
      findings: [finding('P10', { clause, amount: amount.toFixed(2) })],
    })),
  );
}

const BILL_STATES: Record<AdjudicatedState, string> = {
  payable: '可支付',
  'awaiting-invoice': '待发票',
  disputed: '有争议',
};

function ofBill({ bill, provider, approved, findings, state }: SettledBill): Difference[] {
  if (findings.length === 0) return [];
  return [
    {
      kind: '账单',
      number: bill.number,
      line: null,
      cadre: '',
      provider: provider.name,
      item: '',
      date: bill.month,
      claimed: yuan(bill.declared),
      approved: yuan(approved),
      cut: yuan(bill.declared.minus(approved)),
      state: BILL_STATES[state],
      findings,
    },
  ];
}

/** The provider's name by order, for visits: a visit names its order only. */
function providersOfOrders({ orders, book }: SettledMonth): Map<string, string> {
  return new Map(
    orders.map(({ order }) => {
      const code = book.contracts.get(order.contract)?.provider ?? '';
      return [order.number, book.providers.get(code)?.name ?? code];
    }),
  );
}

const yuan = (amount: Money): Figure => ({ value: amount.toFixed(2), measure: '元' });

const counted = (quantity: Quantity, measure: Measure | undefined): Figure => ({
  value: quantity.toFixed(2),
  measure: measure ? MEASURES[measure].zh : '',
});
