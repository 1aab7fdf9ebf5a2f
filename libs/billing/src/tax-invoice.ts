import {
  type Day,
  dayOf,
  type Finding,
  finding,
  firstDayOf,
  hasCome,
  type Instant,
  Money,
  type Month,
  type TaxInvoice,
} from '@songbai/contracts';

/** What a bill's tax invoice must agree with. */
export interface Invoiced {
  providerCode: string;
  buyerCode: string;
  approved: Money;
}

const DIGITS = /^\d{20}$/;
const AMOUNT = /^\d{1,15}(\.\d+)?$/;

/** Every T code of a bill. `isUsedTwice` tells whether any other invoice in the database has its number. */
export function checkTaxInvoice(
  invoice: TaxInvoice | undefined,
  { providerCode, buyerCode, approved }: Invoiced,
  isUsedTwice: boolean,
): Finding[] {
  if (!invoice) return [finding('T01')];
  const found: Finding[] = [];
  if (!DIGITS.test(invoice.number) || isUsedTwice) found.push(finding('T02', { number: invoice.number }));
  if (invoice.sellerCode !== providerCode) {
    found.push(finding('T03', { sellerCode: invoice.sellerCode, providerCode }));
  }
  if (invoice.buyerCode !== buyerCode) {
    found.push(finding('T04', { buyerCode: invoice.buyerCode, contractBuyerCode: buyerCode }));
  }
  if (!isAmount(invoice.total, approved)) {
    found.push(finding('T05', { total: invoice.total, approved: approved.toFixed(2) }));
  }
  return found;
}

/** Nobody files an invoice before the day that stands on it (P13). A folder's are judged by the T codes alone. */
export function checkIssuedOn(issuedOn: Day, now: Instant): Finding[] {
  return hasCome(issuedOn, now) ? [] : [finding('P13', { issuedOn, today: dayOf(now) })];
}

/** Nor is it older than what it is for: the bill's month and the contract have begun by its day (P19). */
export function checkInvoiceAge(issuedOn: Day, month: Month, contractFrom: Day): Finding[] {
  const first = firstDayOf(month);
  const from = contractFrom > first ? contractFrom : first;
  return issuedOn < from ? [finding('P19', { issuedOn, from })] : [];
}

function isAmount(text: string, amount: Money): boolean {
  return AMOUNT.test(text) && amount.toDecimal().equals(text);
}

export type AdjudicatedState = 'payable' | 'awaiting-invoice' | 'disputed';

/** The state that a bill's own codes give it. */
export function billState(findings: readonly Finding[]): AdjudicatedState {
  if (findings.length === 0) return 'payable';
  return findings.every(({ code }) => code.startsWith('T')) ? 'awaiting-invoice' : 'disputed';
}
