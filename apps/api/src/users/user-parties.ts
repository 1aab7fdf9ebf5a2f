import type { Role } from '../access/role';
import type { Tx, UnitOfWork } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import type { UserRole } from './users.dto';

type Party = 'bureauId' | 'unitId' | 'providerId' | 'workerId' | 'cadreId';

/** What the database must know of somebody with a role; it has a CHECK that says so once more. */
const NEEDS: Record<Role, readonly Party[]> = {
  'system-admin': [],
  ...{ 'bureau-clerk': ['bureauId'], 'bureau-approver': ['bureauId'], 'bureau-finance': ['bureauId'] },
  ...{ liaison: ['bureauId'], supervisor: ['bureauId'], auditor: ['bureauId'] },
  ...{ 'unit-contact': ['bureauId', 'unitId'], 'unit-finance': ['bureauId', 'unitId'] },
  ...{ 'provider-manager': ['providerId'], 'care-worker': ['providerId', 'workerId'] },
  family: ['bureauId', 'cadreId'],
};

export interface PartyColumns {
  role: Role;
  bureau_id: string | null;
  unit_id: string | null;
  provider_id: string | null;
  worker_id: string | null;
  cadre_id: string | null;
}

/** Where each party is looked for. What belongs to a bureau is looked for there and nowhere else. */
const FOUND: Record<Party, string> = {
  bureauId: 'select 1 from bureau where id = $1',
  unitId: 'select 1 from unit where id = $1',
  providerId: 'select 1 from provider where id = $1',
  workerId: 'select 1 from worker where id = $1 and provider_id = $2',
  cadreId: 'select 1 from cadre where id = $1',
};

/** The columns of a role with its party. Throws `invalid-request` for a party that is missing, unknown or too much. */
export async function partyColumns(unitOfWork: UnitOfWork, given: UserRole): Promise<PartyColumns> {
  const needs = NEEDS[given.role];
  const parties: Party[] = ['bureauId', 'unitId', 'providerId', 'workerId', 'cadreId'];
  const faults = parties.flatMap((path) => {
    const isGiven = (given[path] ?? null) !== null;
    if (needs.includes(path) === isGiven) return [];
    return [{ path, rule: isGiven ? 'unknown' : 'id' }];
  });
  if (faults.length > 0) throw invalid(faults);
  const { bureauId } = given;
  const check = async (tx: Tx, path: Party): Promise<void> => {
    const params = path === 'workerId' ? [given.workerId, given.providerId] : [given[path]];
    const rows = await tx.query(FOUND[path], params);
    if (rows.length === 0) throw invalid([{ path, rule: 'known-id' }]);
  };
  const shared = needs.filter((path) => path !== 'unitId' && path !== 'cadreId');
  await unitOfWork.run({ kind: 'system' }, async (tx) => {
    for (const path of shared) await check(tx, path);
  });
  const own = needs.filter((path) => path === 'unitId' || path === 'cadreId');
  if (bureauId && own.length > 0) {
    await unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      for (const path of own) await check(tx, path);
    });
  }
  return {
    ...{ role: given.role, bureau_id: bureauId ?? null, unit_id: given.unitId ?? null },
    ...{
      provider_id: given.providerId ?? null,
      worker_id: given.workerId ?? null,
      cadre_id: given.cadreId ?? null,
    },
  };
}
