import type { Actor } from '../db/actor';
import type { Role } from './role';

/** Who is signed in, as stored at this moment: what the role needs to know of its party stands beside it. */
export interface Person {
  id: string;
  sessionId: string;
  username: string;
  name: string;
  role: Role;
  bureauId: string | null;
  /** Of a supervisor: the own bureau and those below it. */
  bureauIds?: readonly string[];
  unitId: string | null;
  providerId: string | null;
  workerId: string | null;
  cadreId: string | null;
}

/** What this person may see: the database's policies are asked as this actor. */
export function actorOf(person: Person): Actor {
  const { id: userId, role } = person;
  switch (role) {
    case 'bureau-clerk':
    case 'bureau-approver':
    case 'bureau-finance':
    case 'liaison':
      return { kind: 'bureau', bureauId: must(person.bureauId), userId };
    case 'unit-contact':
    case 'unit-finance':
      return { kind: 'unit', bureauId: must(person.bureauId), unitId: must(person.unitId), userId };
    case 'provider-manager':
      return { kind: 'provider', providerId: must(person.providerId), userId };
    case 'care-worker':
      return { kind: 'worker', workerId: must(person.workerId), userId };
    case 'family':
      return { kind: 'family', bureauId: must(person.bureauId), cadreId: must(person.cadreId), userId };
    case 'supervisor':
      return {
        ...{ kind: 'supervisor', bureauId: must(person.bureauId), userId },
        ...(person.bureauIds && { bureauIds: person.bureauIds }),
      };
    case 'auditor':
      return { kind: 'auditor', bureauId: must(person.bureauId), userId };
    case 'system-admin':
      return { kind: 'system', userId };
  }
}

/**
 * Who writes: staff of a bureau under its own policies; every other party has policies to read only, so the
 * system writes
 * for it in the bureau of the row that it found under its own.
 */
export function writerOf(person: Person, bureauId: string): Actor {
  const own = actorOf(person);
  if (own.kind === 'bureau' && own.bureauId === bureauId) return own;
  return systemFor(person, bureauId);
}

/** The system, bound to a bureau, in somebody's name. */
export const systemFor = (person: Person, bureauId: string): Actor => ({
  ...{ kind: 'system', bureauId, userId: person.id },
});

/** The party that an Idempotency-Key belongs to. */
export function partyOf(person: Person): string {
  const { kind, bureauId } = actorOf(person);
  const id = {
    unit: person.unitId,
    provider: person.providerId,
    worker: person.workerId,
    family: person.cadreId,
  };
  return `${kind}/${id[kind as keyof typeof id] ?? bureauId ?? person.id}`;
}

function must(id: string | null): string {
  if (id === null) throw new Error('a user lacks what its role needs; the table has a CHECK for that');
  return id;
}
