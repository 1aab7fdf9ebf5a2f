import type { Cadre, Settlement, StayKind, UnitStatus } from '@songbai/contracts';
import { nameKeys } from './name-keys';
import { type Register, type RegisterContext, seconds, text, textOrNull } from './register';

/** Registers of the parties: units, cadres and their stays, providers and their workers. */

export const units = {
  name: 'units',
  table: 'unit',
  select: 't.code, t.name, t.kind, t.credit_code, t.area, t.status, t.supervisor_code',
  from: 'unit t',
  read: (c) => ({
    code: text(c.code),
    name: text(c.name),
    kind: text(c.kind),
    creditCode: text(c.credit_code),
    area: text(c.area),
    status: c.status as UnitStatus,
    supervisor: textOrNull(c.supervisor_code),
  }),
  write: (unit) => ({
    code: unit.code,
    ...{ name: unit.name, name_keys: nameKeys(unit.name) },
    kind: unit.kind,
    credit_code: unit.creditCode,
    area: unit.area,
    status: unit.status,
    supervisor_code: unit.supervisor,
  }),
} satisfies Register<'units'>;

/** What of a cadre is sealed: all that tells where somebody lives, how to reach them, and how they are. */
type Personal = Pick<Cadre, 'idNumber' | 'address' | 'home' | 'phone' | 'family' | 'tags' | 'abilityLevel'>;

const placeOf = ({ bureauId }: Pick<RegisterContext, 'bureauId'>, id: string) => ({
  bureauId,
  table: 'cadre',
  column: 'personal',
  rowId: id,
});

export const cadres = {
  name: 'cadres',
  table: 'cadre',
  select: `t.code, t.name, t.gender, t.unit_code, t.area, t.settlement, t.deceased_on::text, t.personal`,
  from: 'cadre t',
  read: (c, context: Pick<RegisterContext, 'bureauId' | 'vault'>) => ({
    code: text(c.code),
    name: text(c.name),
    gender: text(c.gender),
    unit: text(c.unit_code),
    area: text(c.area),
    settlement: c.settlement as Settlement,
    deceasedOn: textOrNull(c.deceased_on),
    ...(JSON.parse(context.vault.open(c.personal as Buffer, placeOf(context, text(c.id)))) as Personal),
  }),
  write: (cadre, context, id) => {
    const { idNumber, address, home, phone, family, tags, abilityLevel } = cadre;
    const personal: Personal = { idNumber, address, home, phone, family, tags, abilityLevel };
    return {
      code: cadre.code,
      ...{ name: cadre.name, name_keys: nameKeys(cadre.name) },
      gender: cadre.gender,
      unit_code: cadre.unit,
      area: cadre.area,
      settlement: cadre.settlement,
      deceased_on: cadre.deceasedOn,
      personal: context.vault.seal(JSON.stringify(personal), placeOf(context, id)),
      id_number_index: context.vault.index(idNumber, context.bureauId),
      phone_index: context.vault.index(phone, context.bureauId),
    };
  },
} satisfies Register<'cadres'>;

export const stays = {
  name: 'stays',
  table: 'stay',
  select: `cadre.code as cadre, t.kind, ${seconds('t.from_at', 'from_at')}, ${seconds('t.to_at', 'to_at')}`,
  from: 'stay t join cadre on cadre.bureau_id = t.bureau_id and cadre.id = t.cadre_id',
  read: (c) => ({
    cadre: text(c.cadre),
    kind: c.kind as StayKind,
    from: Number(c.from_at),
    to: c.to_at === null ? null : Number(c.to_at),
  }),
  write: (stay, context) => ({
    cadre_id: context.idOf('cadres', stay.cadre),
    kind: stay.kind,
    from_at: stay.from,
    to_at: stay.to,
  }),
} satisfies Register<'stays'>;

export const providers = {
  name: 'providers',
  table: 'provider_link',
  select: 't.code, t.name, t.kind, t.credit_code, t.qualified_until::text, t.phone, t.bank, t.bank_account',
  from: 'provider_link t',
  read: (c) => ({
    code: text(c.code),
    name: text(c.name),
    creditCode: text(c.credit_code),
    kind: text(c.kind),
    qualifiedUntil: text(c.qualified_until),
    phone: text(c.phone),
    bank: text(c.bank),
    bankAccount: text(c.bank_account),
  }),
  write: (provider, context) => ({
    code: provider.code,
    provider_id: context.shared('provider', provider.creditCode),
    ...{ name: provider.name, name_keys: nameKeys(provider.name) },
    kind: provider.kind,
    credit_code: provider.creditCode,
    qualified_until: provider.qualifiedUntil,
    phone: provider.phone,
    bank: provider.bank,
    bank_account: provider.bankAccount,
  }),
} satisfies Register<'providers'>;

export const workers = {
  name: 'workers',
  table: 'worker_link',
  select: `t.code, link.code as provider, t.name, t.certified_until::text, t.joined_on::text, t.left_on::text`,
  from: 'worker_link t join provider_link link on link.bureau_id = t.bureau_id and link.id = t.provider_link_id',
  read: (c) => ({
    code: text(c.code),
    provider: text(c.provider),
    name: text(c.name),
    certifiedUntil: text(c.certified_until),
    joinedOn: text(c.joined_on),
    leftOn: textOrNull(c.left_on),
  }),
  write: (worker, context) => ({
    code: worker.code,
    worker_id: context.shared('worker', worker.code),
    provider_link_id: context.idOf('providers', worker.provider),
    provider_id: providerIdOf(worker.provider, context),
    ...{ name: worker.name, name_keys: nameKeys(worker.name) },
    certified_until: worker.certifiedUntil,
    joined_on: worker.joinedOn,
    left_on: worker.leftOn,
  }),
} satisfies Register<'workers'>;

/** The shared identity of the provider that a bureau's office calls by this code. */
export function providerIdOf(code: string, context: RegisterContext): string {
  const provider = context.stored('providers', code);
  if (!provider) throw new Error(`the registers do not have ${code}`);
  return context.shared('provider', provider.creditCode);
}
