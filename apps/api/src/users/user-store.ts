import type { Role } from '../access/role';
import type { Tx } from '../db/unit-of-work';
import type { PartyColumns } from './user-parties';
import type { UserAccountAnswer } from './users.dto';

/** A user as stored, without what they sign in with. */
export interface UserRow {
  id: string;
  username: string;
  display_name: string;
  role: Role;
  bureau_id: string | null;
  unit_id: string | null;
  provider_id: string | null;
  worker_id: string | null;
  cadre_id: string | null;
  active: boolean;
  password_until: Date | null;
  created_at: Date;
}

export const USER = `u.id, u.username, u.display_name, u.role, u.bureau_id, u.unit_id, u.provider_id, u.worker_id,
  u.cadre_id, u.active, u.password_until, u.created_at`;

export async function readUser(
  tx: Tx,
  id: string,
  lock: '' | 'for update' = '',
): Promise<UserRow | undefined> {
  const [row] = await tx.query<UserRow>(`select ${USER} from app_user u where u.id = $1 ${lock}`, [id]);
  return row;
}

/** A user's bureau is data here and not the scope, so this is no affair of `updateRows`. */
export async function writeRole(tx: Tx, id: string, name: string, party: PartyColumns): Promise<void> {
  const { role, bureau_id, unit_id, provider_id, worker_id, cadre_id } = party;
  await tx.execute(
    `update app_user set display_name = $2, role = $3, bureau_id = $4, unit_id = $5, provider_id = $6,
       worker_id = $7, cadre_id = $8 where id = $1`,
    [id, name, role, bureau_id, unit_id, provider_id, worker_id, cadre_id],
  );
}

export const viewUser = (row: UserRow): UserAccountAnswer => ({
  ...{ id: row.id, username: row.username, name: row.display_name, role: row.role },
  ...{ bureauId: row.bureau_id, unitId: row.unit_id, providerId: row.provider_id },
  ...{ workerId: row.worker_id, cadreId: row.cadre_id, active: row.active },
  passwordUntil: row.password_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
});
