import { newId } from './new-id';

it('makes ids of version 7 that sort by their time and do not repeat', () => {
  const times = [0, 1, 1_763_770_000_000, 2 ** 47];
  const ids = times.map(newId);
  expect([...ids].sort()).toEqual(ids);
  for (const [i, id] of ids.entries()) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(times[i]);
  }
  expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000);
});
