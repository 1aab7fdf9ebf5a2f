import { Injectable } from '@nestjs/common';
import { DomainError, FEWEST_CHARACTERS, passwordFault } from '@songbai/contracts';
import { audit } from '../audit/audit';
import { UnitOfWork } from '../db/unit-of-work';
import { invalid } from '../http/request.pipe';
import type { Caller } from './caller';
import { chainOf } from './chain-store';
import { hashPassword } from './passwords';
import { type PersonRow, personOf } from './people.service';
import { actorOf } from './person';
import { endSessions, openSession } from './session-store';
import { type Account, type Credentials, type Origin, type SignedIn, SignInService } from './sign-in.service';

/** Everybody chooses their own password; one that somebody else has given is good for nothing else. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly signIns: SignInService,
  ) {}

  /** Takes the old password for the new one and signs in; whatever was open under the old one is closed. */
  async change(
    { newPassword, ...credentials }: Credentials & { newPassword: string },
    origin: Origin,
    requestId: string,
  ): Promise<SignedIn> {
    const account = await this.signIns.proven(credentials, origin, async (_, found) => found);
    const fault = passwordFault(newPassword, { username: credentials.username, old: credentials.password });
    if (fault !== null) {
      throw invalid([{ path: 'newPassword', rule: `password-${fault}`, limit: String(FEWEST_CHARACTERS) }]);
    }
    const session = await this.store(account, await hashPassword(newPassword), origin, requestId);
    return this.signIns.signedIn(session, origin.at);
  }

  private async store({ id, password_hash: old }: Account, hash: string, origin: Origin, requestId: string) {
    const { at, device } = origin;
    const [row] = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<PersonRow>('select * from app_user where id = $1', [id]),
    );
    if (!row) throw new DomainError('wrong-credentials');
    const person = personOf(row, id);
    const caller: Caller = { person, actor: actorOf(person), language: 'zh', at, requestId, key: undefined };
    const bureauId = await chainOf(this.unitOfWork, row);
    return this.unitOfWork.run({ kind: 'system', bureauId, userId: id }, async (tx) => {
      const changed = await tx.execute(
        'update app_user set password_hash = $3, password_until = null where id = $1 and password_hash = $2',
        [id, old, hash],
      );
      if (changed === 0) throw new DomainError('conflict', { because: 'changed-meanwhile' });
      await endSessions(tx, id, 'user-changed', at);
      audit(tx, caller, { verb: 'user.change-password', subject: 'app_user', id });
      return openSession(tx, id, device, at);
    });
  }
}
