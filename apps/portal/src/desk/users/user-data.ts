import { answerOf, api, type Schemas } from '../../shared/session';
import { type Filters, type Read, useRead } from '../kit';

export type Account = Schemas['UserAccountAnswer'];
export type GivenPassword = Schemas['NewUserAnswer'];
export type UserRole = Omit<Schemas['NewUser'], 'username' | 'name'>;
export type Parties = Schemas['PartyNamesAnswer'];

export const fetchUsers = (cursor: string | undefined, filters: Filters) =>
  answerOf(
    api.GET('/api/v1/users', { params: { query: { ...filters, ...(cursor && { cursor }) } as object } }),
  );

export const useParties = (bureauId?: string | null, providerId?: string | null): Read<Parties> => {
  const query = { ...(bureauId && { bureauId }), ...(providerId && { providerId }) };
  return useRead(['parties', query], () => answerOf(api.GET('/api/v1/users/parties', { params: { query } })));
};

export type Party = 'bureauId' | 'unitId' | 'providerId' | 'workerId' | 'cadreId';

/** Which fields a role is asked for; the server decides all the same. */
export const NEEDS: Record<UserRole['role'], readonly Party[]> = {
  'system-admin': [],
  'bureau-clerk': ['bureauId'],
  'bureau-approver': ['bureauId'],
  'bureau-finance': ['bureauId'],
  liaison: ['bureauId'],
  supervisor: ['bureauId'],
  auditor: ['bureauId'],
  'unit-contact': ['bureauId', 'unitId'],
  'unit-finance': ['bureauId', 'unitId'],
  'provider-manager': ['providerId'],
  'care-worker': ['providerId', 'workerId'],
  family: ['bureauId', 'cadreId'],
};

/** The names of those a user acts for. */
export function partyText({ bureauId, unitId, providerId, workerId }: Account, parties: Parties): string {
  const nameIn = (rows: { id: string; name: string }[], id: string | null | undefined): string =>
    rows.find((row) => row.id === id)?.name ?? '';
  return [
    nameIn(parties.bureaus, bureauId),
    nameIn(parties.units, unitId),
    nameIn(parties.providers, providerId),
    nameIn(parties.workers, workerId),
  ]
    .filter((name) => name !== '')
    .join(' · ');
}
