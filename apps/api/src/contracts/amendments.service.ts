import { Injectable } from '@nestjs/common';
import {
  amendedPrices,
  assertAllowed,
  type Contract,
  checkAgreement,
  checkAmendment,
  checkSecondPerson,
  contractMachine,
  DomainError,
  type Finding,
  Money,
  machine,
  type Price,
} from '@songbai/contracts';
import { v7 as uuid } from 'uuid';
import type { Caller } from '../access/caller';
import { audit } from '../audit/audit';
import { insertRows } from '../db/rows';
import { type Tx, UnitOfWork } from '../db/unit-of-work';
import { Commands } from '../http/commands';
import { given } from '../http/given';
import { sayFinding } from '../http/problem.filter';
import { invalid } from '../http/request.pipe';
import { RegisterDesk } from '../registers/register-desk';
import type { RegisterStore } from '../registers/register-store';
import { budgetOf, ContractDrafts, checkItems, checkPriceDays, pricesOf } from './contract-drafts';
import type { AmendmentCheckAnswer, ContractAnswer, NewAmendment, PriceRow } from './contracts.dto';
import { ContractsService, providerOf, todayOf } from './contracts.service';

/** What is stored of a proposal, as the request had it. */
type Change = Pick<NewAmendment, 'ceiling' | 'endsOn' | 'areas' | 'prices'>;

const amendmentMachine = machine('amendment', {
  submitted: { approve: 'approved', refuse: 'refused' },
  approved: {},
  refused: {},
});
type AmendmentStatus = (typeof amendmentMachine)['states'][number];

