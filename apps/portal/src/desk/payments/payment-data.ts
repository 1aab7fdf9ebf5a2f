import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { type Command, type Filters, type Page, type Read, useCommand, useRead, useRegister } from '../kit';
import { w } from './payments-words';

export type Payment = Schemas['PaymentAnswer'];
const TOUCHED = [['payments'], ['bills'], ['funds'], ['months'], ['worklists']];

const keyed = (id: string, key: string) => ({ path: { id }, header: { 'Idempotency-Key': key } });

export async function fetchPayments(cursor: string | undefined, filters: Filters): Promise<Page<Payment>> {
  const query = { ...filters, ...(cursor && { cursor }) };
  return (await answerOf(api.GET('/api/v1/payments', { params: { query } }))) as Page<Payment>;
}

export const usePayment = (id: string): Read<Payment> =>
  useRead(['payments', 'one', id], () =>
    answerOf(api.GET('/api/v1/payments/{id}', { params: { path: { id } } })),
  );

export const usePrepare = (): Command<Schemas['NewPayment'], Payment> =>
  useCommand(
    (body: Schemas['NewPayment'], key) =>
      answerOf(api.POST('/api/v1/payments', { params: { header: { 'Idempotency-Key': key } }, body })),
    TOUCHED,
  );

export const useRelease = (id: string): Command<null, Payment> =>
  useCommand(
    (_: null, key) => answerOf(api.POST('/api/v1/payments/{id}/release', { params: keyed(id, key) })),
    TOUCHED,
  );

export const useConfirm = (id: string): Command<Schemas['PaymentProof'], Payment> =>
  useCommand(
    (body: Schemas['PaymentProof'], key) =>
      answerOf(api.POST('/api/v1/payments/{id}/confirm', { params: keyed(id, key), body })),
    TOUCHED,
  );

export const useFail = (id: string): Command<Schemas['FailureReason'], Payment> =>
  useCommand(
    (body: Schemas['FailureReason'], key) =>
      answerOf(api.POST('/api/v1/payments/{id}/fail', { params: keyed(id, key), body })),
    TOUCHED,
  );

/** The name of a payer: a unit, or the bureau. Nothing is guessed while the units are still being read. */
export function usePayerName(): (payer: string) => string {
  const user = useUser();
  const { byId: units, isLoading } = useRegister('units');
  return (payer) => {
    if (payer === user?.bureauId) return w.bureau();
    return units.get(payer)?.name ?? (isLoading ? '…' : w.bureau());
  };
}
