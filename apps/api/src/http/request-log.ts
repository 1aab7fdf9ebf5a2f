import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';

/** Lines leave together when there is a page of them, but soon in any case, and all of them when the process ends. */
const GATHERED = { dest: 1, sync: false, minLength: 4096, periodicFlush: 200 };

/** JSON lines, on standard output unless `write` takes them. */
export function makeLog(level: string, write?: (line: string) => void): Logger {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, write ? { write } : pino.destination(GATHERED));
}

/**
 * One line per request: which route, not which address, and who by id. Bodies, queries and paths with their ids
 * and tokens are
 * not in it.
 */
export function logRequests(server: FastifyInstance, log: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    log.info({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(request.person && { user: request.person.id }),
    });
    done();
  });
}
