import { BILL_CODES } from './bill-codes';
import { CONTRACT_CODES } from './contract-codes';
import { INVOICE_CODES } from './invoice-codes';
import { LIFE_CODES } from './life-codes';
import { ORDER_CODES } from './order-codes';
import { ORDER_DESK_CODES } from './order-desk-codes';
import { PAYEE_CODES } from './payee-codes';
import { PAYMENT_CODES } from './payment-codes';
import { RATING_CODES } from './rating-codes';
import { RECOVERY_CODES } from './recovery-codes';
import { RESOLUTION_CODES } from './resolution-codes';
import { VISIT_CODES } from './visit-codes';
import { YEAR_CODES } from './year-codes';

/** Every rule that can refuse, hold or cut something, with its words: the one place for them. */
export const CATALOGUE = {
  ...CONTRACT_CODES,
  ...ORDER_CODES,
  ...ORDER_DESK_CODES,
  ...VISIT_CODES,
  ...LIFE_CODES,
  ...RESOLUTION_CODES,
  ...BILL_CODES,
  ...INVOICE_CODES,
  ...RATING_CODES,
  ...YEAR_CODES,
  ...PAYMENT_CODES,
  ...PAYEE_CODES,
  ...RECOVERY_CODES,
};

export type Code = keyof typeof CATALOGUE & string;
export type VisitCode = keyof typeof VISIT_CODES;
export type { CodeEntry, Effect } from './entry';
