import { BILL_CODES } from './bill-codes';
import { INVOICE_CODES } from './invoice-codes';
import { ORDER_CODES } from './order-codes';
import { VISIT_CODES } from './visit-codes';

/** Every rule that can refuse, hold or cut something, with its words: the one place for them. */
export const CATALOGUE = { ...ORDER_CODES, ...VISIT_CODES, ...BILL_CODES, ...INVOICE_CODES };

export type Code = keyof typeof CATALOGUE & string;
export type VisitCode = keyof typeof VISIT_CODES;
export type { CodeEntry, Effect } from './entry';
