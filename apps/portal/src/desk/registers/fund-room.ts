import { FUND_TYPES } from '@songbai/contracts';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import type { Role } from '../app/access';
import type { FieldGroup, FormField, Room } from '../forms';
import { optionsOf, todayText } from '../kit';
import { codeField, useUnitChoices } from './choices';
import type { Fund } from './register-data';
import { r } from './registers-words';

export const FUND_KEEPERS: Role[] = ['bureau-finance', 'unit-finance'];

/** A fund is opened with its first allotment; what changes afterwards are postings, each with its paper. */
export const fundRoom: Room<Fund> = {
  ...{
    name: 'funds',
    keepers: FUND_KEEPERS,
    listTitle: r.funds,
    newTitle: r.newFund,
    titleOf: ({ code }) => code,
  },
  useGroups: useFundGroups,
  first: () => ({ year: Number(todayText().slice(0, 4)) }),
  read: (id) => answerOf(api.GET('/api/v1/funds/{id}', { params: { path: { id } } })),
  create: (body, key) =>
    answerOf(
      api.POST('/api/v1/funds', {
        params: { header: { 'Idempotency-Key': key } },
        body: body as Schemas['NewFund'],
      }),
    ),
};

function useFundGroups(): FieldGroup[] {
  const isOfBureau = useUser()?.role === 'bureau-finance';
  const units = useUnitChoices();
  const fields: FormField[] = [
    codeField(),
    { name: 'type', label: r.fundType(), kind: 'select', options: optionsOf(FUND_TYPES) },
    { name: 'year', label: r.year(), kind: 'whole', min: 1949, max: 2199 },
    ...(isOfBureau ? [ownerField(units)] : []),
    { name: 'allotted', label: r.allotted(), kind: 'money' },
  ];
  return [{ fields }, { title: r.basis(), fields: basisFields() }];
}

const ownerField = (options: FormField['options']): FormField => ({
  ...{ name: 'ownerUnitId', label: r.owner(), kind: 'select', isOptional: true, options },
  hint: r.ownerHint(),
});

export const basisFields = (): FormField[] => [
  { name: 'basis.document', label: r.basisDocument(), kind: 'text', max: 100 },
  { name: 'basis.clause', label: r.basisClause(), kind: 'text', max: 100 },
  {
    ...{
      name: 'effectiveOn',
      label: r.countsFrom(),
      hint: r.countsFromHint(),
      kind: 'day',
      isOptional: true,
    },
    check: (day) => (day > todayText() ? r.dayToCome() : undefined),
  },
];
