/** What of an order is left, and what is arranged of it over all weeks; quantities as the interface writes them. */
export interface RoomAsked {
  remainingQuantity: string;
  comingVisits?: number | null;
}

const WHOLE = 100;
const MINUTES_PER_HOUR = 60;

/** What a visit usually takes of its order, in hundredths: by its length where hours are ordered, else one. */
const hundredthsOf = (item: { measure: string; standardMinutes: number } | undefined): number =>
  item?.measure === 'hour'
    ? Math.max(1, Math.round((item.standardMinutes * WHOLE) / MINUTES_PER_HOUR))
    : WHOLE;

/**
 * How many visits of their usual length can still be arranged within what the order has left; below zero: so many are
 * arranged beyond it, and will not be paid (V15).
 */
export function roomOf(
  { remainingQuantity, comingVisits }: RoomAsked,
  item: { measure: string; standardMinutes: number } | undefined,
): number {
  const left = Math.round(Number(remainingQuantity) * WHOLE);
  return Math.floor(left / hundredthsOf(item)) - (comingVisits ?? 0);
}
