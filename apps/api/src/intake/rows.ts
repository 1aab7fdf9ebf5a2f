import type {
  Bill,
  BillLine,
  Cadre,
  Contract,
  Fund,
  Item,
  Limit,
  Order,
  Price,
  Provider,
  Rating,
  Stay,
  TaxInvoice,
  Unit,
  Visit,
  Worker,
} from '@songbai/contracts';

/**
 * The sixteen tables of a month's folder. Every row of a later table refers to earlier tables only, or to its
 * own.
 */
export interface Rows {
  units: Unit[];
  cadres: Cadre[];
  stays: Stay[];
  providers: Provider[];
  workers: Worker[];
  items: Item[];
  contracts: Contract[];
  prices: Price[];
  funds: Fund[];
  limits: Limit[];
  orders: Order[];
  visits: Visit[];
  bills: Bill[];
  billLines: BillLine[];
  taxInvoices: TaxInvoice[];
  ratings: Rating[];
}

export type TableName = keyof Rows;
export type RowOf<N extends TableName> = Rows[N][number];
