import 'reflect-metadata';
import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { readArguments, USAGE, UsageError } from './command/arguments';
import { runLedgerCommand } from './command/ledger-commands';
import { OutputError, runMonth } from './command/month-command';
import { setUp } from './command/setup-command';
import { type Config, ConfigError, readConfig } from './config';
import { type Database, openDatabase } from './db/database';
import { EmbeddedDatabaseError, hasDatabase } from './db/embedded';
import { loadDemo } from './demo/demo';
import { formatFault } from './intake';
import { MonthPassed, UnreadableFolder } from './months/folder-check';
import { StreamProgress } from './months/progress';
import { VaultError } from './personal-data/vault';

const SETTLED = 0;
const FAILED = 1;
const UNREADABLE = 2;
const INTERRUPTED = 130;

/** What reads the books of a database: where there is none, nobody must be told that they agree. */
const READERS: readonly string[] = ['verify', 'ledger-export'];

/** `npm run songbai -- …`. Answers the exit status. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    process.stdout.write(USAGE);
    return SETTLED;
  }
  const command = readArguments(words);
  const config = readConfig(process.env);
  if (!config.databaseUrl && READERS.includes(command.verb) && !hasDatabase(config.home)) {
    process.stderr.write(
      `${resolve(config.home)} 里没有数据库，没有核对任何东西 holds no database; nothing was read\n`,
    );
    return UNREADABLE;
  }
  const database = await openDatabase(config);
  stopOnSignal(database);
  try {
    const settings = { databaseUrl: database.url, keyFile: config.keyFile };
    const app = await NestFactory.createApplicationContext(AppModule.with(settings), {
      logger: false,
      abortOnError: false,
    });
    try {
      if (command.verb === 'demo') return await demo(app, config);
      if (command.verb === 'setup') {
        process.stdout.write(`${(await setUp(app, command, new Date())).join('\n')}\n`);
        return SETTLED;
      }
      if (command.verb !== 'month') {
        return await runLedgerCommand(app, database, command, (text) => process.stdout.write(`${text}\n`));
      }
      const lines = await runMonth(app, command, new StreamProgress(process.stderr));
      process.stdout.write(`${lines.join('\n')}\n`);
      return SETTLED;
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** The demo is for an empty database: what others have stored is never mixed with it. */
async function demo(app: INestApplicationContext, { demoPassword }: Config): Promise<number> {
  const say = (text: string): boolean => process.stdout.write(`${text}\n`);
  if (await loadDemo(app, say, { password: demoPassword })) return SETTLED;
  process.stderr.write('数据库不是空的，示例没有装入 the database is not empty, the demo was not loaded\n');
  return FAILED;
}

/** Ctrl-C and SIGTERM: the run is one transaction, so ending the database's use of us ends it without a trace. */
function stopOnSignal(database: Database): void {
  const stop = (): void => {
    database.stop().finally(() => process.exit(INTERRUPTED));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** Says what went wrong in words; a stack only for what is a defect of ours, and only when asked for. */
function explain(error: unknown): number {
  const say = (text: string): boolean => process.stderr.write(`${text}\n`);
  if (error instanceof UnreadableFolder) {
    for (const fault of error.faults) say(`${formatFault(fault, 'zh')} / ${formatFault(fault, 'en')}`);
    say(
      `输入有 ${error.faults.length} 处问题，什么都没有保存 / ${error.faults.length} faults, nothing was stored`,
    );
    return UNREADABLE;
  }
  if (error instanceof MonthPassed) {
    say(
      `${error.newest} 已经结算，不能再结算更早的 ${error.month} / months are run in order: ${error.newest} was run`,
    );
    return UNREADABLE;
  }
  if (error instanceof UsageError) {
    say(`${error.message}\n\n${USAGE}`);
    return FAILED;
  }
  const known = [EmbeddedDatabaseError, ConfigError, OutputError, VaultError];
  const isKnown = known.some((kind) => error instanceof kind);
  const message = error instanceof Error ? error.message : String(error);
  say(isKnown ? message : `未能完成 not completed: ${message}`);
  if (process.env.SONGBAI_DEBUG && error instanceof Error) say(error.stack ?? '');
  return FAILED;
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    const status = explain(error);
    // What a half-made application still holds open must not keep a person waiting.
    process.stderr.write('', () => process.exit(status));
  },
);
