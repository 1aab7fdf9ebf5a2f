import {
  type Code,
  codesOf,
  effectOf,
  formatLocal,
  groupBy,
  MEASURES,
  NONE,
  type Rating,
  RESPONDENTS,
  summarise,
  VISIT_STATES,
  type VisitDecision,
  type VisitState,
} from '@songbai/contracts';
import type { SettledBill, SettledMonth } from '../model';
import { TITLES } from '../reasons';

const STATES = ['payable', 'part', 'held', 'blocked'] as const satisfies readonly VisitState[];
type Counts = Record<VisitState, number>;

/** What was done under the contract in the month, what of it stands, and what the recipients say. */
export interface Acceptance {
  visits: number;
  states: { state: string; count: number; reasons: { code: string; title: string; count: number }[] }[];
  items: ({ item: string; visits: number; quantity: string; measure: string } & Counts)[];
  ratings: {
    count: number;
    mean: string;
    /** How many gave 5, 4, 3, 2 and 1. */
    levels: number[];
    /** Filled in by the worker: on record, not counted. */
    assisted: number;
    comments: { visit: string; day: string; respondent: string; level: number; comment: string }[];
  };
}

export function acceptanceOf({ visits, ratings }: SettledBill, { book }: SettledMonth): Acceptance {
  return {
    visits: visits.length,
    states: STATES.map((state) => {
      const those = visits.filter((visit) => visit.state === state);
      return { state: VISIT_STATES[state].zh, count: those.length, reasons: reasonsOf(those, state) };
    }),
    items: [...groupBy(visits, ({ visit }) => visit.item)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, those]) => {
        const item = book.items.get(code);
        return {
          item: item?.name ?? code,
          measure: item ? MEASURES[item.measure].zh : '',
          visits: those.length,
          quantity: those.reduce((sum, { quantity }) => sum.plus(quantity), NONE).toFixed(2),
          ...countsOf(those),
        };
      }),
    ratings: said(ratings),
  };
}

function countsOf(visits: readonly VisitDecision[]): Counts {
  const counts: Counts = { payable: 0, part: 0, held: 0, blocked: 0 };
  for (const { state } of visits) counts[state] += 1;
  return counts;
}

/** Why visits came to this state, most frequent first. A visit counts under each of its reasons. */
function reasonsOf(
  visits: readonly VisitDecision[],
  state: VisitState,
): { code: string; title: string; count: number }[] {
  const counts = new Map<Code, number>();
  for (const { findings } of visits) {
    const acting = findings.filter((finding) => EFFECTS[state].includes(effectOf(finding)));
    for (const code of codesOf(acting)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .map(([code, count]) => ({ code, title: TITLES[code], count }));
}

const EFFECTS: Record<VisitState, string[]> = {
  payable: ['note'],
  part: ['cut'],
  held: ['hold'],
  blocked: ['block'],
};

function said(ratings: readonly Rating[]): Acceptance['ratings'] {
  const counted = ratings.filter(({ respondent }) => respondent !== 'worker-assisted');
  const summary = summarise(ratings);
  return {
    count: counted.length,
    mean: summary ? summary.mean.toFixed(2) : '—',
    levels: [5, 4, 3, 2, 1].map((level) => counted.filter((rating) => rating.level === level).length),
    assisted: ratings.length - counted.length,
    comments: ratings
      .filter(({ comment }) => comment !== null && comment !== '')
      .sort((a, b) => a.level - b.level || a.ratedAt - b.ratedAt || (a.visit < b.visit ? -1 : 1))
      .map(({ visit, level, respondent, comment, ratedAt }) => ({
        visit,
        day: formatLocal(ratedAt).slice(0, 10),
        respondent: RESPONDENTS[respondent].zh,
        level,
        comment: comment ?? '',
      })),
  };
}
