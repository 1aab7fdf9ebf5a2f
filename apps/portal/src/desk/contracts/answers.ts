import type { Dayjs } from 'dayjs';
import type { Schemas } from '../../shared/session';

/** A contract as it is being typed. */
export interface Answers {
  number: string;
  providerId: string;
  term: [Dayjs, Dayjs];
  ceiling: string;
  areas: string;
  roundingMinutes: number;
  minimumMinutes: number;
  termReasons?: Schemas['NewContract']['termReasons'];
  budgetDocument?: string;
  budgetFundIds?: string[];
  prices: PriceTyped[];
}

export interface PriceTyped {
  itemCode: string;
  unitPrice: string;
  days: [Dayjs, Dayjs | null];
}
