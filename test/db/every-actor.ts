import type { Actor } from '../../apps/api/src/db/actor';
import { DatabaseError } from '../../apps/api/src/db/pg-error';
import type { Tx, UnitOfWork } from '../../apps/api/src/db/unit-of-work';
import { makeOwner } from './every-table';

/** Rows of mine, of another party of my bureau, of another bureau, and of another bureau with my firm. */
export const mine = makeOwner();
const neighbour = makeOwner({ bureau: mine.bureau });
export const other = makeOwner();
/** Another bureau that my firm, with the same worker, serves as well. */
export const abroad = makeOwner({ provider: mine.provider, worker: mine.worker });

export const OWNERS = [mine, neighbour, other, abroad];

export type Kind = Actor['kind'];
const userId = 'u';
const ACTORS: Record<Kind, Actor> = {
  system: { kind: 'system', bureauId: mine.bureau },
  bureau: { kind: 'bureau', bureauId: mine.bureau, userId },
  unit: { kind: 'unit', bureauId: mine.bureau, unitId: mine.unit, userId },
  provider: { kind: 'provider', bureauId: mine.bureau, providerId: mine.provider, userId },
  worker: { kind: 'worker', bureauId: mine.bureau, workerId: mine.worker, userId },
  family: { kind: 'family', bureauId: mine.bureau, cadreId: mine.cadre, userId },
  supervisor: { kind: 'supervisor', bureauId: mine.bureau, userId },
  auditor: { kind: 'auditor', bureauId: mine.bureau, userId },
};
export const KINDS = Object.keys(ACTORS) as Kind[];

export interface Outcome {
  code?: string;
  rows: Record<string, unknown>[];
  changed: number;
  fault: string | undefined;
}

/** What a class of actor gets for a statement; nothing that it does stays. */
export async function attempt(
  unitOfWork: UnitOfWork,
  kind: Kind,
  work: (tx: Tx) => Promise<Partial<Outcome>>,
): Promise<Outcome> {
  const nothing = { rows: [], changed: 0, fault: undefined };
  let outcome: Outcome = nothing;
  try {
    await unitOfWork.run(ACTORS[kind], async (tx) => {
      outcome = { ...nothing, ...(await work(tx)) };
      throw new Undone();
    });
  } catch (error) {
    if (error instanceof DatabaseError) return { ...nothing, fault: error.fault, code: error.code };
    if (!(error instanceof Undone)) throw error;
  }
  return outcome;
}

class Undone extends Error {}
