import { type Finding, finding } from './finding';
import type { Order } from './papers';
import type { RegisterBook } from './register-book';
import type { Cadre, Contract, Fund, Item, Provider } from './registers';
import { isWithin, yearOf } from './time';
import { CONTRACT_STATUSES, type FundType } from './vocabulary';

/** What the rules need to know of an order's surroundings. */
export interface OrderFacts {
  cadre: Cadre;
  contract: Contract;
  provider: Provider;
  item: Item;
  funds: Fund[];
  responsibleUnit: string | null;
}

/** Funds that belong to a unit and may be spent for its own cadres only. */
const UNIT_FUNDS: readonly FundType[] = ['special-need', 'public'];
/** Funds that need a recorded hardship of the cadre. */
const HARDSHIP_FUNDS: readonly FundType[] = ['special-need', 'hardship-aid'];

export const isUnitFund = ({ type }: Pick<Fund, 'type'>): boolean => UNIT_FUNDS.includes(type);

/** A unit's kind of fund has a unit as its owner, the bureau's kinds have none (F02): O05 refuses every other. */
export function checkFundOwner({ code, type, owner }: Pick<Fund, 'code' | 'type' | 'owner'>): Finding[] {
  return isUnitFund({ type }) === (owner !== null) ? [] : [finding('F02', { fund: code, fundType: type })];
}

/** Looks the order's references up. Throws where one is missing: a reader refuses such rows before. */
export function orderFacts(order: Order, book: RegisterBook): OrderFacts {
  const cadre = must(book.cadres.get(order.cadre), order.cadre);
  const contract = must(book.contracts.get(order.contract), order.contract);
  return {
    cadre,
    contract,
    provider: must(book.providers.get(contract.provider), contract.provider),
    item: must(book.items.get(order.item), order.item),
    funds: order.funds.map((code) => must(book.funds.get(code), code)),
    responsibleUnit: book.responsibleUnit(cadre),
  };
}

/** Every reason against an order that needs no balance (month-run.md, rules 1). */
export function checkOrder(order: Order, facts: OrderFacts, book: RegisterBook): Finding[] {
  return [
    ...checkContract(order, facts, book),
    ...checkCadre(order, facts),
    ...checkFunds(order, facts),
    ...checkPersons(order, facts),
  ];
}

function checkContract(order: Order, { contract, provider }: OrderFacts, book: RegisterBook): Finding[] {
  const found: Finding[] = [];
  const { startsOn, endsOn } = order;
  const inTerm = startsOn >= contract.startsOn && endsOn <= contract.endsOn;
  if (contract.status !== 'active' || !inTerm) {
    found.push(
      finding('O01', {
        contract: contract.number,
        status: stateOf(contract),
        startsOn,
        endsOn,
        contractStartsOn: contract.startsOn,
        contractEndsOn: contract.endsOn,
      }),
    );
  }
  if (!book.priceOn(contract.number, order.item, startsOn)) {
    found.push(finding('O02', { contract: contract.number, item: order.item, day: startsOn }));
  }
  if (provider.qualifiedUntil < endsOn) {
    found.push(finding('O07', { provider: provider.name, qualifiedUntil: provider.qualifiedUntil, endsOn }));
  }
  return found;
}

/** A word of the list, so that it is said in the reader's language; a folder's own word for it as it was written. */
function stateOf({ status, statusText }: Contract): string {
  const isKnown = Object.values(CONTRACT_STATUSES).some(({ zh }) => zh === statusText);
  return statusText === '' || isKnown ? status : statusText;
}

function checkCadre({ startsOn }: Order, { cadre, contract }: OrderFacts): Finding[] {
  const found: Finding[] = [];
  if (!contract.areas.includes(cadre.area)) {
    const { number, areas } = contract;
    found.push(finding('O03', { contract: number, area: cadre.area, areas: areas.join('、') }));
  }
  if (cadre.deceasedOn !== null && cadre.deceasedOn <= startsOn) {
    found.push(finding('O04', { deceasedOn: cadre.deceasedOn, startsOn }));
  }
  return found;
}

function checkFunds(order: Order, { cadre, funds, item, responsibleUnit }: OrderFacts): Finding[] {
  const { startsOn, endsOn } = order;
  const common = {
    allowed: item.fundTypes.join(';'),
    responsibleUnit: responsibleUnit ?? '',
    startsOn,
    endsOn,
  };
  const years = [yearOf(startsOn), yearOf(endsOn)];
  const isUnfit = (fund: Fund): boolean =>
    !item.fundTypes.includes(fund.type) ||
    years.some((year) => year !== String(fund.year)) ||
    (isUnitFund(fund) && (fund.owner === null || fund.owner !== responsibleUnit));

  const found = funds.filter(isUnfit).map((fund) =>
    finding('O05', {
      ...common,
      fund: fund.code,
      fundType: fund.type,
      year: String(fund.year),
      owner: fund.owner ?? 'BUREAU',
    }),
  );
  if (funds.length === 0) found.push(finding('O05', common));

  const needsHardship = funds.find(({ type }) => HARDSHIP_FUNDS.includes(type));
  if (needsHardship && cadre.tags.length === 0) {
    found.push(finding('O10', { fund: needsHardship.code, fundType: needsHardship.type }));
  }
  return found;
}

/** Persons who are still to come are not judged: that is for the moment when the last approval is in. */
function checkPersons(order: Order, { funds }: OrderFacts): Finding[] {
  const found: Finding[] = [];
  if (order.approvedBy === null) return found;
  if (order.orderedBy === order.approvedBy) found.push(finding('O06', { person: order.orderedBy }));
  const unitFund = funds.find(isUnitFund);
  if (unitFund && (order.unitApprovedBy === null || order.unitApprovedBy === order.orderedBy)) {
    found.push(
      finding('O13', { fund: unitFund.code, fundType: unitFund.type, person: order.unitApprovedBy ?? '' }),
    );
  }
  return found;
}

/** Said, without effect: days of the order were over when it was approved, and what was done on them counts. */
export function noteOnApproval(startsOn: string, approvedOn: string): Finding[] {
  return startsOn < approvedOn ? [finding('O15', { startsOn, approvedOn })] : [];
}

/** Whether any day of the order's period is `day`. */
export function coversDay({ startsOn, endsOn }: Order, day: string): boolean {
  return isWithin(day, startsOn, endsOn);
}

function must<T>(value: T | undefined, code: string): T {
  if (value === undefined) throw new Error(`the registers do not have ${code}`);
  return value;
}
