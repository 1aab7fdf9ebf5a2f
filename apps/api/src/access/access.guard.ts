import { type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { DomainError } from '@songbai/contracts';
import type { FastifyRequest } from 'fastify';
import { isFor, ROUTE, type RouteRules } from '../http/route-rules';
import type { Person } from './person';

/** The first of three questions: may somebody with this role ever do this? A route that does not say is closed. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  constructor(private readonly reflector: Reflector) {
    super({ property: 'person', session: false });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const rules = this.reflector.get<RouteRules | undefined>(ROUTE, context.getHandler());
    if (rules?.roles === 'anyone') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.rules = rules;
    await super.canActivate(context);
    if (!rules || !request.person || !isFor(rules, request.person.role)) throw new DomainError('forbidden');
    return true;
  }

  override handleRequest<T = Person>(error: unknown, person: T | false): T {
    // What is not about the token, such as a database that is away, keeps its own answer.
    if (error) throw error;
    if (!person) throw new DomainError('not-signed-in');
    return person;
  }
}
