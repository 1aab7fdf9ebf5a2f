import { availableParallelism } from 'node:os';
import { MIGRATIONS } from '@songbai/migrations';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import { parserOf } from './wire-types';

/**
 * Two for each processor, and two more, so that somebody's long import does not keep the others waiting. More than that
 * do no more work: they wait for each other's rows and for a processor, and the slowest answers get slower.
 */
const CONNECTIONS = 2 * availableParallelism() + 2;

type Entities = PostgresDataSourceOptions['entities'];

/** The one way we connect. The schema comes from the migrations alone, never from the entities. */
export function dataSourceOptions(url: string, entities: Entities = []): PostgresDataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    poolSize: CONNECTIONS,
    connectTimeoutMS: 10_000,
    applicationName: 'songbai',
    // A connection keeps its plans: one that is given up after a quiet moment has to make them again.
    extra: { types: { getTypeParser: parserOf }, pipeline: true, idleTimeoutMillis: 600_000 },
  };
}

export function createDataSource(url: string, entities: Entities = []): DataSource {
  return new DataSource(dataSourceOptions(url, entities));
}
