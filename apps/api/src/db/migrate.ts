import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';

/**
 * Any number that no other user of the database takes; it keeps two starting processes from migrating at
 * once.
 */
const MIGRATING = '5283741026';

/**
 * Brings the database up to date. Several processes may call this at the same moment: one works, the others
 * wait and then find nothing to do. The lock ends with its connection, so a crash leaves nothing behind.
 */
export async function migrate(url: string): Promise<void> {
  const dataSource = await migratingSource(url).initialize();
  try {
    const guard = dataSource.createQueryRunner();
    try {
      await guard.query('select pg_advisory_lock($1)', [MIGRATING]);
      await dataSource.runMigrations({ transaction: 'each' });
      await guard.query('select pg_advisory_unlock($1)', [MIGRATING]);
    } finally {
      await guard.release();
    }
  } finally {
    await dataSource.destroy();
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Before PostgreSQL 16 a login inherits the policies of the actors that it may become, so even the check of a new
 * foreign key asks whose bureau it is. It is nobody's; in braces it is read as one id, and as a list of one.
 */
export function migratingSource(url: string): DataSource {
  const options = dataSourceOptions(url);
  return new DataSource({
    ...options,
    extra: { ...options.extra, options: `-c app.bureau=${NOBODY} -c app.party={${NOBODY}}` },
  });
}
