import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the build lays the front ends; the same from the sources and from dist. */
const BUILT = join(__dirname, '../../../portal/dist');
const YEAR_SECONDS = 365 * 86_400;

/** Paths that are never a page of the desk: an unknown one there is a 404 in the words of the interface. */
const NOT_PAGES = /^\/(api|c|field\/assets|assets|livez|readyz|metrics)(\/|$|\?)/;

/** Serves the desk at / and the field app at /field/. Files with a hash in their name may be kept for ever. */
export async function servePortal(server: FastifyInstance): Promise<void> {
  if (!existsSync(join(BUILT, 'desk/index.html'))) return;
  await server.register(fastifyStatic, {
    root: BUILT,
    serve: false,
    preCompressed: true,
    cacheControl: false,
  });
  server.get('/*', (request, reply) => send(request, reply));
  server.get('/', (_request, reply) => page(reply, 'desk/index.html'));
}

function send(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '/';
  // The service worker looks after what is under /field/, and nothing beside it.
  if (path === '/field') return reply.redirect('/field/');
  const inField = path.startsWith('/field/');
  const file = inField ? `field/${path.slice('/field/'.length)}` : `desk${path}`;
  if (isFile(file)) {
    const keep = file.includes('/assets/') ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
    return reply.header('Cache-Control', keep).sendFile(file);
  }
  const isPage = (request.headers.accept ?? '').includes('text/html') && !NOT_PAGES.test(path);
  if (!isPage) {
    reply.callNotFound();
    return reply;
  }
  return page(reply, inField ? 'field/index.html' : 'desk/index.html');
}

/** An address of the portal's own, e.g. /orders/1: its program reads the address. */
function page(reply: FastifyReply, file: string): FastifyReply {
  return reply.header('Cache-Control', 'no-cache').sendFile(file);
}

/** Only names that a build makes; `..` and encoded tricks are no file. */
function isFile(file: string): boolean {
  return /^(desk|field)(\/[\w-][\w.-]*)+$/.test(file) && /\.\w+$/.test(file) && existsSync(join(BUILT, file));
}
