import { Injectable } from '@nestjs/common';
import {
  assertAllowed,
  type ContractStatus,
  type ContractVerb,
  checkSecondPerson,
  contractMachine,
  type Day,
  DomainError,
  dayOf,
  statusOn,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { alongWith, isFor, NOTHING } from '../http/across';
import { Commands } from '../http/commands';
import { type Page, pageOf } from '../http/page';
import { sayFinding } from '../http/problem.filter';
import { RegisterDesk } from '../registers/register-desk';
import { ContractDrafts, inStatus, revised } from './contract-drafts';
import {
  type ContractRow,
  contractListing,
  contractRow,
  readContractRow,
  withDetails,
} from './contract-views';
import type { ContractAnswer, ContractChange, ContractQuery, NewContract } from './contracts.dto';

const SEERS = ['bureau', 'unit', 'provider', 'supervisor', 'auditor'] as const;

/** A contract's verbs that people do, but for those that change what it says. */
export type ContractStep = Exclude<ContractVerb, 'begin' | 'expire' | 'revise' | 'amend'>;

export const todayOf = ({ at }: Caller): Day => dayOf(Math.floor(at.getTime() / 1000));

/** The agreements with providers, from draft to end. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly drafts: ContractDrafts,
    private readonly desk: RegisterDesk,
  ) {}

  async list(caller: Caller, query: ContractQuery): Promise<Page<ContractAnswer>> {
    if (!isFor(caller.actor, ...SEERS)) return NOTHING;
    const today = todayOf(caller);
    const { items, nextCursor } = await this.unitOfWork.run(caller.actor, (tx) =>
      pageOf(tx, contractListing(query, today), query, (c) => contractRow(c, today)),
    );
    const detailed = await alongWith(this.unitOfWork, items, (tx, ids) =>
      withDetails(
        tx,
        caller,
        items.filter(({ id }) => ids.includes(id)),
      ),
    );
    const byId = new Map(detailed.map((contract) => [contract.id, contract]));
    return { items: items.flatMap(({ id }) => byId.get(id) ?? []), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<ContractAnswer> {
    const { bureauId } = await this.found(caller, id);
    return this.unitOfWork.run({ kind: 'system', bureauId }, (tx) => this.read(tx, caller, id));
  }

  /** The contract's own row, found under the caller's policies. Throws `not-found`. */
  async found(caller: Caller, id: string): Promise<ContractRow> {
    if (!isFor(caller.actor, ...SEERS)) throw new DomainError('not-found');
    const row = await this.unitOfWork.run(caller.actor, (tx) => readContractRow(tx, id, todayOf(caller)));
    if (!row) throw new DomainError('not-found');
    return row;
  }

  create(caller: Caller, body: NewContract): Promise<ContractAnswer> {
    return this.commands.own(caller, async (tx, bureauId) => {
      const id = await this.drafts.create(tx, caller, bureauId, body);
      audit(tx, caller, { verb: 'contract.draft', subject: 'contract', id, after: { number: body.number } });
      return this.read(tx, caller, id);
    });
  }

  revise(caller: Caller, id: string, body: ContractChange): Promise<ContractAnswer> {
    return this.commands.on(caller, 'contract', id, async (tx, bureauId) => {
      const before = await this.read(tx, caller, id);
      contractMachine.next(before.status, 'revise');
      await this.drafts.revise(tx, caller, bureauId, before.number, revised(before, body));
      audit(tx, caller, { verb: 'contract.revise', subject: 'contract', id });
      return this.read(tx, caller, id);
    });
  }

  /** One step of the contract's life: the state must allow it, then the rules, then it is written down. */
  step(
    caller: Caller,
    id: string,
    verb: ContractStep,
    reason: string | null = null,
  ): Promise<ContractAnswer> {
    return this.commands.on(caller, 'contract', id, async (tx, bureauId) => {
      const before = await this.read(tx, caller, id);
      const decided = contractMachine.next(before.status, verb);
      const store = await this.drafts.load(tx, bureauId, before.number, await providerOf(tx, id));
      const stored = store.stored('contracts', before.number);
      if (!stored) throw new DomainError('not-found');
      if (verb === 'submit') assertAllowed(await this.drafts.check(tx, store, before.number));
      if (verb === 'approve') {
        assertAllowed([
          ...checkSecondPerson(caller.person.username, before.madeBy, before.submittedBy),
          ...(await this.drafts.check(tx, store, before.number)),
        ]);
      }
      const status = statusOn({ ...stored, status: decided }, todayOf(caller));
      await this.desk.enter(tx, caller, store, { contracts: [inStatus(stored, status)] }, reason);
      await sign(tx, caller, id, verb);
      audit(tx, caller, {
        ...{ verb: `contract.${verb}`, subject: 'contract', id },
        ...{ before: { status: before.status }, after: { status, ...(reason && { reason }) } },
      });
      return this.read(tx, caller, id);
    });
  }

  /** The contract as it is now, in a transaction that is bound to its bureau. */
  async read(tx: Tx, caller: Caller, id: string): Promise<ContractAnswer> {
    const row = await readContractRow(tx, id, todayOf(caller));
    const [contract] = row ? await withDetails(tx, caller, [row]) : [];
    if (!row || !contract) throw new DomainError('not-found');
    if (!UNDECIDED.includes(contract.status)) return contract;
    const store = await this.drafts.load(tx, row.bureauId, row.number, await providerOf(tx, id));
    const findings = await this.drafts.check(tx, store, row.number);
    return { ...contract, findings: findings.map((finding) => sayFinding(finding, caller.language)) };
  }
}

const UNDECIDED: ContractStatus[] = ['draft', 'submitted'];

/** The provider as the bureau's office calls it. */
export async function providerOf(tx: Tx, contractId: string): Promise<string> {
  const [row] = await tx.query<{ code: string }>(
    `select link.code from contract c
     join provider_link link on link.bureau_id = c.bureau_id and link.id = c.provider_link_id where c.id = $1`,
    [contractId],
  );
  if (!row) throw new DomainError('not-found');
  return row.code;
}

/** Who did it stands on the paper. A contract sent back has been submitted by nobody. */
async function sign(tx: Tx, { person, at }: Caller, id: string, verb: ContractStep): Promise<void> {
  const [by, when] = [person.username, at.toISOString()];
  const set = async (column: 'submitted' | 'approved', who: string | null): Promise<void> => {
    await tx.execute(`update contract_file set ${column}_by = $2, ${column}_at = $3 where contract_id = $1`, [
      ...[id, who, who === null ? null : when],
    ]);
  };
  if (verb === 'submit') await set('submitted', by);
  if (verb === 'return') await set('submitted', null);
  if (verb === 'approve') await set('approved', by);
}
