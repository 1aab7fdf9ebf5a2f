import { type ContractStatus, dayOf, type Measure, statusOn } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import type { CadresService } from '../cadres/cadres.service';
import type { UnitOfWork } from '../db/unit-of-work';
import type { PersonalDataVault } from '../personal-data/vault';
import { apart, plain } from './meaning';
import type { SaidOrder, SaidPerson } from './order-columns';

/** What the rows of a list of orders may name: whatever the caller sees of it, and nothing else. */
export interface OrderRegister {
  /** Who may be meant: those with the ID number that a row says, or where it says none, with its code or name. */
  candidates(said: SaidPerson): readonly KnownCadre[];
  items: readonly KnownItem[];
  contracts: readonly KnownContract[];
  funds: readonly KnownFund[];
  needs: readonly { id: string; number: string; cadreId: string }[];
  /** Of all whom a row that says a birth may mean, by their ids. */
  birthYears: ReadonlyMap<string, number>;
}

export interface KnownCadre {
  bureauId: string;
  id: string;
  code: string;
  name: string;
  area: string;
  unitId: string | null;
  /** Names and codes of the original unit, and of the one that answers for it today. */
  units: readonly string[];
  idIndex: string | null;
}

export interface KnownItem {
  bureauId: string;
  code: string;
  name: string;
  measure: Measure;
  fundTypes: readonly string[];
}

export interface KnownContract {
  id: string;
  number: string;
  provider: string;
  providerCode: string;
  status: string;
  startsOn: string;
  endsOn: string;
  areas: readonly string[];
  prices: readonly { itemCode: string; from: string; to: string | null }[];
}

export interface KnownFund {
  id: string;
  code: string;
  type: string;
  year: number;
  ownerUnitId: string | null;
}

const LISTS = {
  cadres: `select c.bureau_id as "bureauId", c.id, c.code, c.name, c.area, c.responsible_unit_id as "unitId",
      encode(c.id_number_index, 'hex') as "idIndex",
      array_remove(array[c.unit_code, original.name, answers.code, answers.name], null) as units
    from cadre c
    left join unit original on original.bureau_id = c.bureau_id and original.code = c.unit_code
    left join unit answers on answers.bureau_id = c.bureau_id and answers.id = c.responsible_unit_id
    order by c.code`,
  items: `select bureau_id as "bureauId", code, name, measure, fund_types as "fundTypes" from item order by code`,
  contracts: `select c.id, c.number, link.name as provider, link.code as "providerCode", c.status,
      c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.areas,
      coalesce((select json_agg(json_build_object('itemCode', item.code, 'from', p.from_on, 'to', p.to_on))
        from price p join item on item.bureau_id = p.bureau_id and item.id = p.item_id
        where p.bureau_id = c.bureau_id and p.contract_id = c.id), '[]') as prices
    from contract c join provider_link link on link.bureau_id = c.bureau_id and link.id = c.provider_link_id
    order by c.number`,
  funds: 'select id, code, type, year, owner_unit_id as "ownerUnitId" from fund order by code',
  needs: 'select id, number, cadre_id as "cadreId" from need where number = any($1)',
};

export interface OrderTools {
  unitOfWork: UnitOfWork;
  vault: PersonalDataVault;
  cadres: CadresService;
}

/** Reads under the policies of whoever files the list: of whom they do not see, they are told nothing. */
export async function readOrderRegister(
  { unitOfWork, vault, cadres: people }: OrderTools,
  caller: Caller,
  rows: readonly SaidOrder[],
): Promise<OrderRegister> {
  const today = dayOf(Math.floor(caller.at.getTime() / 1000));
  const numbers = rows.flatMap(({ need }) => need ?? []);
  const { cadres, ...lists } = await unitOfWork.run(caller.actor, async (tx) => ({
    cadres: await tx.query<KnownCadre>(LISTS.cadres),
    items: await tx.query<KnownItem>(LISTS.items),
    contracts: await tx.query<KnownContract & { status: ContractStatus }>(LISTS.contracts),
    funds: await tx.query<KnownFund>(LISTS.funds),
    needs: await tx.query<OrderRegister['needs'][number]>(LISTS.needs, [numbers]),
  }));
  const { bureauId = '' } = caller.actor;
  const candidates = finderOf(cadres, (idNumber) =>
    vault.index(idNumber.toUpperCase(), bureauId).toString('hex'),
  );
  return {
    ...{ ...lists, candidates },
    contracts: lists.contracts.map((contract) => ({ ...contract, status: statusOn(contract, today) })),
    birthYears: await birthYearsOf(people, caller, candidates, rows),
  };
}

/** Everybody is gone through once, and not once for each of hundreds of rows; an index is dear, and made once a row. */
function finderOf(
  cadres: readonly KnownCadre[],
  indexOf: (idNumber: string) => string,
): OrderRegister['candidates'] {
  const byIndex = new Map<string, KnownCadre[]>();
  const byWord = new Map<string, KnownCadre[]>();
  const enter = (map: Map<string, KnownCadre[]>, key: string, cadre: KnownCadre): void => {
    const known = map.get(key);
    if (known) known.push(cadre);
    else map.set(key, [cadre]);
  };
  for (const cadre of cadres) {
    if (cadre.idIndex !== null) enter(byIndex, cadre.idIndex, cadre);
    for (const each of new Set([cadre.code.toLowerCase(), plain(cadre.name)])) enter(byWord, each, cadre);
  }
  return ({ idNumber, ...said }) => {
    if (idNumber !== null) return byIndex.get(indexOf(idNumber)) ?? [];
    const { name, code } = apart(said);
    const words = new Set([name, name.toLowerCase(), plain(code ?? '').toLowerCase()]);
    return [...new Set([...words].flatMap((each) => byWord.get(each) ?? []))];
  };
}

const AT_ONCE = 50;

/** It is sealed, and opened one by one: so it is asked only of those whom a row with a birth may mean. */
async function birthYearsOf(
  people: CadresService,
  caller: Caller,
  candidates: OrderRegister['candidates'],
  rows: readonly SaidOrder[],
): Promise<Map<string, number>> {
  const asked = rows.flatMap(({ cadre }) => (cadre.birth === null ? [] : candidates(cadre)));
  const ids = [...new Set(asked.map(({ id }) => id))];
  const years = new Map<string, number>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const { items } = await people.list(caller, {
      ids: ids.slice(from, from + AT_ONCE).join(','),
      limit: String(AT_ONCE),
    });
    for (const { id, birthYear } of items) years.set(id, birthYear);
  }
  return years;
}
