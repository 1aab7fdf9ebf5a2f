import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import {
  type ConflictReason,
  type Details,
  DomainError,
  type ErrorCode,
  explain,
  type Finding,
  type Language,
} from '@songbai/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { DatabaseError } from '../db/pg-error';
import { CONFLICTS, conflictOf } from './conflicts';
import { sayField } from './field-words';
import { languageOf } from './language';
import { sayTransition } from './machine-words';
import { CODE_OF_FAULT, PROBLEMS, type ProblemKind } from './problems';
import { MEGABYTE, tooLarge } from './sizes';

/** The body of every answer that is not a success (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  /** Which conflict it is. */
  reason?: ConflictReason;
  retryAfterSeconds?: number;
  errors?: { path: string; message: string }[];
  findings?: Record<string, unknown>[];
}

/** Turns whatever was thrown into problem+json in the caller's language. The only place that does. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = domainErrorOf(thrown);
    if (PROBLEMS[error.code].status >= 500) this.log.error({ id: request.id, ...traceOf(thrown) }, 'defect');
    const problem = problemOf(error, languageOf(request.headers['accept-language']));
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) void reply.header('Retry-After', String(retryAfterSeconds));
    if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .code(problem.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .header('Vary', 'Accept-Language')
      .send(JSON.stringify(problem));
  }
}

export function problemOf({ code, details }: DomainError, language: Language): Problem {
  const { status, title, ...kind }: ProblemKind = PROBLEMS[code];
  const detail = details.because ? CONFLICTS[details.because] : kind.detail;
  const facts = code === 'illegal-transition' ? sayTransition(details.facts ?? {}, language) : details.facts;
  const said: Record<string, string> = { seconds: String(details.retryAfterSeconds ?? '—'), ...facts };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => said[name] ?? '—');
  const { fields, findings, retryAfterSeconds } = details;
  return {
    type: `urn:songbai:problem:${code}`,
    title: title[language],
    status,
    code,
    detail: fill(detail[language]),
    ...(details.because && { reason: details.because }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(fields && {
      errors: fields.map((field) => ({ path: field.path, message: sayField(field, language) })),
    }),
    ...(findings && { findings: findings.map((finding) => sayFinding(finding, language)) }),
  };
}

/** A finding as every answer shows it: the words first, then its facts. */
export function sayFinding(finding: Finding, language: Language): Record<string, unknown> {
  const { code, message, basis, remedy } = explain(finding, language);
  return { ...finding.facts, code, message, basis, remedy };
}

/** What was thrown, as the caller may know it. */
export function domainErrorOf(thrown: unknown): DomainError {
  if (thrown instanceof DomainError) return thrown;
  if (thrown instanceof DatabaseError) {
    const code = CODE_OF_FAULT[thrown.fault];
    if (code === 'conflict') return new DomainError(code, { because: conflictOf(thrown) });
    return new DomainError(code, code === 'invalid-request' ? unreadable('request') : {});
  }
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  return ofStatus(status);
}

/** What the server itself says no to: unknown paths, bodies that are no JSON, too large ones. */
function ofStatus(status: number): DomainError {
  if (status === 404 || status === 405) return new DomainError('not-found');
  if (status === 413) return tooLarge(MEGABYTE);
  if (status === 415) return new DomainError('unsupported-media-type');
  if (status === 503) return new DomainError('unavailable', { retryAfterSeconds: 5 });
  if (status >= 400 && status < 500) return new DomainError('invalid-request', unreadable('json'));
  return new DomainError('internal');
}

const unreadable = (rule: string): Details => ({ fields: [{ path: '', rule }] });

function statusOf(thrown: unknown): number {
  const { statusCode } = (thrown ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : 500;
}

/** What a log may hold of a defect: names, codes and places in our code; never a message, which may quote data. */
function traceOf(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const database = thrown instanceof DatabaseError && {
    sqlstate: thrown.code,
    constraint: thrown.constraint,
  };
  return { error: thrown.name, ...database, stack: frames.slice(0, 12).map((line) => line.trim()) };
}
