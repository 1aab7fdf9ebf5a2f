import { halfWidth } from '../../shared/plain';
import { answerOf, api, type Schemas, useUser } from '../../shared/session';
import { BUREAU, CLERK, ONLOOKERS } from '../app/access';
import type { FieldGroup, FormField, Room } from '../forms';
import { statusOptions, useRegister } from '../kit';
import { areaField, useAreas } from './areas';
import { codeField, creditCodeField, kindField, phoneField, useUnitChoices } from './choices';
import { creditDoubts, useCreditTwin } from './credit-twins';
import type { Provider, Unit, Worker } from './register-data';
import { r } from './registers-words';

const at = (id: string) => ({ params: { path: { id } } });
const under = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });
const HISTORIANS = [...BUREAU, ...ONLOOKERS];

export const unitRoom: Room<Unit> = {
  ...{
    name: 'units',
    keepers: CLERK,
    historians: HISTORIANS,
    listTitle: r.units,
    newTitle: r.newUnit,
    titleOf: ({ name }) => name,
  },
  useGroups: useUnitGroups,
  first: () => ({ status: 'active' }),
  doubts: creditDoubts,
  read: (id) => answerOf(api.GET('/api/v1/units/{id}', at(id))),
  create: (body, key) =>
    answerOf(api.POST('/api/v1/units', { ...under(key), body: body as Schemas['NewUnit'] })),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/units/{id}', { ...at(id), body: body as Schemas['UnitChange'] })),
  versions: (id) => answerOf(api.GET('/api/v1/units/{id}/versions', at(id))),
};

function useUnitGroups(unit: Unit | undefined): FieldGroup[] {
  const units = useRegister('units');
  const choices = useUnitChoices();
  const areas = useAreas();
  const twin = useCreditTwin(unit?.id);
  const fields: FormField[] = [
    codeField(),
    { name: 'name', label: r.name(), kind: 'text', max: 100, isWide: true },
    kindField(
      20,
      units.rows.map(({ kind }) => kind),
    ),
    creditCodeField(twin),
    areaField(areas, unit?.area, { label: r.area(), hint: r.areaHint() }),
    { name: 'status', label: r.status(), kind: 'radio', options: statusOptions('unit') },
    {
      ...{ name: 'supervisorId', label: r.supervisor(), kind: 'select', isOptional: true, isWide: true },
      ...{ hint: r.supervisorHint(), options: choices.filter(({ value }) => value !== unit?.id) },
    },
  ];
  return [{ fields }];
}

export const providerRoom: Room<Provider> = {
  ...{ name: 'providers', keepers: CLERK, historians: HISTORIANS },
  ...{
    listTitle: r.providers,
    newTitle: r.newProvider,
    titleOf: ({ name }) => name,
    useGroups: useProviderGroups,
  },
  doubts: creditDoubts,
  read: (id) => answerOf(api.GET('/api/v1/providers/{id}', at(id))),
  create: (body, key) =>
    answerOf(api.POST('/api/v1/providers', { ...under(key), body: body as Schemas['NewProvider'] })),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/providers/{id}', { ...at(id), body: body as Schemas['ProviderChange'] })),
  versions: (id) => answerOf(api.GET('/api/v1/providers/{id}/versions', at(id))),
};

/** Phone and account are masked where they are shown, so they are entered anew or stay as they are. */
function useProviderGroups(provider: Provider | undefined): FieldGroup[] {
  const providers = useRegister('providers');
  const twin = useCreditTwin(provider?.id);
  const fields: FormField[] = [
    codeField(),
    { name: 'name', label: r.name(), kind: 'text', max: 100, isWide: true },
    kindField(
      50,
      providers.rows.map(({ kind }) => kind),
    ),
    creditCodeField({ isFixed: true, ...twin }),
    { name: 'qualifiedUntil', label: r.qualifiedUntil(), kind: 'day' },
    phoneField({ name: 'phone', label: r.phone(), max: 30, masked: provider?.phone }),
    { name: 'bank', label: r.bank(), kind: 'text', max: 100 },
    {
      ...{ name: 'bankAccount', label: r.bankAccount(), kind: 'text', max: 40 },
      ...{ masked: provider?.bankAccount, tidy: halfWidth, isSecret: true },
    },
  ];
  return [{ fields }];
}

export const workerRoom: Room<Worker> = {
  ...{ name: 'workers', keepers: ['provider-manager', ...CLERK] },
  ...{ historians: [...HISTORIANS, 'provider-manager'] },
  ...{ listTitle: r.workers, newTitle: r.newWorker, titleOf: ({ name }) => name, useGroups: useWorkerGroups },
  read: (id) => answerOf(api.GET('/api/v1/workers/{id}', at(id))),
  create: (body, key) =>
    answerOf(api.POST('/api/v1/workers', { ...under(key), body: body as Schemas['NewWorker'] })),
  change: (id, body) =>
    answerOf(api.PATCH('/api/v1/workers/{id}', { ...at(id), body: body as Schemas['WorkerChange'] })),
  versions: (id) => answerOf(api.GET('/api/v1/workers/{id}/versions', at(id))),
};

function useWorkerGroups(worker: Worker | undefined): FieldGroup[] {
  const employer = useEmployerFields(worker === undefined);
  const fields: FormField[] = [
    codeField(),
    { name: 'name', label: r.person(), kind: 'text', max: 50 },
    ...employer,
    { name: 'certifiedUntil', label: r.certifiedUntil(), kind: 'day' },
    { name: 'joinedOn', label: r.joinedOn(), kind: 'day' },
    { name: 'leftOn', label: r.leftOn(), kind: 'day', isOptional: true, hint: r.leftHint() },
  ];
  return [{ fields }];
}

/** A clerk names the firm; a firm that serves several bureaus names the bureau. */
function useEmployerFields(isNew: boolean): FormField[] {
  const isOfProvider = useUser()?.role === 'provider-manager';
  const { rows } = useRegister('providers');
  if (!isOfProvider) {
    const options = rows.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
    return [{ name: 'providerId', label: r.employer(), kind: 'select', isFixed: true, options }];
  }
  if (!isNew || rows.length < 2) return [];
  const options = rows.map(({ bureauId, code, name }) => ({
    value: bureauId,
    label: `${code} ${name} · ${bureauId.slice(-4)}`,
  }));
  return [{ name: 'bureauId', label: r.ofBureau(), kind: 'select', options }];
}
