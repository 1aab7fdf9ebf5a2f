import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Creates, Id, Reads, Removes } from '../http/route';
import {
  MeAnswer,
  PasswordChange,
  SessionsAnswer,
  SignInAnswer,
  SignInRequest,
  UserAnswer,
} from './auth.dto';
import { By, type Caller } from './caller';
import { readCookie, setCookie } from './cookies';
import { OwnPassword } from './own-password.service';
import type { Person } from './person';
import { SESSION_DAYS } from './session-store';
import { SessionsService } from './sessions.service';
import { type Origin, type SignedIn, SignInService } from './sign-in.service';

const REFRESH = 'songbai_refresh';
const DEVICE = 'songbai_device';
const DAY_SECONDS = 86_400;

/** Signing in and out. The access token is for the program, the refresh token for the browser's own keeping. */
@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly passwords: OwnPassword,
    private readonly sessions: SessionsService,
  ) {}

  @Creates('login', {
    ...{ summary: '登录 sign in', roles: 'anyone', body: SignInRequest, answer: SignInAnswer },
    ...{ status: 200, key: 'none', also: [401, 403, 409, 429] },
    explained:
      '一次性密码（安装或重置后）在这里答 403 password-change-required：先在 /auth/password 设置本人的密码。 ' +
      'A one-time password (after setup or a reset) is answered with 403 password-change-required: ' +
      'choose your own at /auth/password first.\n\n' +
      '同一人同时多次登录依次办理，密码正确的都成功；连续输错才答 429，其 Retry-After 之后即可再试；' +
      '数据库繁忙、等不到轮次时答 409 busy，请稍候再试。 ' +
      'Sign-ins of one person at once are taken in turn, and every right one succeeds; 429 follows wrong ones only, ' +
      'until its Retry-After; 409 busy says that the database was too busy for a turn: try again in a moment.',
  })
  async login(
    @Body() body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const signedIn = await this.signIns.signIn(body, originOf(request));
    return this.welcome(signedIn, request, reply);
  }

  @Creates('password', {
    ...{ summary: '修改本人密码 change one’s own password', roles: 'anyone', status: 200, key: 'none' },
    ...{ body: PasswordChange, answer: SignInAnswer, also: [401, 409, 429] },
    explained:
      '不必先登录：旧密码（或一次性密码）就是凭证；成功即登录，此前的登录全部结束。 ' +
      'No sign-in is needed: the old or the one-time password is the proof. ' +
      'It signs in at once, and ends all that was open before.',
  })
  async changePassword(
    @Body() body: PasswordChange,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    return this.welcome(await this.passwords.change(body, originOf(request), request.id), request, reply);
  }

  private welcome(signedIn: SignedIn, request: FastifyRequest, reply: FastifyReply): SignInAnswer {
    const mark = this.signIns.deviceMark(signedIn.person.username);
    setCookie(request, reply, DEVICE, mark, 365 * DAY_SECONDS);
    return answer(signedIn, request, reply);
  }

  @Creates('refresh', {
    ...{ summary: '换发令牌 the next pair of tokens', roles: 'anyone', answer: SignInAnswer },
    ...{ status: 200, key: 'none', also: [401, 409] },
  })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    return answer(await this.signIns.refresh(readCookie(request, REFRESH), new Date()), request, reply);
  }

  @Creates('logout', { summary: '退出 sign out', roles: 'anyone', status: 204, key: 'none' })
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signIns.signOut(readCookie(request, REFRESH), new Date());
    setCookie(request, reply, REFRESH, '', 0);
  }

  @Reads('me', { summary: '本人 who is signed in', roles: 'signed-in', answer: MeAnswer })
  async me(@By() { person }: Caller): Promise<MeAnswer> {
    return { ...userOf(person), partyName: await this.sessions.partyName(person) };
  }

  @Reads('sessions', { summary: '本人的登录 own sessions', roles: 'signed-in', answer: SessionsAnswer })
  async list(@By() caller: Caller): Promise<SessionsAnswer> {
    return { items: await this.sessions.list(caller), nextCursor: null };
  }

  @Removes('sessions/:id', { summary: '结束一处登录 end a session', roles: 'signed-in' })
  end(@By() caller: Caller, @Id() id: string): Promise<void> {
    return this.sessions.end(caller, id);
  }
}

function answer(
  { person, accessToken, expiresIn, refreshToken }: SignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
): SignInAnswer {
  setCookie(request, reply, REFRESH, refreshToken, SESSION_DAYS * DAY_SECONDS);
  return { accessToken, expiresIn, user: userOf(person) };
}

function userOf({ id, username, name, role, bureauId, unitId, providerId }: Person): UserAnswer {
  return {
    ...{ id, username, name, role },
    ...(bureauId !== null && { bureauId }),
    ...(unitId !== null && { unitId }),
    ...(providerId !== null && { providerId }),
  };
}

const originOf = (request: FastifyRequest): Origin => ({
  address: request.ip,
  device: deviceOf(request),
  deviceMark: readCookie(request, DEVICE),
  at: new Date(),
});

/** What the browser calls itself, for the person who looks at their sessions; anything strange is left out. */
function deviceOf({ headers }: FastifyRequest): string {
  return (headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 200) || '—';
}
