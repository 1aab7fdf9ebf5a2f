import { useQueryClient } from '@tanstack/react-query';
import { sendFile } from '../../shared/send-file';
import { answerOf, api, type Schemas } from '../../shared/session';
import { type Command, type Page, type Read, useCommand, useRead } from '../kit';

export type Bill = Schemas['BillAnswer'];
export type BillLine = Schemas['BillLineAnswer'];
export type Review = Schemas['ReviewRow'];
export type NewReview = Schemas['NewReview'];

/** What stands against the bill itself; what is wrong with its invoice stands beside that. */
export const ownFindings = ({ findings }: Bill): Bill['findings'] =>
  findings.filter(({ code }) => !code.startsWith('T'));

/** The answer of a command is the bill as it is now, without the visits behind its lines, which stay as they were. */
export function useKeptBill(id: string): (answer: Bill) => void {
  const client = useQueryClient();
  return (answer) =>
    client.setQueriesData<Bill>(
      { queryKey: ['bills', 'one', id] },
      (known) => known && { ...known, ...answer },
    );
}

/** What a command on a bill makes stale. */
export const TOUCHED = [['bills'], ['months'], ['payments'], ['funds'], ['reviews'], ['worklists']];

const at = (id: string) => ({ path: { id } });
const keyed = (id: string, key: string) => ({ path: { id }, header: { 'Idempotency-Key': key } });

/** Bills without their lines; what is not adjudicated yet as the rules foresee it. */
export async function fetchBills(
  cursor: string | undefined,
  filters: Record<string, string>,
): Promise<Page<Bill>> {
  const query = { ...filters, lines: 'none' as const, ...(cursor && { cursor }) };
  return (await answerOf(api.GET('/api/v1/bills', { params: { query } }))) as Page<Bill>;
}

/** A whole bill: as it was decided or, before that, as the rules foresee it. */
export const useBill = (id: string): Read<Bill> =>
  useRead(['bills', 'one', id], () => answerOf(api.GET('/api/v1/bills/{id}/foreseen', { params: at(id) })));

export const useReviews = (id: string, enabled: boolean): Read<Schemas['ReviewsAnswer']> =>
  useRead(['reviews', id], () => answerOf(api.GET('/api/v1/bills/{id}/reviews', { params: at(id) })), {
    enabled,
  });

/** The answer has all reviews: nothing is read again, so that the next difference is there at once. */
export function useReview(id: string): Command<NewReview, Schemas['ReviewsAnswer']> {
  const client = useQueryClient();
  return useCommand(async (body: NewReview, key) => {
    const params = keyed(id, key);
    const answer = await answerOf(api.POST('/api/v1/bills/{id}/reviews', { params, body }));
    client.setQueriesData({ queryKey: ['reviews', id] }, answer);
    return answer;
  });
}

export const useAdjudicate = (id: string): Command<null, Bill> =>
  useCommand(
    (_: null, key) => answerOf(api.POST('/api/v1/bills/{id}/adjudicate', { params: keyed(id, key) })),
    TOUCHED,
  );

export const useApprove = (id: string): Command<null, Bill> =>
  useCommand(
    (_: null, key) => answerOf(api.POST('/api/v1/bills/{id}/approve', { params: keyed(id, key) })),
    TOUCHED,
  );

export const useReturn = (id: string): Command<Schemas['Reason'], Bill> =>
  useCommand(
    (body: Schemas['Reason'], key) =>
      answerOf(api.POST('/api/v1/bills/{id}/return', { params: keyed(id, key), body })),
    TOUCHED,
  );

export const useAdjust = (id: string): Command<Schemas['NewAdjustment'], Bill> =>
  useCommand(
    (body: Schemas['NewAdjustment'], key) =>
      answerOf(api.POST('/api/v1/bills/{id}/adjustments', { params: keyed(id, key), body })),
    TOUCHED,
  );

