import { answerOf, api, type Schemas } from '../../shared/session';
import type { Filters } from '../kit';

export type Unit = Schemas['UnitAnswer'];
export type Provider = Schemas['ProviderAnswer'];
export type Worker = Schemas['WorkerAnswer'];
export type Item = Schemas['ItemAnswer'];
export type Limit = Schemas['LimitAnswer'];
export type Need = Schemas['NeedAnswer'];
export type Fund = Schemas['FundAnswer'];

const asked = (cursor: string | undefined, filters: Filters) => ({
  params: { query: { ...filters, ...(cursor && { cursor }) } as object },
});

export const fetchUnits = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/units', asked(cursor, filters)));
export const fetchProviders = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/providers', asked(cursor, filters)));
export const fetchWorkers = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/workers', asked(cursor, filters)));
export const fetchItems = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/items', asked(cursor, filters)));
export const fetchLimits = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/limits', asked(cursor, filters)));
export const fetchNeeds = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/needs', asked(cursor, filters)));
export const fetchFunds = (cursor: string | undefined, filters: Filters) =>
  answerOf(api.GET('/api/v1/funds', asked(cursor, filters)));
