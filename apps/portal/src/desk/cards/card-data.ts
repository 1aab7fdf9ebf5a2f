import { answerOf, api, type Schemas } from '../../shared/session';

export type Card = Schemas['CardAnswer'];
export type Contact = Schemas['IssueCardRequest'];

const at = (id: string) => ({ params: { path: { id } } });

export const readCards = (cadreId: string) => answerOf(api.GET('/api/v1/cadres/{id}/cards', at(cadreId)));

export const issueCard = (cadreId: string, body: Contact) =>
  answerOf(api.POST('/api/v1/cadres/{id}/cards', { ...at(cadreId), body }));

/** Those who have a card in force keep it. */
export const issueCards = (cadreIds: string[], contact: Contact) =>
  answerOf(api.POST('/api/v1/cards', { body: { ...contact, cadreIds } }));

export const revokeCard = (cadreId: string, cardId: string) =>
  answerOf(api.DELETE('/api/v1/cadres/{id}/cards/{cardId}', { params: { path: { id: cadreId, cardId } } }));
