import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Our cookies go to the sign-in routes only, out of reach of scripts and of other sites. Their values are plain
 * ASCII.
 */
const PATH = '/api/v1/auth';

export function readCookie({ headers }: FastifyRequest, name: string): string | undefined {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value !== undefined) return value;
  }
  return undefined;
}

/** Secure wherever the connection is: on an intranet without certificates a Secure cookie would never come back. */
export function setCookie(
  { protocol }: FastifyRequest,
  reply: FastifyReply,
  name: string,
  value: string,
  maxAgeSeconds: number,
): void {
  const secure = protocol === 'https' ? '; Secure' : '';
  const text = `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=${PATH}; HttpOnly; SameSite=Strict${secure}`;
  // Fastify gathers several Set-Cookie headers by itself.
  void reply.header('Set-Cookie', text);
}
