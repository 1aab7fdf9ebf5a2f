import { ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemAnswer } from './problem-answer';
import type { RouteRules } from './route-rules';

/** What a refusal of each status means, in both languages: its title in the document. */
const MEANINGS: Record<number, string> = {
  400: '请求无法读取，见 errors the request cannot be read: errors says where',
  401: '尚未登录，或登录已失效 not signed in, or not any more',
  403: '此角色不能做 this role may never do this',
  404: '没有，或不属于您 unknown, or not yours',
  409: '状态不允许，或与已有内容冲突（见 reason） the state does not allow it, or a conflict: reason says which',
  413: '内容过大 too large',
  415: '内容类型不对 another content type is expected',
  422: '规则拒绝，见 findings；或键用于另一请求 a rule refuses: findings; or the key was used for another request',
  423: '账期已结，或未开启 the month is closed, or not open',
  429: '尝试过多，见 Retry-After too many attempts: Retry-After says how long to wait',
  503: '暂时无法服务，见 Retry-After temporarily unavailable: Retry-After says how long to wait',
};

/** Of a route: how it is called, what it takes, and the refusals that the usual ones leave out. */
export interface Called {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  rules: RouteRules;
  /** It names something in its path. */
  hasNames: boolean;
  also?: readonly number[] | undefined;
}

/**
 * Every refusal that a caller of this route may meet. The specs hold it against what the server answers:
 * test/support/statuses.ts.
 */
export function statusesOf({ method, rules, hasNames, also = [] }: Called): number[] {
  const { roles, key } = rules;
  const moves = key !== 'none' || method === 'PATCH';
  const all = [
    // What no request may hold, such as a NUL, is a 400 wherever it stands.
    ...[400, ...(method === 'GET' ? [] : [413, 415])],
    ...(roles === 'anyone' ? [] : [401]),
    ...(Array.isArray(roles) ? [403] : []),
    ...(hasNames ? [404] : []),
    ...(moves ? [409, 422] : []),
    ...[...also, 503],
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

export const problem = (status: number) =>
  ApiResponse({
    status,
    description: MEANINGS[status] ?? 'problem',
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } },
  });
