import dayjs, { type Dayjs } from 'dayjs';
import type { Schemas } from '../../shared/session';
import { todayText } from '../kit';
import type { Answers } from './answers';
import type { Terms } from './compare';
import { type Contract, inOrder, priceOn } from './contract-data';
import { pricesOf } from './price-lines';
import { termAfter } from './term-after';
import { areasOf, moneyOf } from './typed';

export const ISO = 'YYYY-MM-DD';

/** All of them: what a draft has and the form has emptied is null, since what is left out would stay. */
export function termsOf(answers: Answers): Omit<Schemas['NewContract'], 'number' | 'providerId'> {
  const { term, ceiling, areas, roundingMinutes, minimumMinutes, termReasons, budgetDocument } = answers;
  return {
    ...{ startsOn: term[0].format(ISO), endsOn: term[1].format(ISO), ceiling: moneyOf(ceiling) },
    ...{ areas: areasOf(areas), roundingMinutes, minimumMinutes },
    prices: pricesOf(answers.prices),
    termReasons: termReasons && termReasons.length > 0 ? termReasons : null,
    budgetDocument: budgetDocument || null,
    budgetFundIds: answers.budgetFundIds ?? null,
  };
}

/** As a contract says them, to be set beside another one. */
export function comparable(answers: Answers): Terms {
  const { startsOn, endsOn, ceiling, areas, roundingMinutes, minimumMinutes, prices } = termsOf(answers);
  return { startsOn, endsOn, ceiling, areas, roundingMinutes, minimumMinutes, prices };
}

const NOTHING: Partial<Answers> = { roundingMinutes: 15, minimumMinutes: 30, prices: [] };

/** What the form begins with: nothing, the draft that is revised, or what a new one has in common with its model. */
export function initialOf(former: Contract | undefined, model: Contract | undefined): Partial<Answers> {
  if (former === undefined) return model === undefined ? NOTHING : likeOf(model);
  const { startsOn, endsOn, prices, areas, budgetDocument, ...rest } = former;
  return {
    ...rest,
    ...{
      term: [dayjs(startsOn), dayjs(endsOn)],
      areas: areas.join(' '),
      budgetDocument: budgetDocument ?? undefined,
    },
    prices: prices.map(({ itemCode, unitPrice, from, to }) => ({
      ...{ itemCode, unitPrice, days: [dayjs(from), to ? dayjs(to) : null] },
    })),
  };
}

/** Number, budget and grounds are each contract's own. */
function likeOf(model: Contract): Partial<Answers> {
  const { providerId, ceiling, areas, roundingMinutes, minimumMinutes, prices, endsOn } = model;
  const term = termAfter(model, todayText());
  const items = [...new Set(inOrder(prices).map(({ itemCode }) => itemCode))];
  return {
    ...{ providerId, ceiling, areas: areas.join(' '), roundingMinutes, minimumMinutes, term },
    prices: items.flatMap((itemCode) => {
      const last = priceOn(prices, itemCode, endsOn);
      return last ? [{ itemCode, unitPrice: last.unitPrice, days: [term[0], null] as [Dayjs, null] }] : [];
    }),
  };
}

type Days = readonly (Dayjs | string | null | undefined)[] | null | undefined;
const daysOf = (days: Days) => days?.map((day) => (day ? dayjs(day) : null)) ?? undefined;

/** A draft as the browser kept it: its days are texts there. */
export function withDays(kept: Partial<Answers>): object {
  const prices = kept.prices?.map((price) => price && { ...price, days: daysOf(price.days) });
  return { ...kept, term: daysOf(kept.term), prices };
}
