import { offersOn as allOffersOn, payingFunds, quantity } from '@songbai/contracts';
import { halfWidth } from '../../shared/plain';
import type { Schemas } from '../../shared/session';
import type { Register } from '../kit';
import type { Fund, NewOrder, Order } from './order-data';
import { o } from './orders-words';

type Contract = Schemas['ContractAnswer'];
type Item = Schemas['ItemAnswer'];
type Cadre = Schemas['CadreAnswer'];

/** An order as far as it is filled in. */
export interface Draft {
  contractId?: string;
  itemCode?: string;
  startsOn: string;
  endsOn: string;
  quantity: string;
  fundIds: string[];
  needId?: string;
  channel: NewOrder['channel'];
  onBehalfOf: string;
  note: string;
}

export interface Offer {
  /** contract and item in one choice: "contractId|itemCode" */
  key: string;
  contract: Contract;
  item: Item;
  price: string;
}

/** What can be ordered on a day: the prices of contracts in force, those of the cadre's area first. */
export const offersOn = (
  day: string,
  contracts: readonly Contract[],
  items: Register<Item>,
  area: string | undefined,
): Offer[] =>
  allOffersOn(day, contracts, area).flatMap(({ contract, price }) => {
    const item = items.byCode.get(price.itemCode);
    if (item === undefined) return [];
    return { key: `${contract.id}|${item.code}`, contract, item, price: price.unitPrice };
  });

/** The funds that could pay this item for this cadre this year; the bureau's purchasing fund first. */
export const fundsFor = (
  funds: readonly Fund[],
  item: Item | undefined,
  cadre: Cadre | undefined,
  day: string,
): Fund[] => payingFunds(funds, item?.fundTypes, cadre?.responsibleUnitId, day);

/** "8" → "8.00"; undefined for what is no quantity above zero. */
function quantityOf(text: string): string | undefined {
  const plain = halfWidth(text);
  if (!/^\d{1,8}(\.\d{1,2})?$/.test(plain)) return undefined;
  const value = quantity(plain);
  return value.isZero() ? undefined : value.toFixed(2);
}

/** What is wrong with a quantity that was typed; nothing is wrong with none. */
export const quantityFault = (text: string): string | undefined =>
  text.trim() === '' || quantityOf(text) !== undefined ? undefined : o.quantityWrong();

/** Both days stand there, the wrong way round. */
export const endsBefore = ({ startsOn, endsOn }: Pick<Draft, 'startsOn' | 'endsOn'>): boolean =>
  endsOn !== '' && endsOn < startsOn;

/** The whole order, or what it still lacks. */
export function orderOf(cadreId: string | undefined, draft: Draft): { order?: NewOrder; missing: string[] } {
  const { contractId, itemCode, startsOn, endsOn, fundIds } = draft;
  const amount = quantityOf(draft.quantity);
  const missing = [
    ...(cadreId === undefined ? [o.cadre()] : []),
    ...(contractId === undefined || itemCode === undefined ? [o.item()] : []),
    ...(draft.quantity.trim() === '' ? [o.quantity()] : []),
    ...(startsOn === '' ? [o.startsOn()] : []),
    ...(endsOn === '' ? [o.endsOn()] : []),
    ...(endsBefore(draft) ? [o.endsBefore()] : []),
    ...(fundIds.length === 0 ? [o.payingFund()] : []),
  ];
  if (cadreId === undefined || !contractId || !itemCode || amount === undefined || missing.length > 0)
    return { missing };
  const order: NewOrder = {
    ...{ cadreId, contractId, itemCode, startsOn, endsOn, quantity: amount, fundIds, channel: draft.channel },
    ...(draft.needId && { needId: draft.needId }),
    ...(draft.onBehalfOf.trim() && { onBehalfOf: draft.onBehalfOf.trim() }),
    ...(draft.note.trim() && { note: draft.note.trim() }),
  };
  return { order, missing };
}

/** The last order that could be placed again today. */
export function repeatable(
  orders: readonly Order[],
  offers: readonly Offer[],
): { order: Order; offer: Offer } | undefined {
  for (const order of orders) {
    const offer = offers.find(({ key }) => key === `${order.contractId}|${order.itemCode}`);
    if (offer) return { order, offer };
  }
  return undefined;
}
