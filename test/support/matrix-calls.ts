import { v7 as newId } from 'uuid';
import { describeServer } from '../../apps/api/src/docs/describe';
import type { TestApp } from './app';
import type { Papers, Subject } from './matrix-papers';
import { PHOTO } from './matrix-proofs';
import { LEFT_OUT, SUBJECT_OF_FIELD, SUBJECT_OF_PATH } from './matrix-subjects';
import { SIGNATURE } from './visits';

const PREFIX = '/api/v1';
export const UNKNOWN = '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10';
export const MALFORMED = 'no-uuid';

/** A place in a call that an id stands in: of its path, its body or its query. */
export interface Slot {
  where: 'path' | 'body' | 'query';
  name: string;
  subject: Subject;
}

/** A route as it is called: what it takes, and where it names something of somebody's. */
export interface CallOf {
  name: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body: Record<string, unknown> | undefined;
  isUpload: boolean;
  slots: Slot[];
}

export interface Answer {
  status: number;
  text: string;
}

/** The routes that the running server answers, as `METHOD /path`; those outside the interface begin with `~`. */
export function liveRoutes(site: TestApp): string[] {
  const server = site.app.getHttpAdapter().getInstance();
  const above: string[] = [];
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^(.*?)[├└]── (.*) \((.*)\)$/.exec(line) ?? [];
      if (part === '') return [];
      const depth = indent.length / 4;
      const path = `${depth === 0 ? '' : above[depth - 1]}${part}`.replace(/^\/\//, '/');
      above[depth] = path;
      const name = path.startsWith(`${PREFIX}/`) ? path.slice(PREFIX.length) : `~${path}`;
      return methods.split(', ').flatMap((method) => (method === 'HEAD' ? [] : [`${method} ${name}`]));
    });
}

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  format?: string;
  example?: unknown;
}

interface Operation {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** The interface as the code describes it now. */
const described = async (): Promise<Document> => JSON.parse(JSON.stringify(await describeServer()));

/** How these routes are called, from what the interface says of them. */
export async function callsOf(names: readonly string[]): Promise<CallOf[]> {
  const document = await described();
  return names.flatMap((name) => callOf(document, name) ?? []);
}

/** Undefined where the interface has no such route; the walk over the routes complains of it. */
function callOf({ paths, components }: Document, name: string): CallOf | undefined {
  const [method = '', path = ''] = name.split(' ');
  const operation = paths[PREFIX + path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  if (!operation) return undefined;
  const content = operation.requestBody?.content ?? {};
  const schema = content['application/json']?.schema;
  const body = schema && (exampleOf(schema, components.schemas) as Record<string, unknown>);
  for (const field of LEFT_OUT[name] ?? []) delete body?.[field];
  const inPath = [...path.matchAll(/:(\w+)/g)].flatMap(([, param = '']) => {
    const subject = param === 'id' ? SUBJECT_OF_PATH[path.split('/')[1] ?? ''] : SUBJECT_OF_FIELD[param];
    return subject ? [{ where: 'path' as const, name: param, subject }] : [];
  });
  const inQuery = new Set((operation.parameters ?? []).filter((p) => p.in === 'query').map((p) => p.name));
  const slotsOf = (where: 'body' | 'query', names: Iterable<string>): Slot[] =>
    [...names].flatMap((field) => {
      const subject = SUBJECT_OF_FIELD[field];
      return subject ? [{ where, name: field, subject }] : [];
    });
  return {
    ...{ name, method: method as CallOf['method'], path, body },
    isUpload: 'multipart/form-data' in content,
    slots: [...inPath, ...slotsOf('body', Object.keys(body ?? {})), ...slotsOf('query', inQuery)],
  };
}

/** A value that fits: the examples of the document. What has none and may be left out is left out. */
function exampleOf(given: Schema, schemas: Record<string, Schema>): unknown {
  const name = (given.$ref ?? given.allOf?.[0]?.$ref)?.split('/').pop();
  const schema = name === undefined ? given : (schemas[name] ?? {});
  if (schema.example !== undefined) return schema.example;
  if (schema.properties) {
    const entries = Object.entries(schema.properties).map(([field, inner]) => {
      const value = exampleOf(inner, schemas);
      return [field, value ?? (schema.required?.includes(field) ? '见附件' : undefined)] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }
  const item = schema.items && exampleOf(schema.items, schemas);
  return item === undefined ? undefined : [item];
}

/** The call with everything the caller's own, but for one place. */
export function filled(call: CallOf, own: Papers, other?: { slot: Slot; id: string }) {
  const idOf = (slot: Slot): string => (other?.slot === slot ? other.id : own[slot.subject]);
  let path = call.path;
  const body = call.body && structuredClone(call.body);
  for (const slot of call.slots) {
    const id = idOf(slot);
    if (slot.where === 'path') path = path.replace(`:${slot.name}`, id);
    if (slot.where === 'body' && body) body[slot.name] = Array.isArray(body[slot.name]) ? [id] : id;
    if (slot.where === 'query' && other?.slot === slot) path += `?${slot.name}=${id}`;
  }
  path = path
    .replace(':month', '2026-10')
    .replace(':year', '2026')
    .replace(':sha256', PHOTO)
    .replace(':name', 'items');
  // Made by the client, and so new each time.
  if (body && 'id' in body) body.id = newId();
  return { path, body };
}

const FORM = 'songbai-form';
const PART = 'Content-Disposition: form-data; name="file"; filename="a.png"';
const UPLOAD = Buffer.concat([
  Buffer.from(`--${FORM}\r\n${PART}\r\n\r\n`),
  Buffer.from(SIGNATURE.split(',')[1] ?? '', 'base64'),
  Buffer.from(`\r\n--${FORM}--\r\n`),
]);

/** One call, straight into the server; a fresh key unless none is wanted. */
export async function send(
  site: TestApp,
  token: string | undefined,
  call: CallOf,
  { path, body }: { path: string; body: object | undefined },
  key: string | null = newId(),
): Promise<Answer> {
  const { statusCode, payload } = await site.app.inject({
    method: call.method,
    url: path.startsWith('~') ? path.slice(1) : PREFIX + path,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(key && call.method === 'POST' && { 'idempotency-key': key }),
      ...(call.isUpload && { 'content-type': `multipart/form-data; boundary=${FORM}` }),
    },
    ...(call.isUpload ? { payload: UPLOAD } : body && { payload: body }),
  });
  return { status: statusCode, text: payload };
}

/** All of these, so many at a time. */
export async function inTurns<T>(
  tasks: readonly T[],
  work: (task: T) => Promise<void>,
  width = 12,
): Promise<void> {
  const queue = tasks.values();
  const worker = async (): Promise<void> => {
    for (const task of queue) await work(task);
  };
  await Promise.all(Array.from({ length: width }, worker));
}
