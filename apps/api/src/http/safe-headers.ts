import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';

const POLICY = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
    },
  },
  // Songbai also runs on an intranet without certificates; a proxy that has them adds this itself.
  strictTransportSecurity: false,
};

/** What an answer says of itself, and not of its safety. */
const OWN = new Set(['content-length', 'content-type', 'date', 'connection']);

/** What browsers may do with our answers: put on every one, and worked out once, since it is the same on all. */
export async function keepSafe(server: FastifyInstance): Promise<void> {
  const headers = await safeHeaders();
  server.addHook('onRequest', (_request, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    done();
  });
}

async function safeHeaders(): Promise<[string, string][]> {
  const asked = fastify();
  await asked.register(helmet, POLICY);
  asked.get('/', () => '');
  const { headers } = await asked.inject('/');
  await asked.close();
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    OWN.has(name) ? [] : [[name, String(value)]],
  );
}
