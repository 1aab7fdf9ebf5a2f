import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source';
import { UnitOfWork } from './unit-of-work';

/** The one connection pool and the one maker of transactions. */
@Global()
@Module({})
export class DbModule {
  static at(url: string): DynamicModule {
    return {
      module: DbModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url), retryAttempts: 0 })],
      providers: [
        {
          provide: UnitOfWork,
          useFactory: (dataSource: DataSource) => new UnitOfWork(dataSource),
          inject: [getDataSourceToken()],
        },
      ],
      exports: [UnitOfWork],
    };
  }
}
