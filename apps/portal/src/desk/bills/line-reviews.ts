import { BUREAU, ONLOOKERS, useMay } from '../app/access';
import { type Review, useReviews } from './bill-data';

/** The newest word on each line, by line. */
export function useReviewsOf(billId: string): ReadonlyMap<number, Review> {
  const may = useMay();
  const { data } = useReviews(billId, may(...BUREAU, ...ONLOOKERS));
  return new Map((data?.items ?? []).map((review) => [review.line, review]));
}
