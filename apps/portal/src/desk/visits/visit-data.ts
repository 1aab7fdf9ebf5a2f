import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, useRead } from '../kit';

export type Visit = Schemas['VisitAnswer'];

export const TOUCHED = [['visits'], ['orders'], ['cadres'], ['worklists'], ['funds']];

export const fetchVisits = (cursor: string | undefined, filters: Filters) =>
  answerOf(
    api.GET('/api/v1/visits', { params: { query: { ...filters, ...(cursor && { cursor }) } as object } }),
  );

export const useVisit = (id: string) =>
  useRead(['visits', id], () => answerOf(api.GET('/api/v1/visits/{id}', { params: { path: { id } } })));

export function minutesOf({ startedAt, endedAt }: Visit): number | undefined {
  if (!startedAt || !endedAt) return undefined;
  return Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000);
}
