import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { PersonalDataVault } from '../personal-data/vault';
import { AccessKeys } from './access-keys';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from './access-tokens';
import { PER_ACCOUNT, PER_ADDRESS } from './back-off';
import { type Counted, countTry, forgetTry } from './login-failures';
import { isPassword } from './passwords';
import { PeopleService } from './people.service';
import type { Person } from './person';
import { endSessions, openSession, rotate } from './session-store';
import { totpStep } from './totp';
import { Turns } from './turns';

export interface Credentials {
  username: string;
  password: string;
  totp?: string | null;
}

/** Where a sign-in comes from. `deviceMark` is what this device kept of an earlier one. */
export interface Origin {
  address: string;
  device: string;
  deviceMark: string | undefined;
  at: Date;
}

export interface SignedIn {
  person: Person;
  accessToken: string;
  expiresIn: number;
  refreshToken: string;
}

export interface Account {
  id: string;
  password_hash: string;
  totp_secret: Buffer | null;
  totp_step: string;
  /** Until when a password holds that somebody else has given; null for one's own. */
  password_until: Date | null;
}

/** `isKnown`: from a device that its owner signed in from before. */
interface CountedAccount extends Counted {
  isKnown: boolean;
}

const SYSTEM = { kind: 'system' } as const;

/** Signs people in and keeps them so. An unknown user, a wrong password and a wrong code look and last the same. */
@Injectable()
export class SignInService {
  private readonly turns = new Turns();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: AccessKeys,
    private readonly tokens: AccessTokens,
    private readonly people: PeopleService,
    private readonly vault: PersonalDataVault,
  ) {}

  async signIn(credentials: Credentials, origin: Origin): Promise<SignedIn> {
    const session = await this.proven(credentials, origin, async (tx, account) => {
      if (account.password_until !== null) throw new DomainError('password-change-required');
      return openSession(tx, account.id, origin.device, origin.at);
    });
    return this.signedIn(session, origin.at);
  }

  /** Who may sign in with these, and what `work` does with that. Throws `wrong-credentials` for everybody else. */
  proven<T>(
    credentials: Credentials,
    origin: Origin,
    work: (tx: Tx, account: Account) => Promise<T>,
  ): Promise<T> {
    const account = this.countedAccount(credentials.username.toLowerCase(), origin);
    return this.turns.run(account.key.toString('hex'), () => this.tried(account, credentials, origin, work));
  }

  /** Rows are taken in one order, the account's before the address that many share: nobody waits in a circle. */
  private async tried<T>(
    account: CountedAccount,
    credentials: Credentials,
    origin: Origin,
    work: (tx: Tx, account: Account) => Promise<T>,
  ): Promise<T> {
    const username = credentials.username.toLowerCase();
    const address: Counted = { key: this.keys.failureKey('address', origin.address), backOff: PER_ADDRESS };
    const found = await this.unitOfWork.run(SYSTEM, async (tx) => {
      await countTry(tx, account.isKnown ? [account] : [account, address], origin.at);
      return accountOf(tx, username, origin.at);
    });
    // Outside any transaction: it takes long on purpose.
    const isRight = await isPassword(found?.password_hash, credentials.password);
    const step = this.codeStep(found, credentials.totp, origin.at);
    if (!found || !isRight || step === undefined) throw new DomainError('wrong-credentials');
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      await forgetTry(tx, account, account.isKnown ? undefined : address);
      // Of two sign-ins with one code, one is somebody who looked over a shoulder.
      const used = await tx.execute(
        'update app_user set totp_step = $2 where id = $1 and (totp_secret is null or totp_step < $2)',
        [found.id, step],
      );
      if (used === 0) throw new DomainError('wrong-credentials');
      return work(tx, found);
    });
  }

  /** The next pair of tokens. Throws `session-ended` where the token is not, or no longer, good. */
  async refresh(token: string | undefined, at: Date): Promise<SignedIn> {
    const next = (secret: string): string => this.keys.nextRefreshToken(secret);
    const session = token && (await this.unitOfWork.run(SYSTEM, (tx) => rotate(tx, token, next, at)));
    if (!session) throw new DomainError('session-ended');
    return this.signedIn(session, at);
  }

  async signOut(token: string | undefined, at: Date): Promise<void> {
    if (!token) return;
    const next = (secret: string): string => this.keys.nextRefreshToken(secret);
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      const session = await rotate(tx, token, next, at);
      if (session) await endSessions(tx, session.userId, 'signed-out', at, session.id);
    });
  }

  deviceMark(username: string): string {
    return this.keys.deviceMark(username);
  }

  /**
   * A device that its owner signed in from before has its own count: who guesses at somebody's account from
   * elsewhere, be it from the next desk, cannot keep them out, nor can who uses up what their address is allowed.
   */
  private countedAccount(username: string, { address, deviceMark }: Origin): CountedAccount {
    const isKnown = deviceMark !== undefined && deviceMark === this.keys.deviceMark(username);
    const place = isKnown ? 'known device' : address;
    return { key: this.keys.failureKey('account', username, place), backOff: PER_ACCOUNT, isKnown };
  }

  /** The step to remember; 0 where the account asks for no code, undefined where the code is wrong. */
  private codeStep(
    account: Account | undefined,
    code: string | null | undefined,
    at: Date,
  ): number | undefined {
    if (!account?.totp_secret) return 0;
    const place = { bureauId: '', table: 'app_user', column: 'totp_secret', rowId: account.id };
    const secret = Buffer.from(this.vault.open(account.totp_secret, place), 'base64');
    return totpStep(secret, code ?? '', at, Number(account.totp_step));
  }

  async signedIn({ id, token }: { id: string; token: string }, at: Date): Promise<SignedIn> {
    const person = await this.people.ofSession(id, at);
    if (!person) throw new DomainError('session-ended');
    const accessToken = this.tokens.issue(person.id, id);
    return { person, accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken: token };
  }
}

async function accountOf(tx: Tx, username: string, at: Date): Promise<Account | undefined> {
  const [row] = await tx.query<Account>(
    `select id, password_hash, totp_secret, totp_step, password_until from app_user
     where username = $1 and active and (password_until is null or password_until > $2)`,
    [username, at.toISOString()],
  );
  return row;
}
