import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { createServer } from '../../apps/api/src/http/server';
import { schemasOf } from './documented';

type Server = ReturnType<Awaited<ReturnType<typeof createServer>>['getHttpAdapter']>['getInstance'];

interface Answer {
  content?: Record<string, unknown>;
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Answer> }> | undefined>;
}

const FILE = join(__dirname, '../../apps/api/openapi.json');

/**
 * Looks on while a spec asks this server, and answers what it said that the document does not: an answer whose status
 * is not listed for its call, or whose JSON is not of the schema listed for it, fields that are not listed included.
 * Called before the server is ready. Routes outside the interface are none of it, and a defect (500) stands in no
 * document: the specs see that for themselves.
 */
export function watchAnswers(server: ReturnType<Server>): () => string[] {
  const document = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
  const schemas = schemasOf(document);
  const faults = new Set<string>();
  server.addHook('onSend', (request, reply, payload, done) => {
    const path = request.routeOptions.url?.replace(/:(\w+)/g, '{$1}') ?? '';
    const [verb, status] = [request.method.toLowerCase(), String(reply.statusCode)];
    const listed = document.paths[path]?.[verb]?.responses;
    const said = `${request.method} ${path}: ${status}`;
    if (listed && !(status in listed) && status !== '500') faults.add(said);
    const [type = ''] = String(reply.getHeader('content-type') ?? '').split(';');
    if (listed && status in listed && type.endsWith('json')) {
      const place = ['paths', path, verb, 'responses', status, 'content', type, 'schema'];
      const isListed = listed[status]?.content?.[type] !== undefined;
      const found = isListed ? schemas.faults(place, JSON.parse(String(payload))) : [`no ${type}`];
      for (const fault of found) faults.add(`${said} ${fault}`);
    }
    done();
  });
  return () => [...faults].sort();
}
