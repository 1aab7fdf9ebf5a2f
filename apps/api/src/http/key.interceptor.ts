import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '@songbai/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { KeyedRequest } from '../access/caller';
import { PeopleService } from '../access/people.service';
import { type Person, partyOf } from '../access/person';
import { Replay } from './commands';
import { invalid } from './request.pipe';
import { isFor, ROUTE, type RouteRules } from './route-rules';

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,200}$/u;

/** Reads the Idempotency-Key of a request, and sends the stored text where Commands made or found one. */
@Injectable()
export class KeyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly people: PeopleService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const rules = this.reflector.get<RouteRules | undefined>(ROUTE, context.getHandler());
    if (!rules || rules.key === 'none') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const answer = () => this.answered(request, reply, rules, next);
    return from(this.people.proved(request, (role) => isFor(rules, role), answer));
  }

  private async answered(
    request: FastifyRequest,
    reply: FastifyReply,
    rules: RouteRules,
    next: CallHandler,
  ): Promise<unknown> {
    const keyed = keyOf(request, rules);
    request.keyed = keyed;
    try {
      const result = await lastValueFrom(next.handle(), { defaultValue: undefined });
      return keyed?.answer === undefined ? result : asText(reply, keyed.answer);
    } catch (error) {
      if (!(error instanceof Replay)) throw error;
      void reply.code(error.status).header('Idempotency-Replayed', 'true');
      return asText(reply, error.answer);
    }
  }
}

function asText(reply: FastifyReply, answer: string): string {
  void reply.header('Content-Type', 'application/json; charset=utf-8');
  return answer;
}

function keyOf(request: FastifyRequest, rules: RouteRules): KeyedRequest | undefined {
  const header = request.headers['idempotency-key'];
  if (header === undefined || header === '') {
    if (rules.key === 'required') throw new DomainError('idempotency-key-required');
    return undefined;
  }
  // Node reads headers as Latin-1; a key in Chinese arrives as the bytes of its UTF-8.
  const key = Buffer.from(String(header), 'latin1').toString('utf8');
  if (!PRINTABLE.test(key)) throw invalid([{ path: 'Idempotency-Key', rule: 'key' }]);
  if (!request.person) throw new DomainError('not-signed-in');
  return {
    party: partyOf(request.person),
    key,
    hash: hashOf(request, request.person.role),
    status: rules.status,
  };
}

/**
 * What makes two requests the same: what is asked of what, in which role. The order of a body's fields does not matter.
 * A key is the party's, but an answer is a role's view, with account numbers in clear or masked: somebody of another
 * role is refused and never shown it.
 */
function hashOf({ method, url, body }: FastifyRequest, role: Person['role']): Buffer {
  return createHash('sha256')
    .update(`${role}\n${method} ${url}\n${canonical(body)}`)
    .digest();
}

/** Bodies are a few levels deep: request-shape.ts refuses others. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