/** One appeal is answered by a call; several by `useInTurns`. */
export const sendAnswer = (id: string, body: Schemas['AnswerToAppeal'], key: string): Promise<Bill> =>
  answerOf(api.POST('/api/v1/bills/{id}/answer', { params: keyed(id, key), body }));

export type ProviderStep = 'submit' | 'withdraw' | 'confirm';
export type TakenStep = { step: ProviderStep } & Schemas['ConfirmOnBehalf'];

/** The provider's steps; `onBehalfOf` where the bureau's clerk takes one for a provider that does not click. */
export const useProviderStep = (id: string): Command<TakenStep, Bill> =>
  useCommand(({ step, evidence, ...body }: TakenStep, key) => {
    const params = keyed(id, key);
    if (step === 'submit') return answerOf(api.POST('/api/v1/bills/{id}/submit', { params, body }));
    if (step === 'withdraw') return answerOf(api.POST('/api/v1/bills/{id}/withdraw', { params, body }));
    const confirmation = { ...body, ...(evidence && { evidence }) };
    return answerOf(api.POST('/api/v1/bills/{id}/confirm', { params, body: confirmation }));
  }, TOUCHED);

/** Submits a draft that was made a moment ago, when its id was not known yet. */
export const useSubmission = (): Command<{ id: string } & Schemas['OnBehalf'], Bill> =>
  useCommand(
    ({ id, ...body }: { id: string } & Schemas['OnBehalf'], key) =>
      answerOf(api.POST('/api/v1/bills/{id}/submit', { params: keyed(id, key), body })),
    TOUCHED,
  );

/** One line is appealed by a call; several by `useInTurns`. */
export const sendAppeal = (id: string, body: Schemas['Appeal'], key: string): Promise<Bill> =>
  answerOf(api.POST('/api/v1/bills/{id}/appeal', { params: keyed(id, key), body }));

/** A picture or a PDF, kept with the bill; appeals name it by its hash. */
export async function uploadProof(id: string, file: File, key: string): Promise<Schemas['BillFileAnswer']> {
  const response = await sendFile(`/api/v1/bills/${id}/files`, file, { key });
  return (await response.json()) as Schemas['BillFileAnswer'];
}

export const useInvoice = (id: string): Command<Schemas['NewInvoice'], Bill> =>
  useCommand(
    (body: Schemas['NewInvoice'], key) =>
      answerOf(api.POST('/api/v1/bills/{id}/invoice', { params: keyed(id, key), body })),
    TOUCHED,
  );

/**
 * A POST that stores nothing, asked as a reading. Kept for no moment after the page: what was billed by it is not
 * offered again to who comes back. Filing does not touch it, since the page shows until the bill's own comes.
 */
export const usePreview = (body: Schemas['NewBill'] | undefined): Read<Bill> =>
  useRead(
    ['bill-preview', body],
    () => answerOf(api.POST('/api/v1/bills/preview', { body: body as Schemas['NewBill'] })),
    { enabled: body !== undefined, staleTime: 0, gcTime: 0 },
  );

/** Asks anew what can be billed, and where. */
export function usePreviewsAgain(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['bill-preview'] });
}

/** Where visits wait for a bill, by contract and month. Asked anew with every visit of the page. */
export const useUnbilled = (): Read<Schemas['UnbilledAnswer']> =>
  useRead(['bill-preview', 'unbilled'], () => answerOf(api.GET('/api/v1/bills/unbilled', {})), {
    ...{ staleTime: 0, gcTime: 0 },
  });

/** The bills that there are of a contract and a month. */
export const useBillsOf = (contractId: string, month: string): Read<Page<Bill>> =>
  useRead(['bills', 'of', contractId, month], () => fetchBills(undefined, { contractId, month }));

export const useDraft = (): Command<Schemas['NewBill'], Bill> =>
  useCommand(
    (body: Schemas['NewBill'], key) =>
      answerOf(api.POST('/api/v1/bills', { params: { header: { 'Idempotency-Key': key } }, body })),
    TOUCHED,
  );
