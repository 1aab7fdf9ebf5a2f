import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, useRead } from '../kit';
import { c } from './cadres-words';

export type Cadre = Schemas['CadreAnswer'];
export type LifeEvent = Schemas['LifeEventAnswer'];
export type Need = Schemas['NeedAnswer'];

export const TOUCHED = [['cadres'], ['orders'], ['visits'], ['needs'], ['funds'], ['worklists']];

const cursorQuery = (cursor: string | undefined, filters: Filters) =>
  ({ params: { query: { ...filters, ...(cursor && { cursor }) } as object } }) as const;

export const fetchCadres = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/cadres', cursorQuery(cursor, filters)));
export const fetchCalls = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/call-requests', cursorQuery(cursor, filters)));

export const useCadrePage = (id: string) =>
  useRead(['cadres', id], () => answerOf(api.GET('/api/v1/cadres/{id}', { params: { path: { id } } })));

/** At home, in hospital, away or dead: what an order depends on. */
export function stateOf({ deceasedOn, stays }: Cadre): { text: string; isFine: boolean } {
  if (deceasedOn) return { text: c.deceased({ day: deceasedOn }), isFine: false };
  const now = new Date().toISOString();
  const stay = stays.find(({ from, to }) => from <= now && (!to || to > now));
  if (!stay) return { text: c.atHome(), isFine: true };
  return { text: stay.kind === 'hospital' ? c.inHospital() : c.away(), isFine: false };
}

export const ageOf = ({ birthYear }: Cadre): number => new Date().getFullYear() - birthYear;
