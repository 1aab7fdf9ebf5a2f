import type { FastifyRequest } from 'fastify';
import { invalid } from './request.pipe';

const DEEPEST = 16;

/**
 * Refuses what no field of ours can hold, before anything looks closer: NUL characters, which PostgreSQL cannot
 * store, and
 * bodies nested so deep that walking them would end the process's stack. Walks without recursion itself.
 */
export function checkShape({ body, query, params }: FastifyRequest): void {
  const pending: [value: unknown, depth: number][] = [
    [body, 0],
    [query, 0],
    [params, 0],
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string' && value.includes('\0')) throw invalid([{ path: '', rule: 'characters' }]);
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    if (depth >= DEEPEST) throw invalid([{ path: '', rule: 'deep' }]);
    for (const [name, inner] of Object.entries(value)) {
      pending.push([name, depth + 1], [inner, depth + 1]);
    }
  }
}
