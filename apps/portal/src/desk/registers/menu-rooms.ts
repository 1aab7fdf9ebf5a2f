import { FUND_TYPES, LIMIT_MEASURES, MEASURES, PROOFS, SERVICE_PLACES, WINDOWS } from '@songbai/contracts';
import { answerOf, api, type Schemas } from '../../shared/session';
import { BUREAU, CLERK, ONLOOKERS } from '../app/access';
import type { FieldGroup, FormField, Room } from '../forms';
import { optionsOf, useRegister } from '../kit';
import { codeField, saidSoFar } from './choices';
import type { Item, Limit } from './register-data';
import { r } from './registers-words';

const at = (id: string) => ({ params: { path: { id } } });
const under = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });
const HISTORIANS = [...BUREAU, ...ONLOOKERS];

export const itemRoom: Room<Item> = {
  ...{
    name: 'items',
    keepers: CLERK,
    historians: HISTORIANS,
    listTitle: r.items,
    newTitle: r.newItem,
    titleOf: ({ name }) => name,
  },
  useGroups: useItemGroups,
  first: () => ({ measure: 'hour', place: 'home', standardMinutes: 60 }),
  read: (id) => answerOf(api.GET('/api/v1/items/{id}', at(id))),
  create: (body, key) =>
    answerOf(api.POST('/api/v1/items', { ...under(key), body: body as Schemas['NewItem'] })),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/items/{id}', { ...at(id), body: body as Schemas['ItemChange'] })),
  versions: (id) => answerOf(api.GET('/api/v1/items/{id}/versions', at(id))),
};

/** Categories as the menu has them: limits count by category. */
function useCategories() {
  const items = useRegister('items');
  return saidSoFar(items.rows.map(({ category }) => category));
}

function useItemGroups(): FieldGroup[] {
  const fields: FormField[] = [
    codeField(),
    { name: 'name', label: r.name(), kind: 'text', max: 100 },
    { name: 'category', label: r.category(), kind: 'suggest', max: 50, options: useCategories() },
    { name: 'measure', label: r.measure(), kind: 'select', isFixed: true, options: optionsOf(MEASURES) },
    {
      ...{ name: 'standardMinutes', label: r.minutes(), kind: 'whole', min: 0, max: 1440 },
      hint: r.minutesHint(),
    },
    { name: 'place', label: r.place(), kind: 'radio', options: optionsOf(SERVICE_PLACES) },
    {
      ...{ name: 'proofs', label: r.proofs(), kind: 'checks', isOptional: true },
      ...{ options: optionsOf(PROOFS), hint: r.proofsHint() },
    },
    {
      ...{ name: 'fundTypes', label: r.fundTypes(), kind: 'checks', isWide: true },
      options: optionsOf(FUND_TYPES),
    },
  ];
  return [{ fields }];
}

export const limitRoom: Room<Limit> = {
  ...{
    name: 'limits',
    keepers: CLERK,
    historians: HISTORIANS,
    listTitle: r.limits,
    newTitle: r.newLimit,
    titleOf: ({ code }) => code,
  },
  useGroups: useLimitGroups,
  first: () => ({ window: 'month', measure: 'yuan' }),
  read: (id) => answerOf(api.GET('/api/v1/limits/{id}', at(id))),
  create: (body, key) =>
    answerOf(api.POST('/api/v1/limits', { ...under(key), body: body as Schemas['NewLimit'] })),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/limits/{id}', { ...at(id), body: body as Schemas['LimitChange'] })),
  versions: (id) => answerOf(api.GET('/api/v1/limits/{id}/versions', at(id))),
};

function useLimitGroups(): FieldGroup[] {
  const fixed = { isFixed: true } as const;
  const fields: FormField[] = [
    codeField(),
    {
      ...{ name: 'fundType', label: r.fundType(), kind: 'select', isOptional: true, ...fixed },
      ...{
        options: optionsOf(FUND_TYPES),
        whenEmpty: r.anyFund(),
        hint: r.leftEmpty({ means: r.anyFund() }),
      },
    },
    {
      ...{ name: 'category', label: r.category(), kind: 'select', isOptional: true, ...fixed },
      ...{
        options: useCategories(),
        whenEmpty: r.anyCategory(),
        hint: r.leftEmpty({ means: r.anyCategory() }),
      },
    },
    {
      ...{ name: 'window', label: r.window(), kind: 'radio', ...fixed },
      ...{ options: optionsOf(WINDOWS), hint: r.windowHint() },
    },
    { name: 'measure', label: r.measure(), kind: 'select', ...fixed, options: optionsOf(LIMIT_MEASURES) },
    { name: 'cap', label: r.cap(), kind: 'money', hint: r.capHint() },
    { name: 'validFrom', label: r.validFrom(), kind: 'day', isOptional: true },
    { name: 'validTo', label: r.validTo(), kind: 'day', isOptional: true },
    { name: 'basis', label: r.basis(), kind: 'text', max: 300, isWide: true, hint: r.basisHint() },
  ];
  return [{ fields }];
}
