import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import type { ProblemFilter } from './problem.filter';
import { MEGABYTE } from './sizes';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/**
 * Fastify with our answers to what fails before a handler is reached: bad paths, bodies that are no JSON, too
 * large ones.
 */
export class Adapter extends FastifyAdapter {
  constructor(problems: ProblemFilter, trustProxy: boolean) {
    const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
      problems.answer(error, request, reply);
    super({
      forceCloseConnections: 'idle',
      bodyLimit: MEGABYTE,
      trustProxy,
      genReqId: ({ headers }: IncomingMessage) => {
        const given = headers['x-request-id'];
        return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuid();
      },
      frameworkErrors: answer,
    });
    super.setErrorHandler(answer);
  }

  /** Nest's own would take the place of ours, and answers in Fastify's words. */
  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }
}
