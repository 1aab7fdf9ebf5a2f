import { DomainError, type Language } from '@songbai/contracts';
import type { Tx } from '../db/unit-of-work';
import type { VersionsAnswer } from './change.dto';
import { versionReason } from './version-said';

interface VersionRow {
  version: number;
  recorded_at: Date;
  recorded_by: string;
  reason: string | null;
  effective_on: string | null;
  content: Record<string, string | null>;
}

/** Where the row stands whose versions are asked for, and by which id. A closed list: it goes into SQL text. */
const PLACES = {
  cadres: 'cadre t where t.id',
  items: 'item t where t.id',
  limits: 'usage_limit t where t.id',
  providers: 'provider_link t where t.provider_id',
  units: 'unit t where t.id',
  workers: 'worker_link t where t.worker_id',
} as const;

/**
 * Every version of a register row, newest first. What is sealed in it stays out. A code is one bureau's, and the caller
 * may see several. Throws `not-found`.
 */
export async function versionsOf(
  tx: Tx,
  register: keyof typeof PLACES,
  id: string,
  language: Language,
): Promise<VersionsAnswer> {
  const [row] = await tx.query<{ bureau_id: string; code: string }>(
    `select t.bureau_id, t.code from ${PLACES[register]} = $1 order by t.bureau_id limit 1`,
    [id],
  );
  if (!row) throw new DomainError('not-found');
  const rows = await tx.query<VersionRow>(
    `select version, recorded_at, recorded_by, reason, effective_on::text,
       content - 'sealed' as content from register_version
     where bureau_id = $1 and register = $2 and code = $3 order by version desc limit 500`,
    [row.bureau_id, register, row.code],
  );
  const items = rows.map(({ version, recorded_at, recorded_by, reason, effective_on, content }) => ({
    version,
    recordedAt: recorded_at.toISOString(),
    recordedBy: recorded_by,
    reason: versionReason(reason, language),
    effectiveOn: effective_on,
    content,
  }));
  return { items, nextCursor: null };
}
