import { listed, listedLong } from '../../shared/lists';
import type { Schemas } from '../../shared/session';
import { moneyText } from '../kit';
import { type Contract, type Price, priceOn } from './contract-data';
import { c } from './contracts-words';

export type Amendment = Schemas['AmendmentAnswer'];

const fromTo = (from: string | undefined, to: string): string =>
  from === undefined || from === to ? to : c.fromTo({ from, to });

export type Change = Pick<Schemas['NewAmendment'], 'ceiling' | 'endsOn' | 'areas' | 'prices'>;

/**
 * What would be changed, in words: "LC01 生活照料 35.00 → 38.00 自 2027-01-01 起". What stands there now is told
 * beside it while the change waits; of a price, afterwards as well, since its versions stay.
 */
export function changeText(
  { change }: Pick<Amendment, 'change'>,
  contract: Contract,
  nameOf: (itemCode: string) => string,
  waits = false,
): string {
  const { ceiling, endsOn, areas, prices } = change as Change;
  const now = (text: string): string | undefined => (waits ? text : undefined);
  const priced = prices?.map((price) => priceText(price, contract, nameOf)) ?? [];
  return listedLong([
    ...(ceiling ? [`${c.ceiling()} ${fromTo(now(moneyText(contract.ceiling)), moneyText(ceiling))}`] : []),
    ...(endsOn ? [`${c.endsOn()} ${fromTo(now(contract.endsOn), endsOn)}`] : []),
    ...(areas ? [`${c.areas()} ${waits ? areasText(contract.areas, areas) : listed(areas)}`] : []),
    ...(priced.length > 0 ? [`${c.newPrices()} ${listed(priced)}`] : []),
  ]);
}

function priceText(price: Price, { prices }: Contract, nameOf: (itemCode: string) => string): string {
  const { itemCode, unitPrice, from, to } = price;
  const before = priceOn(prices, itemCode, from, 'before');
  const days = to ? c.priceTerm({ from, to }) : c.priceFrom({ from });
  const said = fromTo(before && moneyText(before.unitPrice), moneyText(unitPrice));
  return `${itemCode} ${nameOf(itemCode)} ${said} ${days}`;
}

/** All of them, and which are new or gone. */
function areasText(now: readonly string[], next: readonly string[]): string {
  const added = next.filter((area) => !now.includes(area));
  const gone = now.filter((area) => !next.includes(area));
  const said = [
    ...(added.length > 0 ? [c.areasAdded({ areas: listed(added) })] : []),
    ...(gone.length > 0 ? [c.areasGone({ areas: listed(gone) })] : []),
  ];
  return said.length === 0 ? listed(next) : c.areasNow({ areas: listed(next), changes: listed(said) });
}
