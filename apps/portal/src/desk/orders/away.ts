import { momentText, useCadre, useRegister } from '../kit';
import type { NewOrder } from './order-data';
import { o } from './orders-words';

const DAY_END = 'T23:59:59+08:00';

const dayOf = (moment: string): string => momentText(moment).slice(0, 10);

/** That the cadre is in hospital or away within the days of an order for care at home, in words; else undefined. */
export function useAway(order: Pick<NewOrder, 'cadreId' | 'itemCode' | 'startsOn' | 'endsOn'> | undefined) {
  const cadre = useCadre(order?.cadreId ?? '');
  const item = useRegister('items').byCode.get(order?.itemCode ?? '');
  if (order === undefined || item?.place !== 'home') return undefined;
  const [begins, ends] = [Date.parse(`${order.startsOn}T00:00:00+08:00`), Date.parse(order.endsOn + DAY_END)];
  const stay = cadre?.stays?.find(
    ({ from, to }) => Date.parse(from) <= ends && (!to || Date.parse(to) > begins),
  );
  if (!stay) return undefined;
  const facts = { from: dayOf(stay.from), to: stay.to ? dayOf(stay.to) : o.notBack() };
  return stay.kind === 'hospital' ? o.inHospital(facts) : o.away(facts);
}
