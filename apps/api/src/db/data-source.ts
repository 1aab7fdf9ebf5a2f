import { availableParallelism } from 'node:os';
import { MIGRATIONS } from '@songbai/migrations';
import { types as pgTypes } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';

const DATE = 1082;
const DATES = 1182;
const TEXTS = 1009;

/**
 * A day is text, "2026-10-31": as a JavaScript Date it would be midnight in whatever zone the process has.
 * bigint comes as text and timestamptz as Date, as the driver has them.
 */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (oid === DATE) return (text) => text;
    return pgTypes.getTypeParser(oid === DATES ? TEXTS : oid, format as 'text');
  },
};

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
    extra: { types, pipeline: true, idleTimeoutMillis: 600_000 },
  };
}

export function createDataSource(url: string, entities: Entities = []): DataSource {
  return new DataSource(dataSourceOptions(url, entities));
}
