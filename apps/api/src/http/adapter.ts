import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import type { AppSettings, Waits } from '../app.module';
import type { ProblemFilter } from './problem.filter';
import { MEGABYTE } from './sizes';

const REQUEST_ID = /^[\w.-]{1,64}$/;

/**
 * The largest photo over a slow mobile net has this long; who sends nothing does not hold a connection for ever. How
 * long an answer takes is not limited: a month's papers are made while the connection is silent.
 */
const WAITS: Waits = { requestMs: 300_000, lookEveryMs: 10_000 };

/** For the head of a request, and for a connection on which nothing is said. */
const HEAD_MS = 60_000;

type AdapterSettings = Pick<AppSettings, 'trustProxy' | 'waits'>;

/**
 * Fastify with our answers to what fails before a handler is reached: bad paths, bodies that are no JSON, too
 * large ones.
 */
export class Adapter extends FastifyAdapter {
  constructor(problems: ProblemFilter, { trustProxy = 0, waits = WAITS }: AdapterSettings) {
    const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
      problems.answer(error, request, reply);
    super({
      forceCloseConnections: 'idle',
      bodyLimit: MEGABYTE,
      trustProxy: Array.isArray(trustProxy) ? trustProxy : (_, hop) => hop < trustProxy,
      requestTimeout: waits.requestMs,
      // Node takes the longer of the two for the whole request.
      http: {
        headersTimeout: Math.min(HEAD_MS, waits.requestMs),
        connectionsCheckingInterval: waits.lookEveryMs,
      },
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
