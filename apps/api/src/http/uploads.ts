import multipart, { type MultipartFile, type MultipartValue } from '@fastify/multipart';
import { DomainError } from '@songbai/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from './request.pipe';

const MOST_BYTES = 10 * 1024 * 1024;
const LONGEST_FIELD = 20_000;
const PREFIX = 'api/v1';
const TAKES_FORMS = [
  'photos',
  'tables/:name/preview',
  'tables/:name/import',
  'tables/:name/checked.xlsx',
].map((path) => `/${PREFIX}/${path}`);

/** A form with one file, and the fields that stood before it. */
export interface Upload {
  file: Buffer;
  fileName: string;
  fields: Readonly<Record<string, string>>;
}

/** Lets these routes, and no others, take forms. */
export async function takeForms(server: FastifyInstance): Promise<void> {
  server.addHook('preHandler', (request, _reply, done) => {
    const isElsewhere = request.isMultipart() && !TAKES_FORMS.includes(request.routeOptions.url ?? '');
    done(isElsewhere ? new DomainError('unsupported-media-type') : undefined);
  });
  await server.register(multipart, {
    limits: {
      ...{ files: 1, fileSize: MOST_BYTES, fields: 10, fieldSize: LONGEST_FIELD, parts: 11, headerPairs: 50 },
    },
  });
}

/** The form of this request; throws `otherwise` where it is none. */
export async function uploadOf(request: FastifyRequest, otherwise: DomainError): Promise<Upload> {
  if (!request.isMultipart()) throw otherwise;
  let part: MultipartFile | undefined;
  try {
    part = await request.file();
    if (part) return { file: await part.toBuffer(), fileName: part.filename, fields: fieldsOf(part) };
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 413) throw new DomainError('too-large');
  }
  throw invalid([{ path: 'file', rule: 'photo' }]);
}

function fieldsOf({ fields }: MultipartFile): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const part = Array.isArray(field) ? field.at(-1) : field;
    if (part?.type === 'field') texts[name] = String((part as MultipartValue).value);
  }
  return texts;
}
