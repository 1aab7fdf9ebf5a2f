import { createHash } from 'node:crypto';
import multipart, { type MultipartFile, type MultipartValue } from '@fastify/multipart';
import { DomainError } from '@songbai/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller';
import { invalid } from './request.pipe';
import { MEGABYTE, tooLarge } from './sizes';

const MOST_BYTES = 10 * MEGABYTE;
const LONGEST_FIELD = 20_000;
const PREFIX = 'api/v1';
const TAKES_FORMS = [
  'photos',
  'bills/:id/files',
  'tables/:name/preview',
  'tables/:name/import',
  'tables/:name/checked.xlsx',
].map((path) => `/${PREFIX}/${path}`);

/** A file in a path, by its SHA-256. */
export const HASH = {
  example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  pattern: '^[0-9a-f]{64}$',
};

/** The body of a route that takes one file. */
export const FORM_WITH_FILE = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' } },
  },
};

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

/**
 * The form of this request; throws `otherwise` where it is none. It is read for those only who may send one, so the
 * moment of the request is now, and the caller's with it.
 */
export async function uploadOf(
  request: FastifyRequest,
  caller: Caller,
  otherwise: DomainError,
): Promise<Upload> {
  if (!request.isMultipart()) throw otherwise;
  let part: MultipartFile | undefined;
  try {
    part = await request.file();
    if (part) {
      const file = await part.toBuffer();
      request.at = new Date();
      caller.at = request.at;
      return { file, fileName: part.filename, fields: fieldsOf(part) };
    }
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 413) throw tooLarge(MOST_BYTES);
  }
  throw invalid([{ path: 'file', rule: 'photo' }]);
}

/**
 * The SHA-256 of a file. The body of its request is no JSON, so the caller's key does not know what it stands for
 * until it has this.
 */
export function hashOfFile({ key }: Caller, file: Buffer): string {
  const sha256 = createHash('sha256').update(file).digest('hex');
  if (key) key.hash = createHash('sha256').update(key.hash).update(sha256).digest();
  return sha256;
}

function fieldsOf({ fields }: MultipartFile): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, field] of Object.entries(fields)) {
    const part = Array.isArray(field) ? field.at(-1) : field;
    if (part?.type === 'field') texts[name] = String((part as MultipartValue).value);
  }
  return texts;
}
