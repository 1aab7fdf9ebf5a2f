import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { createServer } from '../../apps/api/src/http/server';

type Server = ReturnType<Awaited<ReturnType<typeof createServer>>['getHttpAdapter']>['getInstance'];

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, unknown> }> | undefined>;
}

const FILE = join(__dirname, '../../apps/api/openapi.json');

/**
 * Looks on while a spec asks this server, and answers what it said that the document does not: an answer whose status
 * is not listed for its call. Called before the server is ready. Routes outside the interface are none of it, and a
 * defect (500) stands in no document: the specs see that for themselves.
 */
export function watchStatuses(server: ReturnType<Server>): () => string[] {
  const { paths } = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
  const unlisted = new Set<string>();
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.routeOptions.url?.replace(/:(\w+)/g, '{$1}') ?? '';
    const listed = paths[path]?.[request.method.toLowerCase()]?.responses;
    const isListed = !listed || reply.statusCode in listed || reply.statusCode === 500;
    if (!isListed) unlisted.add(`${request.method} ${path}: ${reply.statusCode}`);
    done();
  });
  return () => [...unlisted].sort();
}
