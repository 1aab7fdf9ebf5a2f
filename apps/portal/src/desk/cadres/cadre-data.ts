import { listed } from '../../shared/lists';
import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, useRead, wordOf } from '../kit';
import { c } from './cadres-words';

export type Cadre = Schemas['CadreAnswer'];
export type LifeEvent = Schemas['LifeEventAnswer'];
export type Need = Schemas['NeedAnswer'];

/** As the interface has them, which is in the words of the papers. */
export const GENDERS = { 男: { zh: '男', en: 'man' }, 女: { zh: '女', en: 'woman' } };
export const USUAL_TAGS = {
  独居: { zh: '独居', en: 'lives alone' },
  丧偶: { zh: '丧偶', en: 'widowed' },
  失能: { zh: '失能', en: 'dependent' },
  重病: { zh: '重病', en: 'gravely ill' },
  困难: { zh: '困难', en: 'in hardship' },
};

export const tagsText = (tags: readonly string[]): string =>
  listed(tags.map((tag) => wordOf(USUAL_TAGS, tag)));

/** Whom to ring; undefined for whoever does not see it. */
export const relativeText = ({ family }: Cadre): string =>
  family ? `${c.relative(family)} ${family.phone}` : c.noRelative();

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
