import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Language } from '@songbai/contracts';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../db/actor';
import type { Proof } from '../db/session';
import { languageOf } from '../http/language';
import type { SessionProof } from './people.service';
import { actorOf, type Person } from './person';

/** The key under which a request happens once, and, when it is done, the very text of its answer. */
export interface KeyedRequest {
  party: string;
  key: string;
  hash: Buffer;
  status: number;
  answer?: string;
}

/** Who calls, when, and in which language: what a controller hands to its service. */
export interface Caller {
  person: Person;
  /** Reads run as this actor. Writes go through Commands. */
  actor: Actor;
  language: Language;
  /** The moment of the request: the only clock of a service. */
  at: Date;
  requestId: string;
  key: KeyedRequest | undefined;
  /** What its command has to ask first, where the person was remembered. */
  proof?: Proof | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** When all of it had arrived: set once its body is read. */
    at: Date;
    person?: Person;
    keyed?: KeyedRequest | undefined;
    /** Where the person was remembered: what shows that it was right. */
    proof?: SessionProof | undefined;
  }
}

function callerOf(request: FastifyRequest): Caller {
  const { person, keyed, proof } = request;
  if (!person) throw new Error('a route without a signed-in person has no caller');
  return {
    person,
    actor: actorOf(person),
    language: languageOf(request.headers['accept-language']),
    at: request.at,
    requestId: request.id,
    key: keyed,
    proof,
  };
}

/** `@By() caller: Caller` */
export const By = createParamDecorator((_: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
