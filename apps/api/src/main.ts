import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, ConfigError, readConfig } from './config';
import { type Database, openDatabase } from './db/database';
import { EmbeddedDatabaseError } from './db/embedded';
import { loadDemo } from './demo/demo';
import { Readiness } from './health/readiness';
import { Housekeeping, KEPT_DAYS, type Swept } from './housekeeping/housekeeping';
import { makeLog } from './http/request-log';
import { createServer } from './http/server';
import { VaultError } from './personal-data/vault';
import { NameKeyFilling } from './registers/name-key-filling';

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** `npm start`: the database, the server, the sample month; and on Ctrl-C or SIGTERM a clean end of all of them. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const signal = firstSignal();
  const database = await openDatabase(config);
  const lost = database.lost();
  // Whoever races with it hears of it; it may also come when nobody does.
  lost.catch(() => undefined);
  try {
    const app = await serve(config, database);
    try {
      // A signal during the loading ends it: the run is one transaction, and nothing of it stays.
      const opened = open(app, database, config).then(() => true);
      const isOpen = await Promise.race([opened, signal.then(() => false), lost]);
      const stopSweeping = isOpen && app.get(Housekeeping).keepSweeping(() => new Date(), unswept, swept);
      try {
        await Promise.race([signal, lost]);
      } finally {
        if (stopSweeping) await stopSweeping();
      }
    } finally {
      app.get(Readiness).close();
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** Nobody waits for the broom: what it left lies until the next hour. */
const unswept = (error: unknown): void => {
  say(`清理未完成 housekeeping failed: ${error instanceof Error ? error.message : String(error)}`);
};

/** What somebody gave and is gone is worth a line. */
const swept = ({ photos }: Swept): void => {
  if (photos > 0)
    say(
      `清理了 ${photos} 张 ${KEPT_DAYS.photos} 天内无服务记录使用的照片 swept photos that no visit used: ${photos}`,
    );
};

/** Resolves at the first SIGTERM or SIGINT. Further ones do not cut the ending short. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
  });
}

async function open(app: NestFastifyApplication, { isEmbedded }: Database, config: Config): Promise<void> {
  if (isEmbedded) await loadDemo(app, say, { password: config.demoPassword });
  await app.get(NameKeyFilling).fill();
  app.get(Readiness).open();
  say(`松柏 Songbai: ${await app.getUrl()}`);
}

async function serve(config: Config, database: Database): Promise<NestFastifyApplication> {
  const { keyFile, trustProxy, metricsToken, publicUrl, logLevel } = config;
  const settings = { databaseUrl: database.url, keyFile, trustProxy, metricsToken, publicUrl };
  const app = await createServer(settings, makeLog(logLevel));
  // A port that is taken is told by `fail`, in words; the framework would say it once more, in its own.
  app.useLogger(false);
  await app.listen(config.port, config.host);
  app.useLogger(['error', 'warn']);
  return app;
}

/** In words; a stack only when asked for. */
function fail(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code;
  const message = error instanceof Error ? error.message : String(error);
  const isKnown = [EmbeddedDatabaseError, ConfigError, VaultError].some((known) => error instanceof known);
  if (code === 'EADDRINUSE')
    say(`端口已被占用，请用 PORT 指定另一个 / the port is taken, set PORT to another: ${message}`);
  else say(isKnown ? message : `未能启动 could not start: ${message}`);
  if (process.env.SONGBAI_DEBUG && error instanceof Error) say(error.stack ?? '');
  process.exit(1);
}

main().then(() => process.exit(0), fail);
