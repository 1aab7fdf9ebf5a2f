import {
  type ContractStatus,
  type FundType,
  hundredths,
  type LimitMeasure,
  type Measure,
  Money,
  type Proof,
  type ServicePlace,
  type Window,
} from '@songbai/contracts';
import { Decimal } from 'decimal.js';
import { providerIdOf } from './party-registers';
import { list, type Register, text, textOrNull } from './register';

/** Registers of the agreement and the money: items, contracts and their prices, funds and limits. */

export const items = {
  name: 'items',
  table: 'item',
  select: 't.code, t.name, t.category, t.measure, t.standard_minutes, t.place, t.proofs, t.fund_types',
  from: 'item t',
  read: (c) => ({
    code: text(c.code),
    name: text(c.name),
    category: text(c.category),
    measure: c.measure as Measure,
    standardMinutes: Number(c.standard_minutes),
    place: c.place as ServicePlace,
    proofs: list(c.proofs) as Proof[],
    fundTypes: list(c.fund_types) as FundType[],
  }),
  write: (item) => ({
    code: item.code,
    name: item.name,
    category: item.category,
    measure: item.measure,
    standard_minutes: item.standardMinutes,
    place: item.place,
    proofs: item.proofs,
    fund_types: item.fundTypes,
  }),
} satisfies Register<'items'>;

export const contracts = {
  name: 'contracts',
  table: 'contract',
  select: `t.number, link.code as provider, t.buyer_name, t.buyer_code, t.starts_on::text, t.ends_on::text,
    t.ceiling_fen, t.areas, t.rounding_minutes, t.minimum_minutes, t.status, t.status_text`,
  from: 'contract t join provider_link link on link.bureau_id = t.bureau_id and link.id = t.provider_link_id',
  read: (c) => ({
    number: text(c.number),
    provider: text(c.provider),
    buyerName: text(c.buyer_name),
    buyerCode: text(c.buyer_code),
    startsOn: text(c.starts_on),
    endsOn: text(c.ends_on),
    ceiling: Money.ofFen(text(c.ceiling_fen)),
    areas: list(c.areas),
    roundingMinutes: Number(c.rounding_minutes),
    minimumMinutes: Number(c.minimum_minutes),
    status: c.status as ContractStatus,
    statusText: text(c.status_text),
  }),
  write: (contract, context) => ({
    number: contract.number,
    provider_link_id: context.idOf('providers', contract.provider),
    provider_id: providerIdOf(contract.provider, context),
    buyer_name: contract.buyerName,
    buyer_code: contract.buyerCode,
    starts_on: contract.startsOn,
    ends_on: contract.endsOn,
    ceiling_fen: contract.ceiling.toFen(),
    areas: contract.areas,
    rounding_minutes: contract.roundingMinutes,
    minimum_minutes: contract.minimumMinutes,
    status: contract.status,
    status_text: contract.statusText,
  }),
} satisfies Register<'contracts'>;

export const prices = {
  name: 'prices',
  table: 'price',
  select: `contract.number as contract, item.code as item, t.unit_price_fen, t.from_on::text, t.to_on::text`,
  from: `price t join contract on contract.bureau_id = t.bureau_id and contract.id = t.contract_id
    join item on item.bureau_id = t.bureau_id and item.id = t.item_id`,
  read: (c) => ({
    contract: text(c.contract),
    item: text(c.item),
    unitPrice: Money.ofFen(text(c.unit_price_fen)),
    from: text(c.from_on),
    to: textOrNull(c.to_on),
  }),
  write: (price, context) => {
    const contract = context.stored('contracts', price.contract);
    if (!contract) throw new Error(`the registers do not have ${price.contract}`);
    return {
      contract_id: context.idOf('contracts', price.contract),
      provider_id: providerIdOf(contract.provider, context),
      item_id: context.idOf('items', price.item),
      unit_price_fen: price.unitPrice.toFen(),
      from_on: price.from,
      to_on: price.to,
    };
  },
} satisfies Register<'prices'>;

export const funds = {
  name: 'funds',
  table: 'fund',
  select: 't.code, t.type, owner.code as owner, t.year, coalesce(balance.allotted, 0) as allotted',
  from: `fund t left join unit owner on owner.bureau_id = t.bureau_id and owner.id = t.owner_unit_id
    left join ledger.balance balance on balance.bureau_id = t.bureau_id and balance.fund_id = t.id`,
  read: (c) => ({
    code: text(c.code),
    type: c.type as FundType,
    owner: textOrNull(c.owner),
    year: Number(c.year),
    allotted: Money.ofFen(text(c.allotted)),
  }),
  write: (fund, context) => ({
    code: fund.code,
    type: fund.type,
    owner_unit_id: fund.owner === null ? null : context.idOf('units', fund.owner),
    year: fund.year,
  }),
} satisfies Register<'funds'>;

export const limits = {
  name: 'limits',
  table: 'usage_limit',
  select: `t.code, t.fund_type, t.category, t.window_kind, t.measure, t.cap_hundredths, t.basis,
    t.valid_from::text, t.valid_to::text`,
  from: 'usage_limit t',
  read: (c) => ({
    code: text(c.code),
    fundType: c.fund_type as FundType | null,
    category: textOrNull(c.category),
    window: c.window_kind as Window,
    measure: c.measure as LimitMeasure,
    cap: new Decimal(text(c.cap_hundredths)).dividedBy(100),
    basis: text(c.basis),
    validFrom: textOrNull(c.valid_from),
    validTo: textOrNull(c.valid_to),
  }),
  write: (limit) => ({
    code: limit.code,
    fund_type: limit.fundType,
    category: limit.category,
    window_kind: limit.window,
    measure: limit.measure,
    cap_hundredths: hundredths(limit.cap),
    basis: limit.basis,
    valid_from: limit.validFrom ?? null,
    valid_to: limit.validTo ?? null,
  }),
} satisfies Register<'limits'>;
