import type { Tx } from '../db/unit-of-work';

/** What somebody is called, and was: each name with the moment until which it held, in milliseconds, in order. */
export interface NameHistory {
  name: string;
  former: readonly { name: string; until: number }[];
}

interface NamedUser {
  id: string;
  username: string;
  name: string;
  former: { name: string; until: string }[] | null;
}

const NAMES = `select u.id, u.username, u.display_name as name,
    (select jsonb_agg(jsonb_build_object('name', f.name, 'until', f.until) order by f.until)
       from former_name f where f.user_id = u.id) as former
  from app_user u`;

/** The names of users, by user name or by id. Read as the system: nobody else reads who may sign in. */
export async function readNames(
  tx: Tx,
  by: 'username' | 'id',
  of: readonly string[],
): Promise<ReadonlyMap<string, NameHistory>> {
  const rows = await tx.query<NamedUser>(`${NAMES} where u.${by} = any($1)`, [of]);
  return new Map(
    rows.map(({ name, former, ...row }) => [
      row[by],
      { name, former: (former ?? []).map((each) => ({ name: each.name, until: Date.parse(each.until) })) },
    ]),
  );
}

/** What somebody was called at a moment. A deed without a moment is older than all that is known of names. */
export function nameAt({ name, former }: NameHistory, at: number | undefined): string {
  const then = former.find(({ until }) => at === undefined || at < until);
  return then?.name ?? name;
}

/** Keeps the name that somebody had so far, where the new one is another. */
export async function keepName(tx: Tx, userId: string, next: string, at: Date): Promise<void> {
  await tx.execute(
    `insert into former_name (user_id, name, until)
     select id, display_name, $3 from app_user where id = $1 and display_name <> $2`,
    [userId, next, at.toISOString()],
  );
}
