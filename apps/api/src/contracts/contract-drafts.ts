import { Injectable } from '@nestjs/common';
import {
  type Agreement,
  assertAllowed,
  type Budget,
  CONTRACT_STATUSES,
  type Contract,
  type ContractStatus,
  checkAgreement,
  checkOverlap,
  DomainError,
  type Finding,
  Money,
  type Price,
} from '@songbai/contracts';
import type { Caller } from '../access/caller';
import { insertRows } from '../db/rows';
import type { Tx } from '../db/unit-of-work';
import { given, said } from '../http/given';
import { invalid } from '../http/request.pipe';
import { RegisterDesk } from '../registers/register-desk';
import type { RegisterStore } from '../registers/register-store';
import type { ContractChange, ContractTerms, NewContract, PriceRow } from './contracts.dto';

/** The register's row of a contract in this status. */
export const inStatus = (contract: Contract, status: ContractStatus): Contract => ({
  ...contract,
  status,
  statusText: CONTRACT_STATUSES[status].zh,
});

export const pricesOf = (number: string, rows: readonly PriceRow[]): Price[] =>
  rows.map(({ itemCode: item, unitPrice, from, to = null }) => ({
    ...{ contract: number, item, from, to },
    unitPrice: Money.of(unitPrice),
  }));

/** Writes drafts of contracts and says what would refuse them. */
@Injectable()
export class ContractDrafts {
  constructor(private readonly desk: RegisterDesk) {}

  /** Stores a draft. What no table could hold is refused here, everything else when it is submitted. */
  async create(tx: Tx, caller: Caller, bureauId: string, body: NewContract): Promise<string> {
    const { number, providerId } = body;
    const provider = await providerCode(tx, providerId);
    const store = await this.load(tx, bureauId, number, provider, body.prices);
    if (store.find('contracts', number))
      throw new DomainError('conflict', { because: 'code-taken', facts: { code: number } });
    const [bureau] = await tx.query<{ name: string; credit_code: string }>(
      'select name, credit_code from bureau where id = $1',
      [bureauId],
    );
    const parties = { number, provider, buyerName: bureau?.name ?? '', buyerCode: bureau?.credit_code ?? '' };
    await this.write(tx, caller, store, inStatus({ ...parties, ...termsOf(body), ...UNSAID }, 'draft'), body);
    const id = store.idOf('contracts', number);
    const { at, person } = caller;
    await insertRows(tx, 'contract_file', [
      {
        ...{ contract_id: id, provider_id: providerId, ceiling_fen: Money.of(body.ceiling).toFen() },
        ...{ ...(await fileOf(tx, body)), model_id: await modelOf(tx, body) },
        ...{ made_by: person.username, made_at: at.toISOString() },
      },
    ]);
    return id;
  }

  /** Prices of a draft can be changed and added; one that was entered stays, with another last day perhaps. */
  async revise(tx: Tx, caller: Caller, bureauId: string, number: string, body: ContractTerms): Promise<void> {
    const [link] = await tx.query<{ code: string; id: string }>(
      `select link.code, c.id from contract c
       join provider_link link on link.bureau_id = c.bureau_id and link.id = c.provider_link_id where c.number = $1`,
      [number],
    );
    if (!link) throw new DomainError('not-found');
    const store = await this.load(tx, bureauId, number, link.code, body.prices);
    const stored = store.stored('contracts', number);
    if (!stored) throw new DomainError('not-found');
    await this.write(tx, caller, store, { ...stored, ...termsOf(body) }, body);
    const file = await fileOf(tx, body);
    await tx.execute(
      `update contract_file set term_reasons = $2, budget_document = $3, budget_fund_ids = $4, ceiling_fen = $5
       where contract_id = $1`,
      [
        link.id,
        file.term_reasons,
        file.budget_document,
        file.budget_fund_ids,
        Money.of(body.ceiling).toFen(),
      ],
    );
  }

  /** Every reason against the contract as it is stored. */
  async check(tx: Tx, store: RegisterStore, number: string): Promise<Finding[]> {
    const contract = store.stored('contracts', number);
    const provider = contract && store.stored('providers', contract.provider);
    if (!contract || !provider) throw new DomainError('not-found');
    const [file] = await tx.query<Pick<Agreement, 'termReasons' | 'budgetDocument'> & { funds: string[] }>(
      `select term_reasons as "termReasons", budget_document as "budgetDocument", budget_fund_ids as funds
       from contract_file where contract_id = $1`,
      [store.idOf('contracts', number)],
    );
    const { startsOn, endsOn, ceiling } = contract;
    const { termReasons = [], budgetDocument = null, funds = [] } = file ?? {};
    const prices = store.all('prices').filter((price) => price.contract === number);
    const agreement = { startsOn, endsOn, ceiling, prices, termReasons, budgetDocument };
    return checkAgreement(agreement, provider, await budgetOf(tx, funds));
  }

