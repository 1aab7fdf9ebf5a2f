import { answerOf, api, type Schemas } from '../../shared/session';
import { type Read, useRead } from '../kit';

export type Overview = Schemas['OverviewAnswer'];
export type MonthFigures = Schemas['MonthFiguresAnswer'];

export const useOverview = (month: string): Read<Overview> =>
  useRead(['overview', month], () => answerOf(api.GET('/api/v1/overview', { params: { query: { month } } })));
