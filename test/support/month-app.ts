import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../apps/api/src/app.module';
import { canonical } from '../../apps/api/src/intake';
import { TABLES } from '../../apps/api/src/intake/tables';
import { MonthRunService } from '../../apps/api/src/months/month-run.service';
import { SILENT } from '../../apps/api/src/months/progress';
import { type MonthResult, resultOf } from '../../apps/api/src/months/result';
import type { Payment } from '../../apps/api/src/papers/model';
import type { RegisterChange } from '../../apps/api/src/registers/registers.service';
import type { MonthRows } from './month-rows';
import { freshDatabase } from './postgres';

interface Ran {
  result: MonthResult;
  payments: Payment[];
  changes: RegisterChange[];
}

/** The application in this very process, on a database of its own, to settle months that are given as rows. */
export interface MonthApp {
  superUrl: string;
  run(rows: MonthRows, month: string): Promise<Ran>;
  close(): Promise<void>;
}

export async function openMonthApp(): Promise<MonthApp> {
  const database = await freshDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'songbai-month-'));
  const settings = { databaseUrl: database.appUrl, keyFile: join(folder, 'key') };
  const app = await NestFactory.createApplicationContext(AppModule.with(settings), { logger: false });
  return {
    superUrl: database.superUrl,
    async run(rows, month) {
      writeFolder(folder, rows);
      const order = { folder, month, lenient: false, operator: 'test', at: new Date() };
      const { settled, changes } = await app.get(MonthRunService).run(order, SILENT);
      const result = resultOf(settled.month, settled.unbilled, settled.ratings);
      return { result, changes, payments: settled.month.payments };
    },
    async close() {
      await app.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeFolder(folder: string, rows: MonthRows): void {
  for (const table of TABLES) {
    const { name, file } = table;
    // A column of which no row says anything is one that the office does not keep, where it need not.
    const isSaid = (column: string): boolean =>
      rows[name].some((row) => table.show(row)[column] !== undefined);
    const columnNames = table.columnNames.filter(
      (column, i) => !table.columns[i]?.mayBeAbsent || isSaid(column),
    );
    const lines = rows[name].map((row) => {
      const cells = canonical(name, row);
      return columnNames.map((column) => cells[column] ?? '').join(',');
    });
    writeFileSync(join(folder, `${file}.csv`), [columnNames.join(','), ...lines].join('\n'));
  }
}
