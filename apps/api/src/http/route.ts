import {
  applyDecorators,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  SetMetadata,
  type Type,
} from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { DomainError } from '@songbai/contracts';
import { UUID } from './fields';
import { ProblemAnswer } from './problem-answer';
import { type Called, problem, statusesOf } from './route-problems';
import { ROUTE, type RouteRules } from './route-rules';

/** What a route says of itself: who may call it, what it takes and what it answers. */
export interface Route {
  summary: string;
  roles: RouteRules['roles'];
  body?: Type<unknown>;
  /** Nothing of the body has to be said, so there need not be one. */
  bodyOptional?: boolean;
  answer?: Type<unknown>;
  /** Makes or moves money: an Idempotency-Key is required. Any other POST takes one. */
  key?: 'required' | 'none';
  /** Where the service begins with a command: its first statement asks who calls, which saves a question. */
  proof?: RouteRules['proof'];
  /** Only where it is not the usual one. */
  status?: number;
  /** What the summary leaves open: what a word of the body means, or what follows. */
  explained?: string;
  /** Refusals beside the usual ones: 404 where the body names what must be there, 423 where money is posted. */
  also?: readonly number[];
  /** For routes outside the public interface's own shape of ids. */
  params?: Record<string, { example: string; pattern?: string }>;
}

type Decorator = MethodDecorator & ClassDecorator;

/** GET of one resource. */
export const Reads = (path: string, route: Route): Decorator => made('GET', path, 200, 'none', route);

/** GET of a page of resources: {items, nextCursor}. */
export const Lists = (path: string, route: Route & { answer: Type<unknown> }): Decorator =>
  applyDecorators(made('GET', path, 200, 'none', { ...route, answer: undefined }), pageAnswer(route.answer));

/** POST that makes a resource: 201 with the whole of it. */
export const Creates = (path: string, route: Route): Decorator => made('POST', path, 201, 'accepted', route);

/** POST of a verb: 200 with the whole resource as it is now. */
export const Verb = (path: string, route: Route): Decorator => made('POST', path, 200, 'accepted', route);

/** PATCH: 200 with the whole resource as it is now. */
export const Changes = (path: string, route: Route): Decorator => made('PATCH', path, 200, 'none', route);

/** DELETE: 204. */
export const Removes = (path: string, route: Route): Decorator => made('DELETE', path, 204, 'none', route);

/** `@Id() id: string`, the UUID of the path. One that is no UUID is unknown like any other. */
export const Id = (name = 'id') =>
  Param(name, {
    transform: (value: unknown): string => {
      if (typeof value !== 'string' || !UUID.test(value)) throw new DomainError('not-found');
      return value.toLowerCase();
    },
  });

const METHODS = { GET: Get, POST: Post, PATCH: Patch, DELETE: Delete };

function made(
  method: Called['method'],
  path: string,
  usual: number,
  usualKey: RouteRules['key'],
  route: Route,
): Decorator {
  const { summary, roles, body, bodyOptional = false, answer, also } = route;
  const { key = usualKey, status = usual, proof = 'before' } = route;
  const rules: RouteRules = { roles, status, key, proof };
  const isOpen = roles === 'anyone';
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  return applyDecorators(
    METHODS[method](path),
    SetMetadata(ROUTE, rules),
    HttpCode(status),
    Header('Cache-Control', 'no-store'),
    ApiOperation({ summary, description: descriptionOf(method, rules, route.explained) }),
    ApiExtraModels(ProblemAnswer),
    ...names.map((name) => pathParameter(name, route.params?.[name])),
    ...(isOpen ? [] : [ApiBearerAuth()]),
    ...(body ? [ApiBody({ type: body, required: !bodyOptional })] : []),
    ...(key === 'none' ? [] : [keyHeader(key)]),
    ApiResponse({ status, description: 'success', ...(answer && { type: answer }) }),
    ...statusesOf({ method, rules, hasNames: names.length > 0, also }).map(problem),
  ) as Decorator;
}

/** Who may call it, what it needs words for, and where a key means nothing. */
function descriptionOf(method: Called['method'], { roles, key }: RouteRules, explained?: string) {
  const said = [
    ...(Array.isArray(roles) ? [`角色 roles: ${roles.join(', ')}`] : []),
    ...(explained === undefined ? [] : [explained]),
    ...(method === 'POST' && key === 'none' ? [KEYLESS] : []),
  ];
  return said.length === 0 ? undefined : said.join('\n\n');
}

const KEYLESS = 'Idempotency-Key 在此不起作用。 An Idempotency-Key means nothing here.';

const pathParameter = (name: string, given?: { example: string; pattern?: string }) =>
  given
    ? ApiParam({ name, schema: { type: 'string', ...given } })
    : ApiParam({
        name,
        schema: { type: 'string', format: 'uuid', example: '0192f0c4-8a1e-7c3a-9d55-3b1c6e2f7a10' },
      });

const keyHeader = (key: RouteRules['key']) =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: key === 'required',
    schema: { type: 'string', minLength: 1, maxLength: 200, example: '5f0c2f5e-order-1' },
  });

const pageAnswer = (item: Type<unknown>): Decorator =>
  applyDecorators(
    ApiExtraModels(item),
    ApiResponse({
      status: 200,
      description: 'success',
      schema: {
        type: 'object',
        required: ['items', 'nextCursor'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          nextCursor: { type: 'string', nullable: true, example: null },
        },
      },
    }),
  ) as Decorator;
