import { genderOfIdNumber, idNumberFault, SETTLEMENTS } from '@songbai/contracts';
import { spotOf, spotText } from '../../shared/place';
import { codeText } from '../../shared/plain';
import { answerOf, api, type Schemas } from '../../shared/session';
import { BUREAU, CLERK, ONLOOKERS } from '../app/access';
import type { FieldGroup, FormField, Option, Room } from '../forms';
import { dayText, optionsOf, useRead, wordOf } from '../kit';
import { areaField, useAreas } from '../registers/areas';
import { codeField, phoneField, useUnitChoices } from '../registers/choices';
import { type Cadre, GENDERS, USUAL_TAGS } from './cadre-data';
import { c } from './cadres-words';

const at = (id: string) => ({ params: { path: { id } } });

export const cadreRoom: Room<Cadre> = {
  ...{ name: 'cadres', keepers: CLERK, historians: [...BUREAU, ...ONLOOKERS] },
  ...{ listTitle: c.title, newTitle: c.newCadre, titleOf: ({ name }) => name, useGroups: useCadreGroups },
  first: () => ({ settlement: 'local', abilityLevel: 0 }),
  read: (id) => answerOf(api.GET('/api/v1/cadres/{id}', at(id))),
  create: (body, key) =>
    answerOf(
      api.POST('/api/v1/cadres', {
        params: { header: { 'Idempotency-Key': key } },
        body: { ...(body as Schemas['NewCadre']), oncePerPerson: true },
      }),
    ),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/cadres/{id}', { ...at(id), body: body as Schemas['CadreChange'] })),
  doubts: async (body) => {
    const { gender, idNumber } = body as Schemas['NewCadre'];
    return [genderDoubt(gender, idNumber)].filter((doubt) => doubt !== undefined);
  },
  versions: (id) => answerOf(api.GET('/api/v1/cadres/{id}/versions', at(id))),
};

/** A gender that the number contradicts: one of the two is a slip. */
function genderDoubt(gender: string, idNumber: string): string | undefined {
  if (!gender || ![15, 18].includes(idNumber.length) || genderOfIdNumber(idNumber) === gender)
    return undefined;
  return c.idOtherGender({ gender: wordOf(GENDERS, gender) });
}

function useCadreGroups(cadre: Cadre | undefined): FieldGroup[] {
  return [
    { title: c.who(), fields: useWhoFields(cadre) },
    { title: c.where(), fields: useHomeFields(cadre) },
    { title: c.family(), fields: familyFields(cadre) },
  ];
}

const MOST_DEPENDENT = 4;

function useWhoFields(cadre: Cadre | undefined): FormField[] {
  const units = useUnitChoices();
  return [
    codeField(),
    { name: 'name', label: c.name(), kind: 'text', max: 50 },
    { name: 'gender', label: c.gender(), kind: 'radio', options: optionsOf(GENDERS) },
    idNumberField(cadre?.idNumber),
    { name: 'unitId', label: c.originalUnit(), kind: 'select', options: units, isWide: true },
    { name: 'settlement', label: c.settlement(), kind: 'radio', options: optionsOf(SETTLEMENTS) },
    {
      ...{ name: 'abilityLevel', label: c.ability(), kind: 'whole', min: 0, max: MOST_DEPENDENT },
      hint: c.abilityHint(),
    },
    {
      ...{ name: 'tags', label: c.tags(), kind: 'tags', isOptional: true, hint: c.tagsHint() },
      options: optionsOf(USUAL_TAGS),
    },
  ];
}

/** What is on record is masked but for the end, which tells the gender. */
const idNumberField = (masked: string | undefined): FormField => ({
  ...{ name: 'idNumber', label: c.idNumber(), kind: 'text', max: 18, hint: c.idHint(), tidy: codeText },
  ...{ isSecret: true, masked },
  doubt: ({ gender, idNumber }) =>
    genderDoubt(String(gender ?? ''), codeText(String(idNumber ?? '')) || (masked ?? '')),
  check: (text) => {
    const fault = idNumberFault(text);
    if (fault === undefined) return undefined;
    return fault === 'malformed' ? c.idMalformed() : c.idCheckDigit();
  },
});

function useHomeFields(cadre: Cadre | undefined): FormField[] {
  const areas = useAreas();
  const spots = useSignInSpots(cadre?.id);
  return [
    areaField(areas, cadre?.area, { label: c.area(), hint: c.areaHint() }),
    phoneField({ name: 'phone', label: c.phone(), max: 20, masked: cadre?.phone }),
    { name: 'address', label: c.address(), kind: 'text', max: 200, isWide: true, isSecret: true },
    {
      ...{ name: 'place', label: c.place(), kind: 'suggest', max: 60, isWide: true, isOptional: true },
      ...{ options: spots, hint: cadre === undefined ? c.placeHintNew() : c.placeHint() },
      check: (text) => (spotOf(text) === undefined ? c.placeWrong() : undefined),
      parts: { names: ['longitude', 'latitude'], of: spotText, to: (text) => ({ ...spotOf(text) }) },
    },
  ];
}

/** Where workers signed in with this cadre, the newest first: whoever was let in was at the home. */
function useSignInSpots(cadreId: string | undefined): Option[] {
  const read = useRead(
    ['visits', 'spots', cadreId],
    () => answerOf(api.GET('/api/v1/visits', { params: { query: { cadreId: cadreId ?? '', limit: 20 } } })),
    { enabled: cadreId !== undefined },
  );
  const said = new Map<string, string>();
  for (const { day, location } of read.data?.items ?? []) {
    const text = spotText(location ?? null);
    if (text && !said.has(text)) said.set(text, day);
  }
  return [...said].map(([value, day]) => ({
    value,
    label: c.signedInAt({ day: dayText(day), place: value }),
  }));
}

/** Whom to ring; given whole or not at all. Of somebody on record all is entered anew, or stays as it is. */
function familyFields(cadre: Cadre | undefined): FormField[] {
  const family = cadre?.family;
  const how = (masked: string | undefined) => (masked === undefined ? { isOptional: true } : { masked });
  return [
    {
      name: 'family.name',
      label: c.familyName(),
      kind: 'text',
      max: 50,
      isSecret: true,
      hint: c.familyHint(),
      ...how(family?.name),
    },
    {
      ...{ name: 'family.relation', label: c.relation(), kind: 'text', max: 20, isSecret: true },
      ...how(family?.relation),
    },
    {
      ...phoneField({ name: 'family.phone', label: c.familyPhone(), max: 20, masked: undefined }),
      ...how(family?.phone),
    },
  ];
}
