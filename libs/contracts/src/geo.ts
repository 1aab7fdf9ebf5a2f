/** WGS84 decimal degrees. */
export interface Place {
  longitude: number;
  latitude: number;
}

/** What a device reported: either coordinate may be missing. */
export interface MaybePlace {
  longitude: number | null;
  latitude: number | null;
}

const EARTH_RADIUS_METRES = 6_371_000;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function isKnown(place: MaybePlace): place is Place {
  return place.longitude !== null && place.latitude !== null;
}

/** Great-circle distance in metres (haversine). */
export function distance(from: Place, to: Place): number {
  const halfLatitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const halfLongitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord =
    halfLatitude ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * halfLongitude ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
}
