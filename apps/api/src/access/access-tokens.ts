import { Injectable } from '@nestjs/common';
import { sign } from 'jsonwebtoken';
import { AccessKeys } from './access-keys';

export const ACCESS_TOKEN_SECONDS = 600;
/** What a token must say to be one of ours: a token for anything else is not good here. */
export const TOKEN_RULES = { issuer: 'songbai', audience: 'songbai-api', algorithm: 'HS256' } as const;

/** The bearer of a request: which user, signed in where. All else is read anew each time. */
export interface AccessClaims {
  sub: string;
  sid: string;
  typ: 'access';
}

/** Makes access tokens; jwt.strategy.ts reads them. */
@Injectable()
export class AccessTokens {
  constructor(private readonly keys: AccessKeys) {}

  issue(userId: string, sessionId: string): string {
    const { issuer, audience, algorithm } = TOKEN_RULES;
    return sign({ sid: sessionId, typ: 'access' }, this.keys.accessToken, {
      ...{ algorithm, issuer, audience, subject: userId },
      expiresIn: ACCESS_TOKEN_SECONDS,
    });
  }
}
