/**
 * On whose behalf a transaction runs. `bureauId` binds the bureau; whoever may act in several (a provider, a
 * worker) reads across them without it and needs it to write. A supervisor reads `bureauIds`, its own bureau and those
 * below it. The system names no bureau while it looks for one.
 */
export type Actor =
  | { kind: 'system'; bureauId?: string; userId?: string }
  | { kind: 'bureau'; bureauId: string; userId: string }
  | { kind: 'unit'; bureauId: string; unitId: string; userId: string }
  | { kind: 'provider'; bureauId?: string; providerId: string; userId: string }
  | { kind: 'worker'; bureauId?: string; workerId: string; userId: string }
  | { kind: 'family'; bureauId: string; cadreId: string; userId: string }
  | { kind: 'supervisor'; bureauId: string; bureauIds?: readonly string[]; userId: string }
  | { kind: 'auditor'; bureauId: string; userId: string };

/** A closed map: the name of a database role never comes from outside. */
const ROLES: Record<Actor['kind'], string> = {
  system: 'songbai_act_system',
  bureau: 'songbai_act_bureau',
  unit: 'songbai_act_unit',
  provider: 'songbai_act_provider',
  worker: 'songbai_act_worker',
  family: 'songbai_act_family',
  supervisor: 'songbai_act_supervisor',
  auditor: 'songbai_act_auditor',
};

/**
 * What the policies compare rows with. An unset one is '', which no policy can read as an id: it fails,
 * loudly.
 */
export interface Scope {
  role: string;
  bureau: string;
  party: string;
  user: string;
}

export function scopeOf(actor: Actor): Scope {
  return {
    role: ROLES[actor.kind],
    bureau: actor.bureauId ?? '',
    party: partyOf(actor),
    user: actor.userId ?? 'system',
  };
}

function partyOf(actor: Actor): string {
  switch (actor.kind) {
    case 'unit':
      return actor.unitId;
    case 'provider':
      return actor.providerId;
    case 'worker':
      return actor.workerId;
    case 'family':
      return actor.cadreId;
    case 'supervisor':
      // Quoted, so that one that is not set is no empty list but an error.
      return `{${(actor.bureauIds ?? [actor.bureauId ?? '']).map((id) => `"${id}"`).join(',')}}`;
    case 'system':
    case 'bureau':
    case 'auditor':
      return '';
  }
}