  load(
    tx: Tx,
    bureauId: string,
    number: string,
    provider: string,
    prices: readonly PriceRow[] = [],
  ): Promise<RegisterStore> {
    const items = prices.map(({ itemCode }) => itemCode);
    return this.desk.load(tx, bureauId, {
      ...{ providers: [provider], contracts: [number], prices: [number] },
      items: items.length > 0 ? items : [],
    });
  }

  private async write(
    tx: Tx,
    caller: Caller,
    store: RegisterStore,
    contract: Contract,
    body: ContractTerms,
  ): Promise<void> {
    checkDays(body);
    checkItems(store, body.prices);
    const prices = pricesOf(contract.number, body.prices);
    assertAllowed(checkOverlap(prices));
    await this.desk.enter(tx, caller, store, { contracts: [contract], prices }, null);
  }
}

/** A row of a contract needs a status and its word; inStatus gives them. */
const UNSAID = { status: 'draft', statusText: '' } as const;

/** The whole terms of a draft, of which this much was said anew. Prices that stand are not entered again. */
export function revised(before: Omit<ContractTerms, 'prices'>, change: ContractChange): ContractTerms {
  const { termReasons, budgetDocument, budgetFundIds, ...terms } = change;
  const budget = said({ termReasons, budgetDocument, budgetFundIds });
  return { ...before, ...budget, prices: [], ...given(terms) };
}

function termsOf(body: ContractTerms) {
  const { startsOn, endsOn, ceiling, areas, roundingMinutes, minimumMinutes } = body;
  return { startsOn, endsOn, ceiling: Money.of(ceiling), areas, roundingMinutes, minimumMinutes };
}

async function providerCode(tx: Tx, providerId: string): Promise<string> {
  const [link] = await tx.query<{ code: string }>(
    'select code from provider_link where provider_id = $1 order by code limit 1',
    [providerId],
  );
  if (!link) throw invalid([{ path: 'providerId', rule: 'known-id' }]);
  return link.code;
}

function checkDays({ startsOn, endsOn, prices }: ContractTerms): void {
  if (endsOn < startsOn) throw invalid([{ path: 'endsOn', rule: 'order', limit: startsOn }]);
  checkPriceDays(prices);
}

export function checkPriceDays(prices: readonly PriceRow[]): void {
  const faults = prices.flatMap(({ from, to }, i) =>
    to && to < from ? [{ path: `prices.${i}.to`, rule: 'order', limit: from }] : [],
  );
  if (faults.length > 0) throw invalid(faults);
}

export function checkItems(store: RegisterStore, prices: readonly PriceRow[]): void {
  const faults = prices.flatMap(({ itemCode }, i) =>
    store.find('items', itemCode)
      ? []
      : [{ path: `prices.${i}.itemCode`, rule: 'known-code', limit: itemCode }],
  );
  if (faults.length > 0) throw invalid(faults);
}

/** Another contract of the bureau. */
async function modelOf(tx: Tx, { modelId }: NewContract): Promise<string | null> {
  if (!modelId) return null;
  const [found] = await tx.query<{ id: string }>('select id from contract where id = $1', [modelId]);
  if (!found) throw invalid([{ path: 'modelId', rule: 'known-id' }]);
  return found.id;
}

async function fileOf(tx: Tx, { termReasons, budgetDocument, budgetFundIds }: ContractTerms) {
  const ids = budgetFundIds ?? [];
  const found = await tx.query<{ id: string }>('select id from fund where id = any($1::uuid[])', [ids]);
  const faults = ids.flatMap((id, i) =>
    found.some((fund) => fund.id === id.toLowerCase())
      ? []
      : [{ path: `budgetFundIds.${i}`, rule: 'known-id' }],
  );
  if (faults.length > 0) throw invalid(faults);
  return { term_reasons: termReasons ?? [], budget_document: budgetDocument ?? null, budget_fund_ids: ids };
}

export async function budgetOf(tx: Tx, fundIds: readonly string[]): Promise<Budget | null> {
  if (fundIds.length === 0) return null;
  const rows = await tx.query<{ code: string; available: string }>(
    `select fund.code, coalesce(b.allotted - b.reserved - b.expended, 0) as available from fund
     left join ledger.balance b on b.bureau_id = fund.bureau_id and b.fund_id = fund.id
     where fund.id = any($1::uuid[]) order by fund.code`,
    [fundIds],
  );
  return {
    funds: rows.map(({ code }) => code),
    available: Money.sum(rows.map(({ available }) => Money.ofFen(available))),
  };
}
