import { Injectable } from '@nestjs/common';
import type { AuditAct } from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { isFor } from '../http/across';
import { UUID } from '../http/fields';
import { versionReason } from '../registers/version-said';
import { ContractsService } from './contracts.service';
import { CONTRACT_ACTS, type ContractDeedAnswer, type ContractHistoryAnswer } from './history.dto';

/** What the office does among itself until a contract is agreed: no firm or unit reads it, nor why it was sent back. */
const OF_OFFICE: readonly AuditAct[] = [
  'contract.draft',
  'contract.revise',
  'contract.submit',
  'contract.return',
];

/** A year of daily changes and more; beyond that the newest. */
const MOST = 500;

/** Every step of a contract and of its amendments, from the record of what people did. */
@Injectable()
export class ContractHistory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly contracts: ContractsService,
  ) {}

  async of(caller: Caller, id: string): Promise<ContractHistoryAnswer> {
    const { bureauId, number } = await this.contracts.found(caller, id);
    const deeds = await this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) =>
      deedsOf(await readActs(tx, id), await readVersions(tx, number), await readProposals(tx, id)),
    );
    const isOffice = isFor(caller.actor, 'bureau', 'supervisor', 'auditor');
    return {
      deeds: deeds
        .filter(({ act }) => isOffice || !OF_OFFICE.includes(act))
        .map((deed) => ({ ...deed, reason: versionReason(deed.reason, caller.language) })),
    };
  }
}

interface Act {
  at: string;
  actor: string;
  verb: AuditAct;
  after?: { reason?: string; amendment?: string };
}

interface Version {
  version: number;
  recorded_at: Date;
  recorded_by: string;
  reason: string | null;
}

interface Proposal {
  id: string;
  reason: string;
}

/**
 * Acts in the order of the record, each with its reason: a proposal's stands in the amendment, and before the record
 * kept the reason of a step it stood with the version that the step made. A version that no act tells of came in with
 * a table or a folder, and is an act itself.
 */
function deedsOf(
  acts: readonly Act[],
  versions: readonly Version[],
  proposals: readonly Proposal[],
): ContractDeedAnswer[] {
  const versionAt = new Map(versions.map((version) => [version.recorded_at.getTime(), version]));
  const told = acts.map(({ at, actor, verb, after }): ContractDeedAnswer => {
    const amendmentId = after?.amendment ?? null;
    const proposal = verb === 'contract.amend' && proposals.find(({ id }) => id === amendmentId);
    const version = amendmentId === null ? versionAt.get(Date.parse(at)) : undefined;
    const reason = (proposal ? proposal.reason : after?.reason) ?? version?.reason ?? null;
    return { act: verb, by: actor, at, reason, amendmentId };
  });
  const moments = new Set(acts.map(({ at }) => Date.parse(at)));
  // Where older acts are left out, so are their versions: they would be told as if nobody had made them.
  const since = acts.length < MOST ? 0 : Math.min(...moments);
  const brought = versions
    .filter(({ recorded_at: at }) => at.getTime() >= since && !moments.has(at.getTime()))
    .map(
      ({ version, recorded_at, recorded_by, reason }): ContractDeedAnswer => ({
        ...{ act: version === 1 ? 'contract.enter' : 'contract.change', by: recorded_by },
        ...{ at: recorded_at.toISOString(), reason, amendmentId: null },
      }),
    );
  return [...brought, ...told].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** The record says who by id; everything else says it by user name. */
async function readActs(tx: Tx, id: string): Promise<Act[]> {
  const rows = await tx.query<{ entry: string }>(
    `select entry from audit_log where subject_id = $1 and verb = any($2) order by seq desc limit ${MOST}`,
    [id, CONTRACT_ACTS],
  );
  const acts = rows.reverse().map(({ entry }): Act => JSON.parse(entry));
  const users = await tx.query<{ id: string; username: string }>(
    'select id, username from app_user where id = any($1)',
    [acts.map(({ actor }) => actor).filter((actor) => UUID.test(actor))],
  );
  return acts.map((act) => ({
    ...act,
    actor: users.find((user) => user.id === act.actor)?.username ?? act.actor,
  }));
}

const readVersions = (tx: Tx, number: string): Promise<Version[]> =>
  tx.query<Version>(
    `select version, recorded_at, recorded_by, reason from register_version
     where register = 'contracts' and code = $1 order by version desc limit ${MOST}`,
    [number],
  );

const readProposals = (tx: Tx, id: string): Promise<Proposal[]> =>
  tx.query<Proposal>('select id, reason from contract_amendment where contract_id = $1', [id]);
