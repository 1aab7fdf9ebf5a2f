import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@songbai/contracts';
import type { FastifyRequest } from 'fastify';
import type { Proof } from '../db/session';
import { statement } from '../db/statement';
import { UnitOfWork } from '../db/unit-of-work';
import type { Person } from './person';
import type { Role } from './role';

export interface PersonRow {
  id: string;
  display_name: string;
  username: string;
  role: Role;
  bureau_id: string | null;
  unit_id: string | null;
  provider_id: string | null;
  worker_id: string | null;
  cadre_id: string | null;
}

const PERSON = statement('person-of-session', 'select * from person_of_session($1, $2)');

const BELOW = statement('bureaus-below', 'select id from bureaus_below($1) as id');

/** Somebody is no longer who the request was let in as. */
class Changed extends Error {}

/**
 * That a session is still what it was remembered to be: asked again with the first statement of a command, which does
 * nothing unless it is.
 */
export class SessionProof implements Proof {
  readonly statement = PERSON;
  readonly params: readonly unknown[];
  isMade = false;

  constructor(
    readonly person: Person,
    at: Date,
  ) {
    this.params = [person.sessionId, at.toISOString()];
  }

  check = ([row]: readonly object[]): void => {
    const { person } = this;
    // A command that is tried again asks again.
    this.isMade = false;
    if (!row || !isDeepStrictEqual(personOf(row as PersonRow, person.sessionId), person)) throw new Changed();
    this.isMade = true;
  };
}

const MOST_REMEMBERED = 10_000;

/** Who somebody is right now. Asked at every request, so that what an administrator takes away is gone at once. */
@Injectable()
export class PeopleService {
  private readonly remembered = new Map<string, Person>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async ofSession(sessionId: string, at: Date): Promise<Person | undefined> {
    this.remembered.delete(sessionId);
    const [row] = await this.unitOfWork.ask<PersonRow>(PERSON, [sessionId, at.toISOString()]);
    if (!row) return undefined;
    const person = personOf(row, sessionId);
    if (row.role === 'supervisor') return { ...person, bureauIds: await this.bureausBelow(row.bureau_id) };
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(sessionId, person);
    return person;
  }

  /** Who it was when it was last asked. Good for nothing but a command that proves it. */
  lastOf(sessionId: string): Person | undefined {
    return this.remembered.get(sessionId);
  }

  /**
   * What comes of a request that was let in on a memory. Nothing is answered before its command, or where it came to
   * none this method, has found that it was right; where it was not, all is done again for whom the session is now.
   */
  async proved<T>(
    request: FastifyRequest,
    isFor: (role: Role) => boolean,
    answer: () => Promise<T>,
  ): Promise<T> {
    const { proof } = request;
    if (!proof) return answer();
    const outcome = await answer().then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    if (!proof.isMade) {
      if ('result' in outcome) throw new Error('a route that proves who calls by its command has asked none');
      const person = await this.ofSession(proof.person.sessionId, new Date());
      if (!person) throw new DomainError('not-signed-in');
      if (!isFor(person.role)) throw new DomainError('forbidden');
      if (outcome.error instanceof Changed || !isDeepStrictEqual(person, proof.person)) {
        request.person = person;
        request.proof = undefined;
        return answer();
      }
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.result;
  }

  /** The tree is read anew as well: a bureau that moves away is out of sight at once. */
  private async bureausBelow(bureauId: string | null): Promise<string[]> {
    const rows = await this.unitOfWork.ask<{ id: string }>(BELOW, [bureauId]);
    return rows.map(({ id }) => id);
  }
}

export function personOf(row: PersonRow, sessionId: string): Person {
  return {
    id: row.id,
    sessionId,
    username: row.username,
    name: row.display_name,
    role: row.role,
    bureauId: row.bureau_id,
    unitId: row.unit_id,
    providerId: row.provider_id,
    workerId: row.worker_id,
    cadreId: row.cadre_id,
  };
}
