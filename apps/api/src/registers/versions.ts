import type { Tx } from '../db/unit-of-work';
import type { VersionsAnswer } from './change.dto';
import type { RegisterName } from './register';

interface VersionRow {
  version: number;
  recorded_at: Date;
  recorded_by: string;
  reason: string | null;
  content: Record<string, string | null>;
}

/** Every version of a register row, newest first. What is sealed in it stays out. */
export async function versionsOf(
  tx: Tx,
  register: RegisterName | 'needs',
  key: string,
): Promise<VersionsAnswer> {
  const rows = await tx.query<VersionRow>(
    `select version, recorded_at, recorded_by, reason, content - 'sealed' as content from register_version
     where register = $1 and code = $2 order by version desc limit 500`,
    [register, key],
  );
  const items = rows.map(({ version, recorded_at, recorded_by, reason, content }) => ({
    version,
    recordedAt: recorded_at.toISOString(),
    recordedBy: recorded_by,
    reason,
    content,
  }));
  return { items, nextCursor: null };
}
