import { createHash } from 'node:crypto';
import { DomainError, explain } from '@songbai/contracts';
import type { Caller, KeyedRequest } from '../access/caller';
import { actorOf, type Person, partyOf } from '../access/person';
import type { CardHolder } from '../cards/card-store';

/** The moment and the number of a request. */
export interface Visitor {
  at: Date;
  requestId: string;
}

/** Whoever holds the card acts as the cadre's family does; the record names the card. */
export function personOf({ cardId, number, bureauId, cadreId }: CardHolder): Person {
  return {
    ...{ id: cardId, sessionId: cardId, username: number, name: number, role: 'family' },
    ...{ bureauId, cadreId, unitId: null, providerId: null, workerId: null },
  };
}

export function callerOf(holder: CardHolder, { at, requestId }: Visitor): Caller {
  const person = personOf(holder);
  return { person, actor: actorOf(person), language: 'zh', at, requestId, key: undefined };
}

/** The key of a form, so that a second tap on its button sends nothing a second time. */
export function keyOf(holder: CardHolder, key: string, content: string): KeyedRequest {
  const hash = createHash('sha256').update(content).digest();
  return { party: partyOf(personOf(holder)), key, hash, status: 201 };
}

/** True where it was done, false for what is unknown; in plain words where a rule refuses. */
export async function inWords(work: () => Promise<unknown>): Promise<boolean | string> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'not-found') return false;
    const { findings } = error.details;
    if (!findings) throw error;
    return findings.map((finding) => explain(finding, 'zh').message).join('');
  }
}
