import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api, type Schemas } from '../../shared/session';
import { currentLanguage } from '../../shared/words';
import { type Read, useRead } from '../kit';

/** What stands behind one line: the visit with its order, who was served, by whom, and what they said of it. */
export interface Evidence {
  visit?: Schemas['VisitAnswer'];
  order?: Schemas['OrderAnswer'];
  cadre?: Schemas['CadreAnswer'];
  worker?: Schemas['WorkerAnswer'];
  ratings: Schemas['RatingAnswer'][];
}

const path = (id: string) => ({ params: { path: { id } } });
const LONG = 5 * 60_000;

/** What is asked beside the visit is asked at once; what one may not see is left out, not a failure. */
async function readEvidence(visitNumber: string): Promise<Evidence> {
  const found = await answerOf(api.GET('/api/v1/visits', { params: { query: { number: visitNumber } } }));
  const visit = found.items[0];
  if (visit === undefined) return { ratings: [] };
  const or = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);
  const [order, cadre, worker, ratings] = await Promise.all([
    visit.orderId ? or(answerOf(api.GET('/api/v1/orders/{id}', path(visit.orderId)))) : undefined,
    or(answerOf(api.GET('/api/v1/cadres/{id}', path(visit.cadreId)))),
    visit.workerId ? or(answerOf(api.GET('/api/v1/workers/{id}', path(visit.workerId)))) : undefined,
    or(answerOf(api.GET('/api/v1/ratings', { params: { query: { visitId: visit.id } } }))),
  ]);
  return { visit, order, cadre, worker, ratings: ratings?.items ?? [] };
}

const keyOf = (visitNumber: string) => ['evidence', visitNumber];

export const useEvidence = (visitNumber: string): Read<Evidence> =>
  useRead(keyOf(visitNumber), () => readEvidence(visitNumber), { staleTime: LONG });

/** The next one is there before the key is pressed. */
export function usePrefetchedEvidence(visitNumber: string | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (visitNumber === undefined) return;
    const queryKey = [...keyOf(visitNumber), { language: currentLanguage() }];
    void client.prefetchQuery({ queryKey, queryFn: () => readEvidence(visitNumber), staleTime: LONG });
  }, [client, visitNumber]);
}
