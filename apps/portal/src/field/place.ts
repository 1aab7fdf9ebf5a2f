import { distance } from '@songbai/contracts';
import { useEffect, useState } from 'react';
import type { Schemas } from '../shared/session';
import type { Task } from './store';

export type Location = Schemas['LocationPart'];

const PATIENCE_MS = 8_000;
/** A position of a minute ago is still the same house. */
const FRESH_MS = 60_000;

/** Where the device is, or null where it does not know or may not say. Never throws, never waits for long. */
export function whereAmI(): Promise<Location | null> {
  return new Promise((resolve) => {
    if (navigator.geolocation === undefined) return resolve(null);
    const giveUp = setTimeout(() => resolve(null), PATIENCE_MS + 1_000);
    const done = (location: Location | null): void => {
      clearTimeout(giveUp);
      resolve(location);
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => done({ latitude, longitude, accuracy }),
      () => done(null),
      { timeout: PATIENCE_MS, maximumAge: FRESH_MS, enableHighAccuracy: true },
    );
  });
}

/** Asked once when a screen opens, and only where the person has allowed it before. */
export function usePlace(): Location | null {
  const [place, setPlace] = useState<Location | null>(null);
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const permission = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => undefined);
      if (permission?.state !== 'granted') return;
      const found = await whereAmI();
      if (!isGone) setPlace(found);
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, []);
  return place;
}

/** "850 m" or "3.2 km" as the crow flies; undefined where one of the two places is not known. */
export function farFrom(place: Location | null, task: Task): string | undefined {
  const metres = metresFrom(place, task);
  return metres === undefined ? undefined : metresText(metres);
}

/** As the crow flies; undefined where one of the two places is not known. */
export function metresFrom(
  place: Location | null,
  { cadre: { latitude, longitude } }: Task,
): number | undefined {
  if (!place || latitude == null || longitude == null) return undefined;
  return distance(place, { latitude, longitude });
}

export const metresText = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;

const isApple = (): boolean => /iP(hone|ad|od)/.test(navigator.userAgent);

/** Opens whatever map the telephone has. */
export function mapLink({ cadre: { latitude, longitude, address, name } }: Task): string | undefined {
  if (latitude === null || longitude === null) return undefined;
  if (isApple()) return `maps://?q=${latitude},${longitude}`;
  return `geo:${latitude},${longitude}?q=${latitude},${longitude}(${encodeURIComponent(address ?? name)})`;
}
