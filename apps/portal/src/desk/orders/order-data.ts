import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api, type Schemas } from '../../shared/session';
import { useLanguage } from '../../shared/words';
import { type Filters, type Read, type Register, useRead } from '../kit';

export type Order = Schemas['OrderAnswer'];
export type NewOrder = Schemas['NewOrder'];
export type OrderPreview = Schemas['OrderPreviewAnswer'];
export type CadreLimit = Schemas['CadreLimitAnswer'];
export type Fund = Schemas['FundAnswer'];

/** What a command on an order makes stale. */
export const TOUCHED = [['orders'], ['funds'], ['contracts'], ['cadres'], ['worklists']];

export const fetchOrders = (cursor: string | undefined, filters: Filters) =>
  answerOf(
    api.GET('/api/v1/orders', { params: { query: { ...filters, ...(cursor && { cursor }) } as object } }),
  );

export const useOrder = (id: string, enabled = true): Read<Order> =>
  useRead(['orders', id], () => answerOf(api.GET('/api/v1/orders/{id}', { params: { path: { id } } })), {
    enabled,
  });

export const useCadreLimits = (
  cadreId: string | undefined,
  on?: string,
): Read<Schemas['CadreLimitsAnswer']> =>
  useRead(
    ['cadres', cadreId, 'limits', on ?? ''],
    () =>
      answerOf(
        api.GET('/api/v1/cadres/{id}/limits', {
          params: { path: { id: cadreId ?? '' }, query: { ...(on && { on }) } },
        }),
      ),
    { enabled: cadreId !== undefined },
  );

export const useLastOrders = (cadreId: string | undefined): Read<{ items: Order[] }> =>
  useRead(
    ['orders', 'of', cadreId],
    () => answerOf(api.GET('/api/v1/orders', { params: { query: { cadreId: cadreId ?? '', limit: 5 } } })),
    { enabled: cadreId !== undefined },
  );

/** A value that has stood still for a moment. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}

const CHECK_MS = 200;

export interface Check {
  preview: OrderPreview | undefined;
  /** True while the preview is not yet that of the order as it stands. */
  isChecking: boolean;
  error: unknown;
}

/** What would become of this order, asked anew a moment after every change. Nothing is stored. */
export function useOrderCheck(order: NewOrder | undefined): Check {
  const language = useLanguage();
  const text = order === undefined ? '' : JSON.stringify(order);
  const settled = useSettled(text, CHECK_MS);
  const asked = useQuery({
    queryKey: ['orders', 'preview', settled, { language }],
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    queryFn: () => answerOf(api.POST('/api/v1/orders/preview', { body: JSON.parse(settled) as NewOrder })),
  });
  if (order === undefined) return { preview: undefined, isChecking: false, error: null };
  const isChecking = settled !== text || asked.isFetching;
  return { preview: asked.error ? undefined : asked.data, isChecking, error: asked.error };
}

/** Only what an order asks for, of one that exists: to ask what would become of it today. */
export const askedOf = (order: Order): NewOrder => ({
  ...{ cadreId: order.cadreId, contractId: order.contractId, itemCode: order.itemCode },
  ...{ startsOn: order.startsOn, endsOn: order.endsOn, quantity: order.quantity, fundIds: order.fundIds },
  ...{ needId: order.needId ?? null, channel: order.channel },
});

/** Service begins before the day of this approval: whoever approves says why. */
export const isAfterTheFact = ({ notes }: Pick<Order, 'notes'>): boolean =>
  notes.some(({ code }) => code === 'O15');

/** Whether a unit's own money is in it, so that the unit has to agree. */
export const paysUnit = (order: Pick<Order, 'fundIds'>, funds: Register<Fund>): boolean =>
  order.fundIds.some((id) => Boolean(funds.byId.get(id)?.ownerUnitId));
