import { Injectable } from '@nestjs/common';
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

/** Who somebody is right now. Asked at every request, so that what an administrator takes away is gone at once. */
@Injectable()
export class PeopleService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async ofSession(sessionId: string, at: Date): Promise<Person | undefined> {
    const [row] = await this.unitOfWork.ask<PersonRow>(PERSON, [sessionId, at.toISOString()]);
    if (!row) return undefined;
    const person = personOf(row, sessionId);
    return row.role === 'supervisor'
      ? { ...person, bureauIds: await this.bureausBelow(row.bureau_id) }
      : person;
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
