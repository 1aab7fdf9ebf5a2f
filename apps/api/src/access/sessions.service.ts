import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import { UnitOfWork } from '../db/unit-of-work';
import type { Caller } from './caller';
import { partyNameOf } from './party-name';
import type { Person } from './person';
import { endSessions } from './session-store';

/** A sign-in that is still good, as its owner sees it. */
export interface SessionView {
  id: string;
  device: string;
  signedInAt: string;
  lastUsedAt: string;
  isThis: boolean;
}

/** Everybody sees for whom and where they are signed in, and can end any of it. */
@Injectable()
export class SessionsService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  partyName(person: Person): Promise<string | null> {
    return partyNameOf(this.unitOfWork, person);
  }

  list({ person, at }: Caller): Promise<SessionView[]> {
    return this.of(person.id, at, person.sessionId);
  }

  /** Those of somebody that are open at the moment; `own` is the one that asks. */
  async of(userId: string, at: Date, own: string | null): Promise<SessionView[]> {
    const rows = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<{ id: string; device: string; created_at: Date; last_used_at: Date }>(
        `select id, device, created_at, last_used_at from login_session
         where user_id = $1 and ended_at is null and expires_at > $2 order by last_used_at desc limit 200`,
        [userId, at.toISOString()],
      ),
    );
    return rows.map(({ id, device, created_at, last_used_at }) => ({
      id,
      device,
      signedInAt: created_at.toISOString(),
      lastUsedAt: last_used_at.toISOString(),
      isThis: id === own,
    }));
  }

  /** As far back as sessions are kept. */
  async lastSignIn(userId: string): Promise<Date | null> {
    const [row] = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      tx.query<{ at: Date | null }>('select max(created_at) as at from login_session where user_id = $1', [
        userId,
      ]),
    );
    return row?.at ?? null;
  }

  async end({ person, at }: Caller, id: string): Promise<void> {
    const ended = await this.unitOfWork.run({ kind: 'system' }, (tx) =>
      endSessions(tx, person.id, 'revoked', at, id),
    );
    if (ended === 0) throw new DomainError('not-found');
  }
}
