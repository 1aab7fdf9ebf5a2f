import type { Caller } from '../access/caller';
import { BUREAU, ONLOOKERS } from '../access/role';
import type { Tx } from '../db/unit-of-work';
import { bankAndAccount } from '../http/mask';
import type { AccountChangeAnswer, ProviderAnswer } from './providers.dto';

interface ChangeColumns {
  code: string;
  changed_by: string;
  changed_at: Date;
  reason: string | null;
  bank_from: string | null;
  account_from: string | null;
  bank_to: string | null;
  account_to: string | null;
}

const SEERS: readonly string[] = [...BUREAU, ...ONLOOKERS];

/** Adds to providers when the account that they are paid to was last changed, for those whom it concerns. */
export async function withAccountChanges(
  tx: Tx,
  { role }: Caller['person'],
  providers: readonly ProviderAnswer[],
): Promise<ProviderAnswer[]> {
  if (!SEERS.includes(role)) return [...providers];
  const found = new Map<string, AccountChangeAnswer>();
  for (const bureauId of new Set(providers.map((each) => each.bureauId))) {
    const codes = providers.filter((each) => each.bureauId === bureauId).map(({ code }) => code);
    const rows = await tx.query<ChangeColumns>(
      'select distinct on (code) * from account_changes($1) where code = any($2) order by code, version desc',
      [bureauId, codes],
    );
    for (const row of rows) found.set(`${bureauId} ${row.code}`, changeOf(row));
  }
  return providers.map((each) => ({
    ...each,
    accountChange: found.get(`${each.bureauId} ${each.code}`) ?? null,
  }));
}

const changeOf = (c: ChangeColumns): AccountChangeAnswer => ({
  ...{ by: c.changed_by, at: c.changed_at.toISOString(), reason: c.reason },
  ...{ from: bankAndAccount(c.bank_from, c.account_from), to: bankAndAccount(c.bank_to, c.account_to) },
});
