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

/** `left` in hundredths: what nothing is arranged for; below zero, what is arranged beyond the order. */
export interface Room {
  visits: number;
  left: number;
}

/**
 * How many visits of their usual length can still be arranged within what the order has left. The visit that begins
 * within it and ends beyond is paid for the part within (V15): while something is `left`, another is not for nothing.
 */
export function roomOf(
  { remainingQuantity, comingVisits }: RoomAsked,
  item: { measure: string; standardMinutes: number } | undefined,
): Room {
  const usual = hundredthsOf(item);
  const left = Math.round(Number(remainingQuantity) * WHOLE) - (comingVisits ?? 0) * usual;
  return { visits: Math.max(0, Math.floor(left / usual)), left };
}

/** Hundredths as quantities are written, without a sign. */
export const quantityOf = (hundredths: number): string => (Math.abs(hundredths) / WHOLE).toFixed(2);
