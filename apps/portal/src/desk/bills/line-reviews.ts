import { BUREAU, ONLOOKERS, useMay } from '../app/access';
import { type Bill, type Review, useReviews } from './bill-data';

/** The newest word on each line, by line; what was said before the bill was filed again is history. */
export function useReviewsOf({ id, submittedAt }: Bill): ReadonlyMap<number, Review> {
  const may = useMay();
  const { data } = useReviews(id ?? '', may(...BUREAU, ...ONLOOKERS));
  const ofRound = (data?.items ?? []).filter(({ at }) => !submittedAt || at >= submittedAt);
  return new Map(ofRound.map((review) => [review.line, review]));
}
