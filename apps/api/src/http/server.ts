import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule, type AppSettings } from '../app.module';
import { servePortal } from '../portal/portal';
import { Adapter } from './adapter';
import { ProblemFilter } from './problem.filter';
import { logRequests } from './request-log';
import { checkShape } from './request-shape';
import { keepSafe } from './safe-headers';
import { takeForms } from './uploads';

export const PREFIX = 'api/v1';
/** What stands outside the prefix: for watchers, for browsers, and for who reads the interface. */
export const OUTSIDE = ['about', 'livez', 'readyz', 'metrics', 'c/{*path}', 'api/openapi.json', 'api/docs'];

/** The web server with everything that every request passes, not yet listening. main.ts and the tests both use it. */
export async function createServer(settings: AppSettings, log: Logger): Promise<NestFastifyApplication> {
  const problems = new ProblemFilter(log);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings),
    new Adapter(problems, settings),
    { logger: ['error', 'warn'], abortOnError: false },
  );
  app.setGlobalPrefix(PREFIX, { exclude: OUTSIDE });
  app.useGlobalFilters(problems);
  const server = app.getHttpAdapter().getInstance();
  await keepSafe(server);
  logRequests(server, log);
  await takeForms(server);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    done();
  });
  // Its body is read: who holds it back does not date what it does.
  server.addHook('preHandler', (request, _reply, done) => {
    request.at = new Date();
    checkShape(request);
    done();
  });
  await servePortal(server);
  return app;
}
