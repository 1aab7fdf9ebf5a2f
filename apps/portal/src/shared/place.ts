import { halfWidth } from './plain';

export interface Spot {
  longitude: number;
  latitude: number;
}

const DEGREES = /-?\d{1,3}(?:\.\d+)?/g;
const [MOST_EAST, MOST_NORTH] = [180, 90];

/**
 * "119.52,26.66" as maps give it to copy, in either order where one of them can only be a longitude, with words or
 * degree signs between, in full width too. Undefined for what is no place.
 */
export function spotOf(text: string): Spot | undefined {
  const [first, second, ...more] = (halfWidth(text).match(DEGREES) ?? []).map(Number);
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const [longitude, latitude] = isTurned(first, second) ? [second, first] : [first, second];
  if (Math.abs(longitude) > MOST_EAST || Math.abs(latitude) > MOST_NORTH) return undefined;
  return { longitude, latitude };
}

/** China lies east of 73 and south of 54, so there the smaller of the two is the latitude. */
const isTurned = (first: number, second: number): boolean =>
  Math.abs(first) <= 54 && Math.abs(second) >= 73 && Math.abs(second) <= MOST_EAST;

/** As it is shown and can be copied again. */
export const spotText = (place: { longitude?: number | null; latitude?: number | null } | null): string =>
  typeof place?.longitude === 'number' && typeof place.latitude === 'number'
    ? `${place.longitude},${place.latitude}`
    : '';
