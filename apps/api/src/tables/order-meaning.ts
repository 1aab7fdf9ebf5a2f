import {
  type Day,
  FUND_TYPES,
  firstDayOf,
  lastDayOf,
  MEASURES,
  monthOf,
  offersOn,
  payingFunds,
  twoDecimals,
} from '@songbai/contracts';
import { maskIdNumber } from '../http/mask';
import { cadresMeant, coded, isSaid, itemsMeant, plain } from './meaning';
import type { SaidOrder, SaidPerson } from './order-columns';
import type { KnownCadre, KnownContract, KnownFund, KnownItem, OrderRegister } from './order-register';
import { Reasons, RowRefused } from './row-refused';

/** What the page says of the whole file, for rows that do not say it. */
export interface OfFile {
  contract?: string | undefined;
  month?: string | undefined;
  onBehalfOf?: string | undefined;
}

/** An order as the single call wants it, and whom and what it is for. */
export interface MeantOrder {
  body: Record<string, unknown>;
  cadre: KnownCadre;
  contract: KnownContract;
  item: KnownItem;
  funds: readonly KnownFund[];
}

interface Days {
  startsOn: Day;
  endsOn: Day;
}

/** Finds what a row means, and throws all that speaks against it at once; undefined where only cells are missing. */
export function meantOrder(register: OrderRegister, said: SaidOrder, file: OfFile): MeantOrder | undefined {
  const reasons = new Reasons();
  const cadre = reasons.try(() => cadreMeant(register, said.cadre));
  const days = reasons.try(() => daysMeant(said, file.month));
  const items = said.item === null ? undefined : reasons.try(() => itemsNamed(register, said.item ?? ''));
  const contract = reasons.try(() => contractMeant(register, said, file.contract, { cadre, days, items }));
  const item = items && reasons.try(() => itemMeant(items, said, contract));
  const paying =
    cadre && item && days && payingFunds(register.funds, item.fundTypes, cadre.unitId, days.startsOn);
  const funds = reasons.try(() => fundsMeant(register.funds, paying, said.funds));
  const needId = cadre && reasons.try(() => needMeant(register, cadre, said.need));
  reasons.done();
  if (!cadre || !days || !item || !contract || !funds || said.measured === null) return undefined;
  const body = {
    ...{ cadreId: cadre.id, contractId: contract.id, itemCode: item.code, ...days, needId },
    ...{ quantity: twoDecimals(said.measured.quantity), fundIds: funds.map(({ id }) => id) },
    ...{ channel: said.channel, onBehalfOf: said.onBehalfOf ?? file.onBehalfOf ?? null, note: said.note },
  };
  return { body, cadre, contract, item, funds };
}

/** By code, name or ID number; unit and year of birth tell two of one name apart, and must fit in any case. */
function cadreMeant(register: OrderRegister, said: SaidPerson): KnownCadre {
  const { name, code, idNumber } = said;
  const all = register.candidates(said);
  const [only] = all;
  if (idNumber !== null && !only)
    throw new RowRefused('no-such-cadre', '身份证号', { text: maskIdNumber(idNumber) });
  if (idNumber !== null && only && name === null && code === null) return fitted(register, only, said);
  const fitting = all.filter((one) => misfit(register, one, said) === undefined);
  const isAmong = fitting.some((one) => isSaid(one, said));
  const [meant] = cadresMeant({ cadres: isAmong ? fitting : all }, said, 'no-such-cadre');
  const cadre = all.find((one) => one.code === meant?.code);
  if (!cadre) throw new Error('a cadre was found and is not there');
  return fitted(register, cadre, said);
}

function fitted(register: OrderRegister, cadre: KnownCadre, said: SaidPerson): KnownCadre {
  const reason = misfit(register, cadre, said);
  if (reason) throw reason;
  return cadre;
}

const YEAR = /(?:19|20)\d{2}/;

function misfit(register: OrderRegister, cadre: KnownCadre, said: SaidPerson): RowRefused | undefined {
  const { code, name, units } = cadre;
  const { unit, birth } = said;
  if (unit !== null && units.length > 0 && !units.some((each) => plain(each) === plain(unit))) {
    const known = units[1] ?? units[0] ?? '';
    return new RowRefused('other-unit', '原单位', { name, code, known, text: unit });
  }
  const year = register.birthYears.get(cadre.id);
  const [told] = YEAR.exec(birth ?? '') ?? [];
  if (told === undefined || year === undefined || Number(told) === year) return undefined;
  return new RowRefused('other-birth', '出生年月', { name, code, known: year, text: told });
}

