import { distance, isKnown } from './geo';

const place = (longitude: number, latitude: number) => ({ longitude, latitude });
const METRES_PER_DEGREE = (Math.PI * 6_371_000) / 180;

it('measures along a meridian and along the equator by the earth’s radius', () => {
  expect(distance(place(119.5, 26), place(119.5, 27))).toBeCloseTo(METRES_PER_DEGREE, 3);
  expect(distance(place(10, 0), place(11, 0))).toBeCloseTo(METRES_PER_DEGREE, 3);
});

it('shrinks degrees of longitude away from the equator', () => {
  expect(distance(place(10, 60), place(10.001, 60))).toBeCloseTo((METRES_PER_DEGREE * 0.001) / 2, 2);
});

it('knows half the earth, and the way over the date line', () => {
  expect(distance(place(0, 0), place(180, 0))).toBeCloseTo(Math.PI * 6_371_000, 3);
  expect(distance(place(179.5, 0), place(-179.5, 0))).toBeCloseTo(METRES_PER_DEGREE, 3);
});

it('is symmetric, and zero for the same place', () => {
  const [here, there] = [place(119.545187, 26.687245), place(119.541403, 26.659632)];
  expect(distance(here, there)).toBe(distance(there, here));
  expect(distance(here, here)).toBe(0);
});

it('needs both coordinates, and takes zero for one', () => {
  expect(isKnown({ longitude: 119.5, latitude: null })).toBe(false);
  expect(isKnown({ longitude: null, latitude: 26 })).toBe(false);
  expect(isKnown({ longitude: 0, latitude: 0 })).toBe(true);
});