/** Changes of contracts in force: proposed with the written agreement, and in force when a second person approved. */
@Injectable()
export class AmendmentsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly commands: Commands,
    private readonly contracts: ContractsService,
    private readonly drafts: ContractDrafts,
    private readonly desk: RegisterDesk,
  ) {}

  propose(
    caller: Caller,
    id: string,
    { reason, document, ...change }: NewAmendment,
  ): Promise<ContractAnswer> {
    if (Object.keys(given(change)).length === 0) throw invalid([{ path: '', rule: 'not-empty' }]);
    checkPriceDays(change.prices ?? []);
    return this.commands.on(caller, 'contract', id, async (tx, bureauId) => {
      const contract = await this.contracts.read(tx, caller, id);
      contractMachine.next(contract.status, 'amend');
      const { findings } = await this.amended(tx, caller, bureauId, contract, change);
      assertAllowed(findings);
      const amendment = uuid();
      await insertRows(tx, 'contract_amendment', [
        {
          ...{ id: amendment, contract_id: id, provider_id: contract.providerId, status: 'submitted' },
          ...{ change: given(change), reason, document: document ?? null },
          ...{ made_by: caller.person.username, made_at: caller.at.toISOString() },
        },
      ]);
      audit(tx, caller, {
        ...{ verb: 'contract.amend', subject: 'contract', id },
        after: { amendment, fields: Object.keys(given(change)) },
      });
      return this.contracts.read(tx, caller, id);
    });
  }

  decide(
    caller: Caller,
    id: string,
    amendmentId: string,
    verb: 'approve' | 'refuse',
    reason: string | null,
  ): Promise<ContractAnswer> {
    return this.commands.on(caller, 'contract', id, async (tx, bureauId) => {
      const contract = await this.contracts.read(tx, caller, id);
      const amendment = contract.amendments.find((its) => its.id === amendmentId);
      if (!amendment) throw new DomainError('not-found');
      const status = amendmentMachine.next(amendment.status as AmendmentStatus, verb);
      if (verb === 'approve') {
        contractMachine.next(contract.status, 'amend');
        assertAllowed(checkSecondPerson(caller.person.username, amendment.madeBy));
        const next = await this.amended(tx, caller, bureauId, contract, amendment.change);
        assertAllowed(next.findings);
        const rows = { contracts: [next.row], prices: next.prices };
        await this.desk.enter(tx, caller, next.store, rows, amendment.reason);
      }
      await tx.execute(
        'update contract_amendment set status = $2, decided_by = $3, decided_at = $4 where id = $1',
        [amendmentId, status, caller.person.username, caller.at.toISOString()],
      );
      audit(tx, caller, {
        ...{ verb: `amendment.${verb}`, subject: 'contract', id },
        after: { amendment: amendmentId, status, ...(reason !== null && { reason }) },
      });
      return this.contracts.read(tx, caller, id);
    });
  }

  /** What would refuse a change that waits if it were approved now. Throws `not-found`, and what an approval throws. */
  async check(caller: Caller, id: string, amendmentId: string): Promise<AmendmentCheckAnswer> {
    const { bureauId } = await this.contracts.found(caller, id);
    return this.unitOfWork.run({ kind: 'system', bureauId }, async (tx) => {
      const contract = await this.contracts.read(tx, caller, id);
      const amendment = contract.amendments.find((its) => its.id === amendmentId);
      if (!amendment) throw new DomainError('not-found');
      if (amendment.status !== 'submitted') return { findings: [] };
      contractMachine.next(contract.status, 'amend');
      const { findings } = await this.amended(tx, caller, bureauId, contract, amendment.change);
      const { role, username } = caller.person;
      const own = role === 'bureau-approver' ? checkSecondPerson(username, amendment.madeBy) : [];
      return { findings: [...own, ...findings].map((finding) => sayFinding(finding, caller.language)) };
    });
  }

  /** The contract as it would be, with every reason against it. */
  private async amended(
    tx: Tx,
    caller: Caller,
    bureauId: string,
    contract: ContractAnswer,
    change: Change,
  ): Promise<{ store: RegisterStore; row: Contract; prices: Price[]; findings: Finding[] }> {
    const { number } = contract;
    const rows: PriceRow[] = change.prices ?? [];
    // All items of the contract, since its prices are written anew.
    const all = [...contract.prices, ...rows];
    const store = await this.drafts.load(tx, bureauId, number, await providerOf(tx, contract.id), all);
    checkItems(store, rows);
    const stored = store.stored('contracts', number);
    const provider = stored && store.stored('providers', stored.provider);
    if (!stored || !provider) throw new DomainError('not-found');
    const { endsOn, areas } = given(change);
    if (endsOn && endsOn < stored.startsOn) {
      throw invalid([{ path: 'endsOn', rule: 'order', limit: stored.startsOn }]);
    }
    const ceiling = change.ceiling ? Money.of(change.ceiling) : null;
    const row: Contract = { ...stored, ...given({ endsOn, areas, ceiling }) };
    const changes = pricesOf(number, rows);
    const prices = amendedPrices(store.all('prices'), changes);
    const { originalCeiling, budget } = await this.first(tx, contract, stored);
    const { startsOn, endsOn: until } = row;
    const { termReasons, budgetDocument } = contract;
    const increase = (ceiling ?? stored.ceiling).minus(stored.ceiling).orZero();
    const agreement = { startsOn, endsOn: until, ceiling: increase, prices, termReasons, budgetDocument };
    const committed = Money.of(contract.committed);
    const findings = [
      ...checkAmendment({ ceiling, prices: changes }, { originalCeiling, committed, today: todayOf(caller) }),
      ...checkAgreement(agreement, provider, budget),
    ];
    return { store, row, prices, findings };
  }

  /** What was first agreed. A contract that came in a folder has only what its first version says. */
  private async first(tx: Tx, contract: ContractAnswer, stored: Contract) {
    const [file] = await tx.query<{ ceiling_fen: string }>(
      'select ceiling_fen from contract_file where contract_id = $1',
      [contract.id],
    );
    const [version] = await tx.query<{ ceiling: string | null }>(
      `select content->>'金额上限' as ceiling from register_version
       where register = 'contracts' and code = $1 and version = 1`,
      [contract.number],
    );
    const known = version?.ceiling ? Money.of(version.ceiling) : stored.ceiling;
    return {
      originalCeiling: file ? Money.ofFen(file.ceiling_fen) : known,
      budget: await budgetOf(tx, contract.budgetFundIds),
    };
  }
}
