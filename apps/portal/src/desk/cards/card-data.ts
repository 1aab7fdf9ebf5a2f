import { answerOf, api, type Schemas } from '../../shared/session';

export type Card = Schemas['CardAnswer'];
export type NewCard = Schemas['IssueCardRequest'];
export type Contact = Pick<NewCard, 'contactName' | 'contactPhone'>;

/** One key for one wish: whoever presses twice gets one card. */
const under = (key: string) => ({ header: { 'Idempotency-Key': key } });
const at = (id: string) => ({ params: { path: { id } } });

export const readCards = (cadreId: string) => answerOf(api.GET('/api/v1/cadres/{id}/cards', at(cadreId)));

export const issueCard = (cadreId: string, body: NewCard, key: string) =>
  answerOf(api.POST('/api/v1/cadres/{id}/cards', { params: { path: { id: cadreId }, ...under(key) }, body }));

/** Those who have a card in force keep it. */
export const issueCards = (body: Schemas['IssueCardsRequest'], key: string) =>
  answerOf(api.POST('/api/v1/cards', { params: under(key), body }));

export const revokeCard = (cadreId: string, cardId: string) =>
  answerOf(api.DELETE('/api/v1/cadres/{id}/cards/{cardId}', { params: { path: { id: cadreId, cardId } } }));
