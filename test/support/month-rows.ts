import type { Bill, BillLine, Order, Rating, RegisterRows, TaxInvoice, Visit } from '@songbai/contracts';

/** A month's folder as typed rows. */
export interface MonthRows extends RegisterRows {
  orders: Order[];
  visits: Visit[];
  bills: Bill[];
  billLines: BillLine[];
  taxInvoices: TaxInvoice[];
  ratings: Rating[];
}
