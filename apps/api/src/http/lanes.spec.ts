import { Lanes } from './lanes';

/** Work that ends when it is told to. */
function works(lanes: Lanes, weights: readonly number[]) {
  const running = new Set<number>();
  const ends: (() => void)[] = [];
  const all = weights.map((weight, i) =>
    lanes.run(async () => {
      running.add(i);
      await new Promise<void>((end) => {
        ends[i] = end;
      });
      running.delete(i);
    }, weight),
  );
  const end = async (i: number): Promise<number[]> => {
    ends[i]?.();
    await all[i];
    return now();
  };
  const now = async (): Promise<number[]> => {
    await new Promise((tick) => setImmediate(tick));
    return [...running];
  };
  return { now, end };
}

test('as much as there is room for, in order: nothing small overtakes what is large', async () => {
  const { now, end } = works(new Lanes(400), [150, 200, 400, 50, 60]);
  expect(await now()).toEqual([0, 1]);
  expect(await end(0)).toEqual([1]);
  expect(await end(1)).toEqual([2]);
  expect(await end(2)).toEqual([3, 4]);
});

test('what weighs more than all there is goes alone', async () => {
  const { now, end } = works(new Lanes(2), [1, 5, 1]);
  expect(await now()).toEqual([0]);
  expect(await end(0)).toEqual([1]);
  expect(await end(1)).toEqual([2]);
});

test('what fails makes room as well', async () => {
  const lanes = new Lanes(1);
  const failed = lanes.run(() => Promise.reject(new Error('no')));
  await expect(failed).rejects.toThrow('no');
  expect(await lanes.run(async () => 'next')).toBe('next');
});