/** A month stands for all of its days; a first day alone, for the rest of its month. */
function daysMeant({ startsOn, endsOn, month }: SaidOrder, monthOfFile: string | undefined): Days {
  const whole = month ?? (startsOn === null && endsOn === null ? (monthOfFile ?? null) : null);
  const from = startsOn ?? (whole === null ? null : firstDayOf(whole));
  if (from === null) throw new RowRefused(endsOn === null ? 'no-days' : 'no-first-day', '起始日期');
  const to = endsOn ?? lastDayOf(whole ?? monthOf(from));
  if (whole !== null && (monthOf(from) !== whole || monthOf(to) !== whole))
    throw new RowRefused('month-and-days', '服务月份', { startsOn: from, endsOn: to, month: whole });
  return { startsOn: from, endsOn: to };
}

const itemsNamed = ({ items }: OrderRegister, text: string): KnownItem[] => {
  const codes = itemsMeant({ items }, text).map(({ code }) => code);
  return items.filter(({ code }) => codes.includes(code));
};

interface Around {
  cadre: KnownCadre | undefined;
  days: Days | undefined;
  items: readonly KnownItem[] | undefined;
}

/** The contract that is named, or else the one that sells the item on that day, in the cadre's area if any does. */
function contractMeant(
  { contracts }: OrderRegister,
  { contract, provider, item }: SaidOrder,
  ofFile: string | undefined,
  { cadre, days, items }: Around,
): KnownContract | undefined {
  const isTheirs = ({ provider: name, providerCode }: KnownContract): boolean =>
    provider === null || [name, providerCode].some((each) => plain(each) === plain(provider));
  const theirs = contracts.filter(isTheirs);
  if (theirs.length === 0 && provider !== null)
    throw new RowRefused('unknown-provider', '服务商', { text: provider });
  const number =
    contract ?? theirs.find((one) => one.number === ofFile)?.number ?? (provider ? null : ofFile);
  if (number) {
    const [named] = coded(
      contracts.map((one) => ({ ...one, code: one.number })),
      number,
    );
    if (!named) throw new RowRefused('unknown-contract', '合同编号', { text: number });
    if (isTheirs(named)) return named;
    throw new RowRefused('contract-of-other', '合同编号', {
      ...{ number, known: named.provider, text: provider ?? '' },
    });
  }
  if (!days || !items) return undefined;
  const offers = offersOn(days.startsOn, theirs, cadre?.area).filter(({ price }) =>
    items.some(({ code }) => code === price.itemCode),
  );
  const near = offers.filter(({ isNear }) => isNear);
  const left = [...new Set((near.length > 0 ? near : offers).map((offer) => offer.contract))];
  const [only] = left;
  if (!only) throw new RowRefused('no-contract', '合同编号', { day: days.startsOn, item: item ?? '' });
  if (left.length === 1) return only;
  const numbers = left.map((one) => `${one.number}（${one.provider}）`).join('、');
  throw new RowRefused('several-contracts', '合同编号', { count: left.length, item: item ?? '', numbers });
}

/** Of items with one name, the one that the contract sells. */
function itemMeant(
  items: readonly KnownItem[],
  { item: text, measured }: SaidOrder,
  contract: KnownContract | undefined,
): KnownItem {
  const sold = items.filter(({ code }) => contract?.prices.some(({ itemCode }) => itemCode === code));
  const left = sold.length > 0 ? sold : items;
  const [item] = left;
  if (!item || left.length > 1) {
    const codes = left.map(({ code }) => code).join('、');
    throw new RowRefused('several-items', '服务项目', { count: left.length, text: text ?? '', codes });
  }
  if (measured?.measure && measured.measure !== item.measure) {
    const facts = { item: item.name, measure: MEASURES[item.measure], text: MEASURES[measured.measure] };
    throw new RowRefused('measure-differs', '数量', facts);
  }
  return item;
}

/** By code, or by type where only one fund of it may pay; where nothing is said, the usual one. */
function fundsMeant(
  all: readonly KnownFund[],
  paying: readonly KnownFund[] | undefined,
  said: readonly string[],
): KnownFund[] {
  if (said.length === 0) return paying?.slice(0, 1) ?? [];
  return said.flatMap((text) => {
    const [named] = coded(all, text);
    if (named) return named;
    const type = Object.entries(FUND_TYPES).find(
      ([, { zh, en }]) => zh === text || en.toLowerCase() === text.toLowerCase(),
    )?.[0];
    if (type !== undefined && paying === undefined) return [];
    const fitting = (paying ?? []).filter((fund) => fund.type === type);
    const [only] = fitting;
    if (!only) throw new RowRefused('unknown-fund', '列支经费', { text });
    if (fitting.length === 1) return only;
    const codes = fitting.map(({ code }) => code).join('、');
    throw new RowRefused('several-funds', '列支经费', { count: fitting.length, text, codes });
  });
}

function needMeant({ needs }: OrderRegister, cadre: KnownCadre, text: string | null): string | null {
  if (text === null) return null;
  const need = needs.find(({ number, cadreId }) => number === text && cadreId === cadre.id);
  if (!need) throw new RowRefused('unknown-need', '需求依据', { cadre: cadre.name, text });
  return need.id;
}
