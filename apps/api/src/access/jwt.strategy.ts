import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { isFor } from '../http/route-rules';
import { AccessKeys } from './access-keys';
import { type AccessClaims, TOKEN_RULES } from './access-tokens';
import { PeopleService, SessionProof } from './people.service';
import type { Person } from './person';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the bearer token of a request, and then asks who that is. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    keys: AccessKeys,
    private readonly people: PeopleService,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // The library takes a key object; its types do not know.
      secretOrKey: keys.accessToken as unknown as Buffer,
      algorithms: [TOKEN_RULES.algorithm],
      issuer: TOKEN_RULES.issuer,
      audience: TOKEN_RULES.audience,
      passReqToCallback: true,
    });
  }

  async validate(request: FastifyRequest, { sub, sid, typ }: AccessClaims): Promise<Person | false> {
    if (typ !== 'access' || typeof sid !== 'string' || !UUID.test(sid)) return false;
    const { rules } = request;
    const last = rules?.proof === 'within' ? this.people.lastOf(sid) : undefined;
    if (rules && last && last.id === sub && isFor(rules, last.role)) {
      request.proof = new SessionProof(last, new Date());
      return last;
    }
    const person = await this.people.ofSession(sid, new Date());
    return person !== undefined && person.id === sub ? person : false;
  }
}
