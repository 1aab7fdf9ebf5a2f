import { answerOf, api, type Schemas } from '../../shared/session';
import { BUREAU, ORDERING } from '../app/access';
import type { FieldGroup, FormField, Room } from '../forms';
import { statusOptions } from '../kit';
import type { Need } from './register-data';
import { r } from './registers-words';

const at = (id: string) => ({ params: { path: { id } } });

/** What was asked for, put right: the words, or what became of it. */
export const needRoom: Room<Need> = {
  ...{ name: 'needs', keepers: ORDERING, historians: BUREAU, listTitle: r.needs, newTitle: r.newNeed },
  titleOf: ({ number }) => number,
  useGroups: useNeedGroups,
  read: (id) => answerOf(api.GET('/api/v1/needs/{id}', at(id))),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/needs/{id}', { ...at(id), body: body as Schemas['NeedChange'] })),
  pathOf: ({ cadreId }) => `/cadres/${cadreId}`,
};

function useNeedGroups(): FieldGroup[] {
  const fields: FormField[] = [
    { name: 'text', label: r.needText(), kind: 'long', max: 1000, isWide: true },
    { name: 'status', label: r.status(), kind: 'radio', options: statusOptions('need') },
  ];
  return [{ fields }];
}
