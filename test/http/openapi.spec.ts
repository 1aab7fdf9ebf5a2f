import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import request from 'supertest';
import { describeServer } from '../../apps/api/src/docs/describe';
import { ROUTE, type RouteRules } from '../../apps/api/src/http/route-rules';
import { startApp, type TestApp } from '../support/app';
import { schemasOf } from '../support/documented';

const committed = readFileSync(join(__dirname, '../../apps/api/openapi.json'), 'utf8');

interface Operation {
  parameters?: { in: string; name: string }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
}

let site: TestApp;
beforeAll(async () => {
  site = await startApp();
}, 60_000);
afterAll(() => site.close());

/** Every handler of every controller, with the rules it declares. */
function routes(): { name: string; method: RequestMethod; rules: RouteRules | undefined }[] {
  const discovery = new DiscoveryService(site.app.get(ModulesContainer));
  const reflector = new Reflector();
  return discovery.getControllers().flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance);
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name];
      const method = Reflect.getMetadata('method', handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const rules = reflector.get<RouteRules | undefined>(ROUTE, handler);
      return [{ name: `${metatype?.name}.${name}`, method, rules }];
    });
  });
}

/** The names whose content differs. */
function changed(now: Record<string, unknown>, then: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])];
  return names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
}

test('openapi.json is what the code says; if not: npm run openapi', async () => {
  const [now, then] = [JSON.parse(JSON.stringify(await describeServer())), JSON.parse(committed)];
  expect(changed(now.paths, then.paths)).toEqual([]);
  expect(changed(now.components.schemas, then.components.schemas)).toEqual([]);
  expect(now).toEqual(then);
});

test('every route says who may call it', () => {
  const found = routes();
  expect(found.length).toBeGreaterThan(40);
  expect(found.filter(({ rules }) => rules === undefined).map(({ name }) => name)).toEqual([]);
});

test('every call has an answer, and every one that needs signing in says so', () => {
  const { paths, openapi } = JSON.parse(committed) as {
    paths: Record<string, Record<string, Operation>>;
    openapi: string;
  };
  expect(openapi).toBe('3.1.0');
  expect(committed).not.toContain('"nullable"');
  for (const [path, verbs] of Object.entries(paths)) {
    for (const [verb, { responses }] of Object.entries(verbs)) {
      const success = Object.keys(responses).filter((status) => /^2/.test(status));
      expect([path, verb, success.length]).toEqual([path, verb, 1]);
    }
  }
});

/** Every schema with an example, and where it stands in the document. */
function* examples(node: unknown, place: string[]): Generator<{ place: string[]; example: unknown }> {
  if (typeof node !== 'object' || node === null) return;
  if ('example' in node && place.at(-1) !== 'properties') yield { place, example: node.example };
  for (const [name, part] of Object.entries(node)) {
    if (name !== 'example' || place.at(-1) === 'properties') yield* examples(part, [...place, name]);
  }
}

test('every example is what its own schema allows', () => {
  const document = JSON.parse(committed);
  const schemas = schemasOf(document);
  const found = [...examples(document, [])];
  expect(found.length).toBeGreaterThan(500);
  const wrong = found.flatMap(({ place, example }) =>
    schemas.faults(place, example).map((fault) => `${place.join('.')} ${JSON.stringify(example)} ${fault}`),
  );
  expect(wrong).toEqual([]);
});

test('a parameter is named once', () => {
  const { paths } = JSON.parse(committed) as { paths: Record<string, Record<string, Operation>> };
  const twice = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([verb, { parameters = [] }]) => {
      const names = parameters.map((each) => `${each.in} ${each.name}`);
      return new Set(names).size === names.length ? [] : [`${verb} ${path}`];
    }),
  );
  expect(twice).toEqual([]);
});

test('the document and its page open for anybody and load nothing from elsewhere', async () => {
  const server = site.app.getHttpServer();
  expect((await request(server).get('/api/openapi.json')).body).toEqual(JSON.parse(committed));
  const page = await request(server).get('/api/docs');
  expect([page.status, page.type]).toEqual([200, 'text/html']);
  expect(page.text).not.toMatch(/<script|src=|https?:\/\//);
});
