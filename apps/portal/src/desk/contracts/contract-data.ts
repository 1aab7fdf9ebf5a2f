import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, type Read, useRead } from '../kit';

export type Contract = Schemas['ContractAnswer'];
export type Price = Schemas['PriceRow'];
export type Monitoring = Schemas['ContractMonitoringAnswer'];
export type Deed = Schemas['ContractDeedAnswer'];

export const TOUCHED = [['contracts'], ['worklists']];
export const EXPIRING_DAYS = 60;

export const fetchContracts = (cursor: string | undefined, filters: Filters) =>
  answerOf(
    api.GET('/api/v1/contracts', { params: { query: { ...filters, ...(cursor && { cursor }) } as object } }),
  );

export const useContract = (id: string, enabled = true): Read<Contract> =>
  useRead(
    ['contracts', id],
    () => answerOf(api.GET('/api/v1/contracts/{id}', { params: { path: { id } } })),
    {
      enabled,
    },
  );

/** Who did what to it, oldest first. What is no one's business outside the bureau is left out by the server. */
export const useHistory = (id: string): Read<Schemas['ContractHistoryAnswer']> =>
  useRead(['contracts', id, 'history'], () =>
    answerOf(api.GET('/api/v1/contracts/{id}/history', { params: { path: { id } } })),
  );

/** A term is read beside that of another year: both days in full. */
export const termText = ({ startsOn, endsOn }: Pick<Contract, 'startsOn' | 'endsOn'>): string =>
  `${startsOn} ~ ${endsOn}`;

/** Where a price stands on a day: each version of a price has its own days. */
export function priceTime({ from, to }: Price, today: string): 'past' | 'now' | 'coming' {
  if (from > today) return 'coming';
  return to && to < today ? 'past' : 'now';
}

/** By item, then by time. */
export const inOrder = (prices: readonly Price[]): Price[] =>
  [...prices].sort((a, b) =>
    a.itemCode === b.itemCode ? (a.from < b.from ? -1 : 1) : a.itemCode < b.itemCode ? -1 : 1,
  );

/** The price of an item that stands on a day, or the last one that began before it. */
export function priceOn(
  prices: readonly Price[],
  itemCode: string,
  day: string,
  which: 'on' | 'before' = 'on',
): Price | undefined {
  const stands = ({ from, to }: Price): boolean =>
    which === 'on' ? from <= day && (!to || to >= day) : from < day;
  return inOrder(prices)
    .filter((price) => price.itemCode === itemCode && stands(price))
    .pop();
}
